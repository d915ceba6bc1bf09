// @ts-check
/**
 * `npm run check`: the build, then everything that judges a change, all of it even where something fails, and at the end what
 * failed. A change of the specs is judged by the generator's tests as well, and a change of a document by the tests of documents:
 * these read them as files.
 */
import { execFileSync, spawnSync } from 'node:child_process';

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

const changed = [
  ...git('diff', '--name-only', 'main').split('\n'),
  ...git('ls-files', '--others', '--exclude-standard').split('\n'),
];
const specs = changed.some((path) => path.startsWith('specs/'));
/** Neither a changeset nor the API as it is written down is a document that users read. */
const documents = changed.some((path) => path.endsWith('.md') && !/^(\.changeset|api)\//.test(path));

/** @type {[name: string, command: string][]} */
const steps = [
  ['types', 'npm run --silent typecheck'],
  ['lint', 'npm run --silent lint'],
  ['unused', 'npm run --silent unused'],
  ['spelling', 'npm run --silent spell'],
  ['tests', 'npx vitest run --changed main'],
  ...(specs
    ? /** @type {typeof steps} */ ([['specs', 'npx vitest run tools/codegen packages/codegen']])
    : []),
  ...(documents
    ? /** @type {typeof steps} */ ([['documents', 'npx vitest run tools/checks/test/documents tools/site']])
    : []),
];

/** @param {string} command */
const run = (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status === 0;

if (!run('npm run --silent build')) process.exit(1);
const failed = steps.flatMap(([name, command]) => {
  console.log(`\n== ${name}: ${command}`);
  return run(command) ? [] : [`${name} (${command.replace('--silent ', '')})`];
});
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
