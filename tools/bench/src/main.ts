import { measure } from './harness/measure.js';
import { rows } from './rows/rows.js';
for (const row of rows.filter(({ name }) => process.argv.length < 4 || process.argv.slice(3).includes(name))) {
  const m = await measure(row, Number(process.argv[2] ?? 5));
  console.log(row.title);
  for (const c of m.contenders) console.log(c.contender.padEnd(30), c.unavailable ?? `${c.figure?.low.toFixed(2)} ${c.figure?.median.toFixed(2)} ${c.figure?.high.toFixed(2)} ${c.sampled?.median.toFixed(1)}`);
}
