import type { ReadyRuntime, Runtime, Stage } from './runtime.js';
import { openService } from './service.js';
import type { Verdict } from './verdict.js';

/** The story as often as a worker would serve requests that share a client: twice. */
const tellings = 2;

/** What was not as it has to be, for everything that was told. */
async function problemsOf(
  ready: ReadyRuntime,
  { transport, resends = false }: Runtime,
): Promise<{ chapters: number; problems: string[] }> {
  await using service = await openService();
  const { emulator, input } = service;
  const beginning = emulator.snapshot();
  const problems: string[] = [];
  let chapters = 0;
  for (let telling = 1; telling <= tellings; telling += 1) {
    emulator.restore(beginning);
    emulator.requests.clear();
    const told = await ready.tell(input);
    chapters = told.chapters.length;
    const failed = told.chapters.flatMap(({ title, problem }) =>
      problem === undefined ? [] : [`${title}: ${problem}`],
    );
    problems.push(...failed);
    if (told.transport !== transport)
      problems.push(`it took ${told.transport ?? 'no transport'} instead of ${transport}`);
    const arrived = emulator.requests.list({ action: 'StartInstances' }).length;
    if (arrived < 1 || arrived > (resends ? 2 : 1))
      problems.push(`the call whose answer was lost arrived ${arrived} times`);
  }
  return { chapters, problems };
}

const praise = (chapters: number, { resends }: Runtime): string =>
  `all ${chapters} chapters${resends ? '; the runtime itself may send a request again' : ''}`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Has a runtime tell the story. Never throws: what goes wrong is the verdict. */
export async function judge(runtime: Runtime, stage: Stage): Promise<Verdict> {
  const { name, pinned = '', transport: way } = runtime;
  try {
    const ready = await runtime.start(stage);
    if ('missing' in ready)
      return {
        name,
        version: pinned,
        way,
        outcome: 'missing',
        summary: `not to be had: ${ready.missing}`,
        problems: [],
      };
    const { version } = ready;
    try {
      const { chapters, problems } = await problemsOf(ready, runtime);
      const summary = problems.length === 0 ? praise(chapters, runtime) : `${problems.length} problems`;
      return { name, version, way, outcome: problems.length === 0 ? 'passed' : 'failed', summary, problems };
    } finally {
      await ready.close();
    }
  } catch (error) {
    return {
      name,
      version: pinned,
      way,
      outcome: 'failed',
      summary: 'broke down',
      problems: [messageOf(error)],
    };
  }
}
