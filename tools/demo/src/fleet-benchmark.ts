/**
 * How much memory and CPU `ensureStopped` takes for a fleet of any size: `npm run bench:fleet -- 1000000`. The emulator
 * answers in process, and time passes as soon as nobody has anything else to do. Its instances are made before the
 * measurement begins; the first third is measured apart from the rest, to show that time grows in proportion.
 */
import { createCvm, ensureStopped } from '@qcvm/client';
import { createEmulator } from '@qcvm/mock';

const count = Number(process.argv[2] ?? 100_000);
if (!Number.isSafeInteger(count) || count < 2) {
  console.error('How many instances? A whole number from 2 up: npm run bench:fleet -- 1000000');
  process.exit(2);
}

const id = (number: number): string => `ins-${number.toString(36).padStart(8, '0')}`;

const emulator = createEmulator({
  clock: { mode: 'manual', automatic: true },
  quota: false,
  maximumLogged: 0,
  maximumTasks: 0,
});
emulator.instances.add(Array.from({ length: count }, (_, number) => ({ unInstanceId: id(number) })));
const cvm = createCvm({
  region: 'ap-guangzhou',
  credentials: emulator.credentials,
  transport: emulator,
  limits: false,
  seams: emulator.seams,
});

/** Bytes in use, after the garbage is gone where Node was told to let us ask for that (--expose-gc). */
function inUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function* ids(from: number, to: number): Generator<string> {
  for (let number = from; number < to; number++) yield id(number);
}

async function measure(from: number, to: number): Promise<number> {
  const before = inUse();
  const begun = process.cpuUsage();
  let done = 0;
  let most = 0;
  const run = ensureStopped(cvm, ids(from, to));
  for await (const event of run) {
    if (event.type !== 'outcome') continue;
    if ((done += 1) % Math.ceil((to - from) / 20) === 0) most = Math.max(most, inUse() - before);
  }
  const { user, system } = process.cpuUsage(begun);
  const mebibytes = (most / 2 ** 20).toFixed(1);
  console.log(`${done} ids, ${run.counts.stopped} stopped: at most ${mebibytes} MiB over the start`);
  return (user + system) / (to - from);
}

const third = Math.floor(count / 3);
const first = await measure(0, third);
const rest = await measure(third, count);
console.log(
  `CPU for each id, of the last ${count - third} against the first ${third}: ${(rest / first).toFixed(2)}×`,
);
