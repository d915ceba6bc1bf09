import type { FaultRuleOptions } from '@qcvm/mock';
import type { Api, Command } from './api.js';
import { Random } from './random.js';
import type { Extra, Kind, Member, Moment, Schedule, Stop } from './schedule.js';

const regions = ['ap-guangzhou', 'ap-beijing', 'ap-shanghai'];

function drawMembers(
  random: Random,
  about: { command: Command; selection: Schedule['selection'] },
): Member[] {
  const size = random.weighted([
    [70, random.between(4, 30)],
    [22, random.between(40, 160)],
    [7, random.between(250, 600)],
    [1, random.between(1200, 2500)],
  ]);
  const places = regions.slice(
    0,
    random.weighted([
      [50, 1],
      [35, 2],
      [15, 3],
    ]),
  );
  const isOneKind = random.chance(0.25);
  const kinds = [
    [60, 'plain'],
    [isOneKind || about.command === 'start' ? 0 : 10, 'stubborn'],
    [isOneKind ? 0 : 10, 'already'],
    [random.chance(0.2) ? 3 : 0, 'busy'],
    [random.chance(0.2) ? 3 : 0, 'broken'],
    [random.chance(0.4) ? 10 : 0, 'flapping'],
    [about.selection === 'all' ? 0 : 4, 'missing'],
  ] as const;
  const keep = about.command !== 'start' && random.chance(0.6) ? random.pick([0.1, 0.3, 0.5]) : 0;
  const part = about.selection === 'all' ? 1 : random.pick([1, 0.8]);
  return Array.from({ length: about.selection === 'arguments' ? Math.min(size, 60) : size }, () => {
    const kind: Kind = random.weighted(kinds);
    const isMissing = kind === 'missing';
    return {
      id: `ins-${random.code(8)}`,
      oldId: `qcvm${random.code(32, '0123456789abcdef')}`,
      region: random.pick(places),
      kind,
      isProtected: !isMissing && random.chance(keep),
      isTarget: isMissing || random.chance(part),
    };
  });
}

function drawFault(random: Random, api: Api, command: Command): FaultRuleOptions {
  const when = random.pick(['before', 'after'] as const);
  const { partial, expiredAfterEffect } = api.codes;
  const partialFailure = (count: number): FaultRuleOptions['fault'] => ({
    kind: 'partialFailure',
    count,
    code: partial[count % partial.length]!,
  });
  const fault = random.weighted<FaultRuleOptions['fault']>([
    [4, { kind: 'drop', when }],
    [2, { kind: 'code', code: api.codes.limited }],
    [3, { kind: 'code', code: api.codes.expired, when: expiredAfterEffect ? when : 'before' }],
    [4, { kind: 'code', code: api.codes.failed, when }],
    [2, { kind: 'gateway', status: 502, when }],
    [2, { kind: 'cut' }],
    [3, partialFailure(random.between(1, 3))],
    [1, { kind: 'clockSkew', seconds: random.between(200, 900) * random.pick([1, -1]) }],
  ]);
  if (fault.kind === 'clockSkew') return { fault, times: random.pick([3, 20, 100_000]) };
  const isChange = fault.kind === 'partialFailure' || random.chance(0.65);
  return {
    fault,
    action: api.operations[isChange ? command : 'look'].action,
    nth: Array.from({ length: random.between(1, 3) }, () => random.between(1, 6)),
  };
}

function drawStop(random: Random): Stop {
  const moment = random.weighted<Moment>([
    [35, { at: 'change', nth: random.between(1, 4) }],
    [15, { at: 'request', nth: random.between(1, 10) }],
    [25, { at: 'journal', nth: random.between(1, 25) }],
    [25, { at: 'time', milliseconds: random.between(150, 5000) }],
  ]);
  // After a while may be before the command listens.
  const hangup = moment.at === 'time' ? 0 : 5;
  return {
    ...moment,
    signal: random.weighted([
      [85, 'SIGKILL'],
      [10, 'SIGTERM'],
      [hangup, 'SIGHUP'],
    ]),
  };
}

const drawExtra = (random: Random): Extra =>
  random.weighted<Extra>([
    [5, { kind: 'full-output' }],
    [7, { kind: 'full-journal', kibibytes: 4 * random.between(2, 4) }],
    [4, { kind: 'damage', place: random.fraction() }],
    [6, { kind: 'twins', delay: random.pick([0, 30, 100, random.between(0, 2000)]) }],
    [8, { kind: 'again' }],
    [70, { kind: 'nothing' }],
  ]);

/** With a wrong clock the service says this of requests without effect, and so it does not come after one. */
const isNoClockError =
  ({ codes }: Api) =>
  ({ fault }: FaultRuleOptions): boolean =>
    !(fault.kind === 'code' && fault.code === codes.expired);

/** Draws a round. Times are short where the world decides, and the least that makes sense where an option does. */
export function drawSchedule(api: Api, { seed, round }: { seed: string; round: number }): Schedule {
  const random = new Random(`${seed}/${round}`);
  const command = random.weighted<Command>([
    [60, 'stop'],
    [22, 'restart'],
    [18, 'start'],
  ]);
  const wait = random.chance(0.65);
  const selection = random.weighted<Schedule['selection']>([
    [50, 'all'],
    [30, 'file'],
    [20, 'arguments'],
  ]);
  const members = drawMembers(random, { command, selection });
  const { from, to } = api.changes[command];
  const flaps = members.flatMap(({ id, kind }) =>
    kind !== 'flapping'
      ? []
      : Array.from({ length: random.between(1, 3) }, () => ({
          id,
          after: random.between(1, 12),
          status: random.pick([from, from === to ? api.changes.stop.to : to]),
        })),
  );
  const extra = drawExtra(random);
  // A single instance gets no journal unless it is asked for.
  const few = members.filter(({ isTarget, isProtected }) => isTarget && !isProtected).length <= 2;
  const isSlow = random.chance(0.6);
  const drawn = Array.from(
    {
      length: random.weighted([
        [15, 0],
        [30, 1],
        [30, 2],
        [15, 3],
        [10, 4],
      ]),
    },
    () => drawFault(random, api, command),
  );
  return {
    seed,
    round,
    command,
    wait,
    force:
      command === 'start'
        ? 'never'
        : random.weighted([
            [4, 'never'],
            [4, 'fallback'],
            [command === 'stop' && wait ? 2 : 0, '4s'],
          ]),
    // Of an interrupted restart only time tells that it is over: longer than a change may take to show.
    timeout: random.weighted([
      [90, random.between(9, 16) + (command === 'restart' ? 8 : 0)],
      [10, 30],
    ]),
    journal: few || extra.kind === 'full-journal' || random.chance(0.6) ? 'named' : 'default',
    report: random.chance(0.85) ? 'json' : 'text',
    selection,
    regions: [...new Set(members.map(({ region }) => region))],
    // The shorter ones are over before a look, the longer ones are seen on their way.
    durations: {
      stop: isSlow ? random.between(2500, 6000) : random.between(100, 1500),
      forcedStop: random.between(200, 2000),
      start: isSlow ? random.between(2500, 6000) : random.between(300, 1500),
      reboot: isSlow ? random.between(2500, 6000) : random.between(300, 2000),
      jitter: 0.3,
    },
    members,
    faults: drawn.some(({ fault }) => fault.kind === 'clockSkew') ? drawn.filter(isNoClockError(api)) : drawn,
    stops: Array.from(
      {
        length: random.weighted([
          [15, 0],
          [45, 1],
          [25, 2],
          [15, 3],
        ]),
      },
      () => drawStop(random),
    ),
    flaps,
    extra,
    stopCharging: api.canStopCharging && command === 'stop' && random.chance(0.4),
  };
}
