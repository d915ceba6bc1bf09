import { expect, test } from 'vitest';
import { Reports } from './reports.js';

test('each kind of reason is reported once of a run', () => {
  const reports = new Reports();
  expect(['a', 'a', 'b', 'a'].map((kind) => reports.isNew('r-1', kind))).toEqual([true, false, true, false]);
  expect(reports.isNew('r-2', 'a')).toBe(true);
});

test('only of runs that are still there is it remembered', () => {
  const reports = new Reports();
  for (let run = 0; run <= 100; run++) reports.isNew(`r-${run}`, 'a');
  expect(reports.areMany).toBe(true);
  reports.keepOnly((run) => run === 'r-7');
  expect(reports.areMany).toBe(false);
  expect(reports.isNew('r-7', 'a')).toBe(false);
  expect(reports.isNew('r-8', 'a')).toBe(true);
});

test('when most runs are still there, it is asked again only after they have doubled', () => {
  const reports = new Reports();
  let asked = 0;
  for (let run = 0; run < 400; run++) {
    reports.isNew(`r-${run}`, 'a');
    if (!reports.areMany) continue;
    asked++;
    reports.keepOnly(() => true);
  }
  expect(asked).toBe(2);
});
