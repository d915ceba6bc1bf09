import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generate, loadSpecs } from '../../src/generate.js';
import { SpecError } from '../../../../packages/codegen/src/spec/problems.js';
import { loadSuccessions } from '../../src/succession/load.js';
import { dialect, readSpec, specs, specsDirectory } from '../demo.js';

const file = 'succession/cvm.yaml';
const ownTexts = new Map(
  ['2.0', '3.0', 'succession'].flatMap((folder) =>
    readdirSync(`${specsDirectory}/${folder}`).map((name): [string, string] => [
      `${folder}/${name}`,
      readSpec(`${folder}/${name}`),
    ]),
  ),
);

const own = loadSpecs({ texts: ownTexts, dialect });
const load = (texts: ReadonlyMap<string, string>) => loadSuccessions({ ...own, texts });

/** What is said of the own specs after one text of the file was replaced by another: each problem, and the line that it names. */
function problemsWith(before: string, after: string): { readonly text: string; readonly line: string }[] {
  const whole = ownTexts.get(file) ?? '';
  expect(whole.split(before).length, `"${before}" stands in ${file} once`).toBe(2);
  const text = whole.replace(before, () => after);
  const lines = text.split('\n');
  try {
    load(new Map(ownTexts).set(file, text));
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).problems.map((problem) => {
      expect(problem.file).toBe(`specs/${file}`);
      return { text: `${problem.what}; ${problem.remedy}`, line: lines[problem.line - 1] ?? '' };
    });
  }
  expect.fail('nothing was refused');
}

test.each<[before: string, after: string, problem: string]>([
  // Names that one of the two generations does not have.
  ['by: RebootInstances', 'by: RestartInstances', 'cvm 2017-03-12 has no "RestartInstances"'],
  ['from: OsName', 'from: Os', 'Instance has no "Os"'],
  ['from: SystemDisk.DiskSize', 'from: SystemDisk.Size', 'SystemDisk has no "Size"'],
  ['filters: [project-id]', 'filters: [project]', 'the filters of DescribeInstances has no "project"'],
  [
    'offset: { to: Offset',
    'offset: { to: Offsett',
    'DescribeInstances in API 3.0 has no "Offsett"; did you mean "Offset"?',
  ],
  ['lanIps:', 'lanIp:', 'DescribeInstances in API 2.0 has no "lanIp"; did you mean "lanIps"?'],
  ['new: REBOOTING', 'new: REBOOTS', 'InstanceState has no "REBOOTS"'],
  [
    'MutexOperation.TaskRunning',
    'MutexOperation.TaskRuns',
    'no operation of cvm 2017-03-12 answers with "MutexOperation.TaskRuns"',
  ],
  ['code: 4600', 'code: 4601', '4601 is no common code of API 2.0'],
  ['4600: Unsupported', '4601: Unsupported', '4601 is no common code of API 2.0'],
  [
    '4400: RequestLimitExceeded',
    '4400: RequestLimitPassed',
    '"RequestLimitPassed" is no code of cvm 2017-03-12',
  ],
  [
    'to: [RenewInstances]',
    'to: [RenewInstance]',
    'cvm 2017-03-12 has no Action "RenewInstance"; did you mean "RenewInstances"?',
  ],
  [
    'unfit: InvalidInstance.NotSupported',
    'unfit: InvalidInstance.NotFound',
    'no row of the errors names "InvalidInstance.NotFound"',
  ],
  ['values: autoRenew', 'values: renewal', 'the table of values has no "renewal"'],
  ['items: ZoneSet', 'items: Zones', 'DescribeZonesOutput has no "Zones"'],
  // Two rows for one thing.
  [
    '{ old: 3, new: PENDING, sure: evident }',
    '{ old: 2, new: PENDING, sure: evident }',
    '"2" of API 2.0 has two rows',
  ],
  [
    '{ old: 8, new: STARTING, sure: evident }',
    '{ old: 8, new: RUNNING, sure: evident }',
    '"RUNNING" of API 3.0 has two rows',
  ],
  ['short: cq', 'short: gz', '"gz" is there twice'],
  ['words: [UnsupportedProtocol]', 'words: [ServiceUnavailable]', '"ServiceUnavailable" is there twice'],
  ['  ModifyUserCvmOverview:', '  StopInstances:', 'StopInstances is carried as well'],
])('%s → %s is refused where it stands', (before, after, problem) => {
  const problems = problemsWith(before, after);
  const found = problems.find(({ text }) => text.includes(problem));
  expect(found, JSON.stringify(problems)).toBeDefined();
  const [, name] = /"([^"]+)"|^(?=\w)/.exec(problem) ?? [];
  expect(found?.line).toContain(name ?? '');
});

test.each<[before: string, after: string, problem: string]>([
  ["'15': No equivalent in API 3.0.\n", '\n', 'there is no row for 15 of InstanceStatus'],
  [
    '      cpu: { from: CPU, sure: evident }\n',
    '',
    'there is no row for "cpu" of the items of DescribeInstances',
  ],
  [
    "      simplify: { dropped: 'API 3.0 always answers with live data.', sure: inferred }\n",
    '',
    'there is no row for "simplify"',
  ],
  [
    '      - MutexOperation.TaskRunning\n',
    '',
    'StopInstances may answer with MutexOperation.TaskRunning, for which there is no row',
  ],
  [
    '{ old: 0, new: SOFT }, { old: 1, new: SOFT_FIRST }]\n',
    '{ old: 0, new: SOFT }]\n',
    'there is no pair for 1',
  ],
])('without %j it is said what is missing', (before, after, problem) => {
  expect(
    problemsWith(before, after)
      .map(({ text }) => text)
      .join('\n'),
  ).toContain(problem);
});

test('an operation that API 2.0 describes must have a row', () => {
  const texts = new Map(ownTexts);
  const image = texts.get('succession/image.yaml') ?? '';
  texts.set('succession/image.yaml', image.replace(/ {2}CreateImage:.*\n/, ''));
  expect(() => load(texts)).toThrow('there is no row for "CreateImage" of image in API 2.0');
});

test.each([
  ['sure: vendor', 'sure: surely', '"surely" is not allowed here'],
  ['dropped:', 'droped:', '"droped" is unknown here'],
])('%s → %s does not fit the schema', (before, after, problem) => {
  const whole = ownTexts.get(file) ?? '';
  const texts = new Map(ownTexts).set(file, whole.replace(before, after));
  expect(() => load(texts)).toThrow(problem);
});

test('specs without a succession generate no files for it', async () => {
  const files = await generate(specs());
  expect(files.filter(({ path }) => path.includes('succession'))).toEqual([]);
});
