import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  diffServices,
  jsonText,
  openApi,
  readDescription,
  readService,
  readSource,
  report,
  SpecError,
  UsageError,
} from '@qcvm/codegen/toolkit';
import type { Diff, SpecText, Streams } from '@qcvm/codegen/toolkit';
import { commandOf, repository } from './command.node.js';
import { readSpec } from './diff.node.js';

const usage = `Usage: npm run spec:update -- API.json [options]

Takes a newer description of a service of API 3.0 that this repository has: imports it, says what has changed and writes the
changeset, generates everything again with the overlay, and runs the suites that judge it.

  --no-suites  do not run the suites

Exit codes: 0 up to date, 1 a file or a suite is wrong, 2 wrong arguments.
`;

/** What the command needs of the machine, so that tests need no build. */
export interface Workspace {
  /** The repository. */
  readonly root: string;
  /** Runs a program in it; gives its exit code. */
  execute(program: string, argv: readonly string[]): number;
}

const here: Workspace = {
  root: repository,
  execute: (program, argv) =>
    // What is written to the output is what has changed, and nothing else: it becomes the text of a pull request.
    spawnSync(program, argv, { cwd: repository, stdio: ['inherit', process.stderr, 'inherit'] }).status ?? 1,
};

/** What has to follow an import, in this order. */
const following: readonly { readonly what: string; readonly argv: readonly string[] }[] = [
  { what: 'Generating', argv: ['run', '--silent', 'generate'] },
  { what: 'Building, and accepting the public API and requests', argv: ['run', '--silent', 'api:update'] },
];
const suites = ['tools/codegen', 'tools/contract', 'packages/client', 'packages/mock'];

/** What is published with what is generated. */
const packages = ['@qcvm/client', '@qcvm/mock'];

/** The version that they share; before 1.0 what breaks is minor. */
async function versionIn(root: string): Promise<string> {
  const text = await readFile(join(root, 'packages/client/package.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { readonly version?: string }).version ?? '0.0.0';
}

/** A changeset that there is not yet: one from an earlier update says what else has changed since the last release. */
function freeChangeset(root: string, name: string): string {
  for (let number = 1; ; number++) {
    const path = join(root, '.changeset', `${name}${number === 1 ? '' : `-${number}`}.md`);
    if (!existsSync(path)) return path;
  }
}

/**
 * What the new description changes of what is published: both versions are read with the overlay, which may say already what is
 * new in the description. One that does not fit the new description has to be corrected first: without it, each change of the
 * description is told.
 */
async function difference(spec: string, source: SpecText): Promise<Diff> {
  const overlay = spec.replace('.openapi.json', '.overlay.yaml');
  if (existsSync(overlay))
    try {
      const after = readService({ description: source, overlay: await readSource(overlay) });
      return diffServices(await readSpec(spec, overlay), after);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
    }
  return diffServices(await readSpec(spec), readService({ description: source }));
}

const commandIn = (workspace: Workspace) =>
  commandOf({
    usage,
    options: { 'no-suites': { type: 'boolean', default: false } },
    refusal: () => '\n\nNothing was written.',
    async perform({ values, positionals }, streams) {
      const [path, ...rest] = positionals;
      if (path === undefined || rest.length > 0)
        throw new UsageError(`Give one description; there are ${positionals.length}.`);
      const { root } = workspace;
      const source = await readSource(path);
      const description = readDescription({ ...source, whole: true });
      const id = `${description.service}-${description.version}`;
      const spec = join(root, 'specs/3.0', `${id}.openapi.json`);
      if (!existsSync(spec))
        throw new UsageError(
          `There is no ${relative(root, spec)}: import a new service with npm run spec:import.`,
        );
      const found = await difference(spec, source);
      await writeFile(spec, jsonText(openApi(description)));
      // Before anything can fail: after that, the same again finds no difference to what is imported.
      const changeset = freeChangeset(root, `update-${id}`);
      await report(
        found,
        { json: false, changeset, package: packages, version: await versionIn(root) },
        { out: (text) => streams.out(text), error: (text) => streams.error(text.replace(`${root}/`, '')) },
      );
      const fail = (what: string): number => {
        streams.error(
          `${what} has failed. ${relative(root, spec)} is imported; correct what is said above, mostly the overlay beside it, and run the same again.\n`,
        );
        return 1;
      };
      for (const { what, argv: script } of following)
        if (workspace.execute('npm', script) !== 0) return fail(what);
      if (!values['no-suites'] && workspace.execute('npx', ['vitest', 'run', ...suites]) !== 0)
        return fail('A suite');
      return 0;
    },
  });

export const run = (
  argv: readonly string[],
  streams: Streams,
  workspace: Workspace = here,
): Promise<number> => commandIn(workspace)(argv, streams);
