import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.js';
import { live, mountSmall, type Life } from './life.js';
import type { Member, Schedule, Stop } from './schedule.js';
import { isChange, World, type Seen } from './world.js';

/** All that a round is judged by. */
export interface History {
  readonly schedule: Schedule;
  readonly seen: readonly Seen[];
  /** In the order in which they were started. */
  readonly lives: readonly Life[];
  /** The status of every instance when all was over. */
  readonly statuses: ReadonlyMap<string, number>;
  /** `done`: a run came to its end; `refused`: a damaged journal was; `stuck`: neither, and `why`. */
  readonly end: 'done' | 'refused' | 'stuck';
  readonly why?: string;
}

/** What is done after a process has ended. */
type Next = 'done' | 'resume' | 'anew' | Pick<History, 'end' | 'why'>;

/** Processes that a round may take: more than there are stops and faults. */
const most = 12;

const nameOf =
  ({ hasOldIds }: Api) =>
  ({ region, id, oldId }: Member, index: number): string =>
    hasOldIds && index % 7 === 3 ? oldId : index % 2 === 1 ? `${region}/${id}` : id;

/** What is chosen, how, and what is protected: written into files where a person would. */
async function firstArguments(schedule: Schedule, api: Api, directory: string): Promise<string[]> {
  const { command, selection, wait: waits, force, stopCharging, timeout, regions } = schedule;
  const targets = schedule.members.filter(({ isTarget }) => isTarget).map(nameOf(api));
  const keep = schedule.members.filter(({ isProtected }) => isProtected);
  const list = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');
  await writeFile(join(directory, 'targets'), list(targets));
  await writeFile(
    join(directory, 'keep'),
    list(keep.map(({ id, oldId }, index) => (api.hasOldIds && index % 5 === 4 ? oldId : id))),
  );
  return [
    command,
    ...(selection === 'all' ? ['--all'] : selection === 'file' ? ['--file', 'targets'] : targets),
    ...['--region', regions.join(','), '--timeout', `${timeout}s`, '--yes'],
    ...(waits ? ['--wait'] : []),
    ...(force === 'never' ? [] : ['--force', force]),
    ...(stopCharging ? ['--stop-charging'] : []),
    ...(keep.length > 0 ? ['--protect', '@keep'] : []),
  ];
}

/** Turns one bit over in the newest journal. */
async function damage(journals: string, place: number): Promise<void> {
  const names = (await readdir(journals)).filter((name) => !name.endsWith('.lock')).sort();
  const path = join(journals, names.at(-1) ?? '');
  const bytes = await readFile(path).catch(() => new Uint8Array());
  const bit = Math.floor(place * bytes.length * 8);
  if (bytes.length === 0) return;
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  await writeFile(path, bytes);
}

interface RoundParts {
  readonly schedule: Schedule;
  readonly world: World;
  readonly directory: string;
  readonly journals: string;
  /** The arguments of the first process. */
  readonly first: readonly string[];
}

/** One round under way: what a careful person does with the command until the work is done. */
class Round {
  readonly lives: Life[] = [];
  readonly #parts: RoundParts;
  readonly #cleanups: (() => void)[] = [];
  #stops = 0;
  #number = 0;

  constructor(parts: RoundParts) {
    this.#parts = parts;
  }

  cleanUp(): void {
    for (const each of this.#cleanups) each();
  }

  /** Starts the command, and `--resume` until nothing is left over. */
  async toTheEnd(): Promise<Pick<History, 'end' | 'why'>> {
    const { world, journals, schedule } = this.#parts;
    const { extra } = schedule;
    let resumes = false;
    while (this.lives.length < most) {
      const ways: readonly Next[] = (await this.#start(resumes)).map((life) => this.#next(life));
      if (ways.includes('done')) {
        if (extra.kind === 'again') await this.#start(true);
        return { end: 'done' };
      }
      const next: Next = ways.includes('resume') ? 'resume' : ways[0]!;
      if (typeof next === 'object') return next;
      if (next === 'anew') world.attempt += 1;
      if (extra.kind === 'damage' && this.lives.length === 1) await damage(journals, extra.place);
      resumes = next === 'resume';
    }
    return { end: 'stuck', why: `not done after ${most} processes` };
  }

  /** What a person does next, by the words of the README, knowing only how the process ended and what it printed. */
  #next(life: Life): Next {
    const { seen, attempt } = this.#parts.world;
    const hasSent = seen.some((each) => each.attempt === attempt && isChange(each));
    if (life.end === 'died') return { end: 'stuck', why: 'a process crashed, or did not end in time' };
    const end = life.lines.find(({ type }) => type === 'end');
    // It had told all that there is to tell.
    if (life.end === 'killed') return end?.['unfinished'] === 0 ? 'done' : 'resume';
    if (end !== undefined) return end['unfinished'] === 0 && life.code !== 5 ? 'done' : 'resume';
    const { extra, report } = this.#parts.schedule;
    if (life.resumes && extra.kind === 'damage' && (life.code === 2 || life.code === 5))
      return { end: 'refused' };
    if (life.code === 2) {
      if (life.resumes && !hasSent) return 'anew';
      return { end: 'stuck', why: `exit code 2: ${life.stderr.trim()}` };
    }
    if (life.code === 0 && life.resumes && !hasSent) return 'anew';
    if (life.code === 0 || (life.code === 1 && (hasSent || report === 'text'))) return 'done';
    return life.resumes || hasSent ? 'resume' : 'anew';
  }

  async #start(resumes: boolean): Promise<readonly Life[]> {
    const { world, directory, journals, schedule } = this.#parts;
    const { extra, stops } = schedule;
    const number = this.#number++;
    const isFirst = number === 0;
    const limit = isFirst && extra.kind === 'full-journal' ? extra.kibibytes : undefined;
    const small = limit === undefined ? undefined : mountSmall(journals, limit);
    if (small !== undefined) this.#cleanups.push(small.remove);
    const due = limit === undefined ? stops[this.#stops++] : undefined;
    const start = async (delay: number, stop?: Stop): Promise<Life> => {
      await wait(delay);
      return live({
        number,
        args: this.#arguments(resumes),
        resumes,
        environment: this.#environment(),
        directory,
        journals,
        stop,
        outputIsFull: isFirst && extra.kind === 'full-output',
        fileLimit: small === undefined ? limit : undefined,
        listen: (listener) => (world.onRequest = listener),
      });
    };
    world.life = number;
    const all = await Promise.all([
      start(0, due),
      ...(extra.kind === 'twins' && resumes ? [start(extra.delay)] : []),
    ]);
    small?.grow();
    // Of two, the one that was refused because of the other is no process of the run.
    const refused = all.filter(({ end, code }) => end === 'itself' && code === 2);
    const lives =
      refused.length < all.length ? all.filter((life) => !refused.includes(life)) : all.slice(0, 1);
    this.lives.push(...lives);
    return lives;
  }

  #arguments(resumes: boolean): string[] {
    const { command, journal, report } = this.#parts.schedule;
    const path = `journals/run-${this.#parts.world.attempt}.jsonl`;
    return [
      ...(resumes ? [command, '--resume', '--yes'] : this.#parts.first),
      ...(journal === 'named' ? ['--journal', path] : []),
      ...(report === 'json' ? ['--json'] : []),
    ];
  }

  #environment(): Record<string, string> {
    const { world, directory } = this.#parts;
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: directory,
      QCVM_ENDPOINT: world.endpoint,
      TENCENTCLOUD_SECRET_ID: world.credentials.secretId,
      TENCENTCLOUD_SECRET_KEY: world.credentials.secretKey,
    };
  }
}

/** Runs a round from an empty directory to its end. */
export async function runRound(schedule: Schedule, api: Api): Promise<History> {
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-crash-'));
  const isNamed = schedule.journal === 'named';
  const journals = join(directory, isNamed ? 'journals' : '.local/state/qcvm/journal');
  await mkdir(journals, { recursive: true, mode: 0o700 });
  const first = await firstArguments(schedule, api, directory);
  const world = await World.open(schedule, api);
  const round = new Round({ schedule, world, directory, journals, first });
  try {
    const end = await round.toTheEnd();
    return { schedule, seen: world.seen, lives: round.lives, statuses: world.statuses(), ...end };
  } finally {
    await world.close();
    round.cleanUp();
    await rm(directory, { recursive: true, force: true });
  }
}
