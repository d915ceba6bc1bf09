import type { ReadyRuntime, Runtime, Stage } from './runtime.js';
import { lostCalls, openService } from './service.js';
import type { Verdict } from './verdict.js';

/** The scenario runs as often as a worker would serve requests that share a client: twice. */
const runs = 2;

/** What was not as it has to be, for every run. */
async function problemsOf(
  ready: ReadyRuntime,
  { transport, resends }: Runtime,
): Promise<{ steps: number; problems: string[] }> {
  await using service = await openService();
  const { emulator, input } = service;
  const beginning = emulator.snapshot();
  const problems: string[] = [];
  let steps = 0;
  for (let run = 1; run <= runs; run += 1) {
    emulator.restore(beginning);
    emulator.requests.clear();
    const report = await ready.run(input);
    steps = report.steps.length;
    const failed = report.steps.flatMap(({ title, problem }) =>
      problem === undefined ? [] : [`${title}: ${problem}`],
    );
    problems.push(...failed);
    if (report.transport !== transport)
      problems.push(`it took ${report.transport ?? 'no transport'} instead of ${transport}`);
    for (const { action, method } of lostCalls) {
      const arrived = emulator.requests.list({ action }).length;
      const most = resends === 'any request' || resends === `a ${method}` ? 2 : 1;
      if (arrived < 1 || arrived > most)
        problems.push(`the ${method} whose answer was lost arrived ${arrived} times`);
    }
  }
  return { steps, problems };
}

const successText = (steps: number, { resends }: Runtime): string =>
  `all ${steps} steps${resends ? `; the runtime itself may send ${resends} again` : ''}`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs the scenario on a runtime. Never throws: what goes wrong is the verdict. */
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
      const { steps, problems } = await problemsOf(ready, runtime);
      const summary = problems.length === 0 ? successText(steps, runtime) : `${problems.length} problems`;
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
