/**
 * How much memory and CPU `ensureStopped` takes for a fleet of any size: `npm run bench:fleet -- 1000000`. The first third is
 * measured apart from the rest, to show that time grows in proportion.
 */
import { createFleet, type FleetCost } from './measure-fleet.js';

const count = Number(process.argv[2] ?? 100_000);
if (!Number.isSafeInteger(count) || count < 2) {
  console.error('How many instances? A whole number from 2 up: npm run bench:fleet -- 1000000');
  process.exit(2);
}

const print = ({ done, stopped, memory }: FleetCost): void =>
  console.log(`${done} ids, ${stopped} stopped: at most ${(memory / 2 ** 20).toFixed(1)} MiB over the start`);

const stop = createFleet(count);
const third = Math.floor(count / 3);
const first = await stop(0, third);
print(first);
const rest = await stop(third, count);
print(rest);
console.log(
  `CPU for each id, of the last ${count - third} against the first ${third}: ${(rest.cpu / first.cpu).toFixed(2)}×`,
);
