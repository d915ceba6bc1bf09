import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SpecError } from '../../../packages/codegen/src/spec/problems.js';
import { emitConformance } from '../src/conformance/emit.js';
import { loadConformance } from '../src/conformance/load.js';
import { readSpec, specsDirectory } from './demo.js';

const file = 'conformance/3.0.yaml';
const texts = new Map(
  readdirSync(`${specsDirectory}/conformance`).map((name): [string, string] => [
    `conformance/${name}`,
    readSpec(`conformance/${name}`),
  ]),
);

test('a check has its page by address, its requests with what must answer each, or is one to be written', () => {
  const [, newer] = loadConformance({ texts });
  const check = (id: string) => newer?.checks.find((each) => each.id === id);
  expect(check('parameters/public-missing')).toMatchObject({
    source: 'https://cloud.tencent.com/document/api/213/15692',
    requests: [
      {
        what: 'without Action',
        asked: { change: { 'x-tc-action': null } },
        answers: ['MissingParameter', 'InvalidAction'],
      },
      { what: 'without Region', answers: ['MissingParameter', 'UnsupportedRegion'] },
      { what: 'without Version', answers: ['MissingParameter', 'NoSuchVersion'] },
    ],
  });
  expect(check('list/pages')).not.toHaveProperty('requests');
  expect(newer && emitConformance(newer).text).toMatch(
    /export type WrittenCheck =\n(?: {2}\| '.*'\n)* {2}\| 'list\/pages'\n/,
  );
});

test.each<[before: string, after: string, problem: RegExp]>([
  ['source: reboot', 'source: restart', /there is no page "restart"/],
  ['id: signature/key-prefix', 'id: signature/wrong', /there is a check "signature\/wrong" already/],
  ['{ notSigned: [host] }', '{ notSignd: [host] }', /notSignd/],
  [
    "{ signedAs: { prefix: '' } }",
    "{ signedAs: { prefix: '' }, tamper: [] }",
    /a list is not of type object/,
  ],
  ['answer: NoSuchVersion', 'title2: NoSuchVersion', /title2|answer/],
])('what is wrong with a check is said with its line: %s → %s', (before, after, problem) => {
  const whole = texts.get(file) ?? '';
  expect(whole.split(before).length, `"${before}" stands in ${file} once`).toBe(2);
  const text = whole.replace(before, () => after);
  const line = whole.slice(0, whole.indexOf(before)).split('\n').length;
  let found: unknown;
  try {
    loadConformance({ texts: new Map(texts).set(file, text) });
  } catch (error) {
    found = error;
  }
  expect(found).toBeInstanceOf(SpecError);
  const [first] = (found as SpecError).problems;
  expect(first?.what).toMatch(problem);
  expect(Math.abs((first?.line ?? 0) - line)).toBeLessThan(7);
});
