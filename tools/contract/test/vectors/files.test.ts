import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { inRepository, readJson } from '../../src/repository.js';
import { readVectors, stages } from '../../src/vectors.js';

const compiled = (path: string) =>
  new Ajv2020({ strict: false, allErrors: true }).compile(readJson(path) as object);
const validate = compiled('specs/vectors/schema.json');

test('there is one file for each stage, and no other', () => {
  const files = readdirSync(inRepository('specs/vectors')).filter((name) => name.endsWith('.json'));
  expect(files.sort()).toEqual([...stages.map((stage) => `${stage}.json`), 'schema.json'].sort());
});

describe.each(stages)('the file of the stage %s', (stage) => {
  const file = readVectors(stage);

  test('has the form that its schema describes', () => {
    validate(file);
    expect(validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`) ?? []).toEqual(
      [],
    );
  });

  test('has no names that its schema does not describe', () => {
    const [first, ...others] = file.vectors;
    const { input, expected } = first as { input: object; expected: object };
    for (const more of [
      { more: 1 },
      { input: { ...input, more: 1 } },
      { expected: { ...expected, more: 1 } },
    ])
      expect(validate({ ...file, vectors: [{ ...first, ...more }, ...others] }), JSON.stringify(more)).toBe(
        false,
      );
  });

  test('has as many vectors as it says, under ids of their own', () => {
    expect(file.stage).toBe(stage);
    expect(file.vectors).toHaveLength(file.count);
    expect(new Set(file.vectors.map(({ id }) => id)).size).toBe(file.count);
  });
});

test('the file of the signatures of API 3.0 has the form that its schema describes', () => {
  const validate = compiled('specs/vectors/3.0/schema.json');
  const file = readJson('specs/vectors/3.0/signature.json') as Record<
    'tc3' | 'v1',
    readonly { name: string }[]
  >;
  validate(file);
  expect(validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`) ?? []).toEqual([]);
  for (const list of ['tc3', 'v1'] as const) {
    expect(new Set(file[list].map(({ name }) => name)).size).toBe(file[list].length);
    const [first, ...others] = file[list];
    expect(validate({ ...file, [list]: [{ ...first, more: 1 }, ...others] }), list).toBe(false);
  }
});

const python =
  spawnSync('python3', ['--version']).status === 0 && spawnSync('openssl', ['version']).status === 0;

test.skipIf(!python)(
  `Python and OpenSSL give the same answers, all of them${python ? '' : ' (needs python3 and openssl)'}`,
  () => {
    const { stdout } = spawnSync('python3', [inRepository('specs/vectors/check.py')], { encoding: 'utf8' });
    const agreed = stages.map((stage) => `${stage}: ${readVectors(stage).count} checked, 0 differences`);
    expect(stdout.trim().split('\n')).toEqual(agreed);
  },
);
