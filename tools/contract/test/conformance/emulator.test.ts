import { createEmulator } from '@qcvm/mock';
import type { EmulatorOptions } from '@qcvm/mock';
import { conformanceChecks, runConformance } from '@qcvm/mock/conformance';
import type { CheckStatus, ConformanceReport } from '@qcvm/mock/conformance';
import { describe, expect, test } from 'vitest';
import { emulatorToJudge, judge, judgeV3, runningIds, shutDownIds } from '../../src/conformance.js';

const instances = [...runningIds, ...shutDownIds];
const idsBy = ({ checks }: ConformanceReport, status: CheckStatus): string[] =>
  checks.filter((check) => check.status === status).map(({ id }) => id);

interface Facts {
  readonly api: '2.0' | '3.0';
  readonly judge: typeof judge;
  /** What a lasting key skips. */
  readonly skipped: readonly string[];
  /** What is skipped as well where there are no instances. */
  readonly skippedWithout: readonly string[];
  /** What the emulator has decided. */
  readonly notes: readonly string[];
  /** It decides otherwise. */
  readonly otherwise: EmulatorOptions['behaviour'];
  readonly otherNotes: readonly string[];
  /** What is skipped as well then, over plain HTTP. */
  readonly skippedOtherwise: readonly string[];
  readonly small: { readonly calls: number; readonly seconds: number };
  readonly exceeded: number | string;
}

const facts: readonly Facts[] = [
  {
    api: '2.0',
    judge,
    skipped: [],
    skippedWithout: ['list/pages', 'list/by-id'],
    notes: [
      'a stale Timestamp is refused with 4200',
      'a Timestamp half an hour old is refused: the window is the five minutes of the newer pages, or so',
      'a Timestamp ahead of the clock is refused with 4500',
      'an id that does not exist is refused with 5000 in detail',
    ],
    otherwise: {
      ...{ timestampWindow: 7200, staleTimestampCode: 4500, futureTimestampCode: 4200 },
      ...{ nonceRememberedWith: 'alone', codeAs: 'string', codeDesc: false, requestIdAs: 'number' },
      ...{ describeUnknownIds: 'refuse', wrongStatus: { code: 5100 } },
    },
    otherNotes: [
      'a stale Timestamp is refused with 4500',
      'a Timestamp half an hour old is accepted: the window is the two hours of the older pages, or longer',
      'a Timestamp ahead of the clock is refused with 4200',
      'DescribeInstances refuses an id that does not exist with 5000',
      'codes are sent as decimal texts',
      'an id that does not exist is refused with 5000 in detail',
      'a wrong status is told as 5100 without codeDesc',
    ],
    skippedOtherwise: ['parameters/https'],
    small: { calls: 10, seconds: 60 },
    exceeded: 4400,
  },
  {
    api: '3.0',
    judge: judgeV3,
    skipped: ['signature/token'],
    skippedWithout: ['list/pages', 'list/by-id', 'list/filters', 'list/status'],
    notes: [
      'an id that does not exist is refused with InvalidInstanceId.NotFound',
      'a dry run is answered with a success',
      'StopInstances of what is STOPPED is refused with UnsupportedOperation.InstanceStateStopped',
      'a batch with an id that does not exist is refused as a whole: nothing is done',
      'StartInstances of what is RUNNING is refused with UnsupportedOperation.InstanceStateRunning',
    ],
    otherwise: {
      v3: { mixedBatch: 'partial', refusedIds: 'all', dryRun: 'DryRunOperation', language: 'zh-CN' },
    },
    otherNotes: [
      'a batch with an id that does not exist is refused, and the others change all the same',
      'a dry run is answered with DryRunOperation',
    ],
    // The mixed batch before has started all of them.
    skippedOtherwise: ['life-cycle/start'],
    small: { calls: 2, seconds: 1 },
    exceeded: 'RequestLimitExceeded',
  },
];

describe.each(facts)('the emulator, by the checks of API $api,', ({ api, judge, ...expected }) => {
  test('agrees with every one, and gets its instances back as they were', async () => {
    const emulator = emulatorToJudge();
    const report = await judge({ emulator });
    expect(report).toMatchObject({ api, conforms: true, region: 'ap-guangzhou', notes: expected.notes });
    expect(idsBy(report, 'differs')).toEqual([]);
    expect(idsBy(report, 'skipped')).toEqual(expected.skipped);
    const ids = report.checks.map(({ id }) => id);
    expect(ids).toEqual(conformanceChecks({ api, instances }).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const status = (id: string): string => emulator.instances.get(id).statusName;
    expect(instances.map(status)).toEqual(['running', 'running', 'shutDown']);
  });

  test('receives only reads, unless instances are given', async () => {
    const emulator = emulatorToJudge();
    const before = JSON.stringify(emulator.instances.list());
    expect((await judge({ emulator }, { instances: [] })).conforms).toBe(true);
    expect(JSON.stringify(emulator.instances.list())).toBe(before);
    expect(emulator.tasks.list()).toEqual([]);
    // Not even an endpoint that takes everything for good would have had an instance to act on: each of these names some,
    // for without ids it might act on all, and each names only what cannot exist.
    const acting = emulator.requests.list().filter(({ action = '' }) => /^(?!Describe)./.test(action));
    expect(acting.length).toBeGreaterThan(2);
    for (const { action, parameters } of acting) {
      const ids = Object.entries(parameters).filter(([name]) => /^instanceIds\./i.test(name));
      if (action === 'RunInstances') expect(parameters['DryRun']).toBe('true');
      else expect(ids.length).toBeGreaterThan(0);
      for (const [, id] of ids) expect(id).toMatch(/^ins-[0-9]{40}$/);
    }
  });

  test('agrees over HTTP as well, and where the documentation leaves it another choice', async () => {
    const emulator = emulatorToJudge({
      clock: 'real',
      durations: { stop: 20, start: 20, forcedStop: 20, reboot: 20 },
      quota: false,
      ...(expected.otherwise && { behaviour: expected.otherwise }),
    });
    await using server = await emulator.listen();
    const report = await runConformance({
      ...{ endpoint: server.url, api, credentials: emulator.credentials, instances },
      runtime: { sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    });
    expect(idsBy(report, 'differs')).toEqual([]);
    expect(idsBy(report, 'skipped')).toEqual([...expected.skipped, ...expected.skippedOtherwise]);
    expect(report.notes).toEqual(expect.arrayContaining([...expected.otherNotes]));
  });

  test('without instances skips the checks that need some', async () => {
    const emulator = createEmulator({ clock: { mode: 'manual', automatic: true }, onUnexpected: 'answer' });
    const report = await judge({ emulator }, { instances: [] });
    expect(report.conforms).toBe(true);
    expect(idsBy(report, 'skipped')).toEqual([...expected.skipped, ...expected.skippedWithout]);
  });

  test('with a small quota is asked more slowly', async () => {
    const emulator = emulatorToJudge({ quota: [{ ...expected.small, per: 'action' }] });
    expect((await judge({ emulator })).conforms).toBe(true);
    expect(emulator.requests.list({ code: expected.exceeded }).length).toBeGreaterThan(0);
  });

  test('with a clock that is an hour off is met on its own time', async () => {
    const emulator = emulatorToJudge();
    const runtime = { now: () => emulator.clock.now() - 3_600_000, sleep: emulator.runtime.sleep };
    const report = await judge({ emulator }, { runtime });
    expect(report.conforms).toBe(true);
    expect(report.notes).toContain('the clock of this machine is 3600 s behind that of the endpoint');
  });
});

test.each([[shutDownIds], [runningIds]])('the emulator is judged with the instances %j', async (some) => {
  const report = await judgeV3({}, { instances: some, only: ['life-cycle'] });
  expect(report).toMatchObject({ conforms: true, differs: 0 });
  expect(report.checks.find(({ id }) => id === 'life-cycle/reboot')?.status).toBe('agrees');
});

test('once a step of a life cycle has failed, the rest is skipped, and says why', async () => {
  const report = await judge({}, { instances: ['ins-unknown'], only: ['life-cycle'] });
  expect(report.checks.map(({ status, observed }) => `${status}: ${observed}`)).toEqual([
    'differs: ins-unknown is not listed',
    ...Array.from({ length: 4 }, () => 'skipped: the life cycle ended with ins-unknown is not listed'),
    'skipped: nothing was changed',
  ]);
});

test('only some checks of API 3.0 can be asked for, by their own names', async () => {
  const wanted = { api: '3.0', only: ['list', 'answers/envelope'] } as const;
  const ids = (await judgeV3({}, wanted)).checks.map(({ id }) => id);
  expect(ids).toEqual(conformanceChecks({ ...wanted, instances }).map(({ id }) => id));
  expect(ids).toContain('list/fields');
  await expect(judgeV3({}, { only: ['freshness/replay'] })).rejects.toThrow(/there is no check/);
  await expect(judgeV3({}, { api: '1.0' as '2.0' })).rejects.toThrow(/^api: expected 2.0, 3.0, got "1.0"/);
});
