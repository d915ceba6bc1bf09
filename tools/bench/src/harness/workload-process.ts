/** The process of one candidate: gets it warm, and then measures a short batch whenever it is asked to. */
import { answerParent } from './child.js';
import type { OpenWorkload, Workload, WorkloadRequest } from './workload.js';

const concurrency = 16;
/** CPU time in milliseconds: long enough for the compiler to have settled, and of each batch, short against what disturbs the machine. */
const warmUp = 4000;
const batchLength = 150;

/** Milliseconds of CPU time since another time. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function repeat(workload: Workload, count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const result = workload.work();
      if (result instanceof Promise) await result;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

/** Runs batches of growing length for a while; gives how many pieces of work a batch of the right length has. */
async function getWarm(workload: Workload): Promise<number> {
  const begun = process.cpuUsage();
  let count = concurrency;
  for (;;) {
    const before = process.cpuUsage();
    await repeat(workload, count);
    const took = Math.max(cpuSince(before), 0.1);
    const fitting = Math.max(concurrency, Math.round((count * batchLength) / took));
    if (cpuSince(begun) > warmUp) return fitting;
    count = Math.min(fitting, count * 4);
  }
}

let workload: Workload | undefined;
let count = 0;

answerParent(async (message) => {
  const { open } = message as WorkloadRequest;
  if (open !== undefined) {
    const { candidates } = (await import(open.module)) as {
      candidates: Readonly<Record<string, OpenWorkload<unknown>>>;
    };
    try {
      const start = candidates[open.candidate];
      if (!start) throw new Error(`There is no candidate ${open.candidate}`);
      workload = await start(open.options);
      count = await getWarm(workload);
    } catch (error) {
      return { unavailable: String(error) };
    }
    return {};
  }
  if (workload === undefined) throw new Error('There is nothing to measure yet');
  // While the others were measured, caches went cold and the engine put unused code away.
  await repeat(workload, count);
  const before = process.cpuUsage();
  await repeat(workload, count);
  return { cpu: (cpuSince(before) * 1000) / count };
});
