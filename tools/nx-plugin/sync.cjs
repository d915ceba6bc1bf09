// @ts-check
/**
 * The sync generator behind `nx sync` and `nx sync:check`: generated files must be exactly what the specs say.
 * A plain CommonJS file, because nx loads generators with `require`.
 */
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Everything that decides whether generated files are up to date: what they are made from, by, and they themselves. */
const decisive = [
  'specs',
  'tools/codegen/src',
  'packages/client/src/services',
  'packages/mock/src/services',
  'packages/cli/src/generated',
  'docs/reference',
  'package-lock.json',
];
const memory = '.cache/generated.sha256';

/** @param {string} path @returns {string[]} */
const filesBelow = (path) => {
  try {
    const entries = readdirSync(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
};

/** @param {string} root */
const fingerprint = (root) => {
  const hash = createHash('sha256');
  for (const file of decisive.flatMap((path) => filesBelow(join(root, path)))) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

/** @param {string} path */
const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * What the generator would change, asked in a process of its own: nx may keep this one for long, and would go on
 * with the generator that it has loaded.
 *
 * @param {string} root
 * @returns {{ write: { path: string, text: string }[], remove: string[] }}
 */
const plan = (root) => {
  const run = (/** @type {string[]} */ ...args) =>
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30, stdio: 'pipe' });
  try {
    run(require.resolve('typescript/bin/tsc', { paths: [root] }), '-b', 'tools/codegen');
    return JSON.parse(run('tools/codegen/dist/main.node.js', '--plan'));
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    const said = `${stdout}${stderr}`.trim();
    throw new Error(said === '' ? String(error) : said);
  }
};

/** @param {import('nx/src/devkit-exports').Tree} tree */
module.exports = async (tree) => {
  const seen = fingerprint(tree.root);
  const remembered = join(tree.root, memory);
  if (textOf(remembered) === seen) return {};
  const { write, remove } = plan(tree.root);
  for (const { path, text } of write) tree.write(path, text);
  for (const path of remove) tree.delete(path);
  if (write.length + remove.length === 0) {
    mkdirSync(dirname(remembered), { recursive: true });
    writeFileSync(remembered, seen);
    return {};
  }
  return {
    outOfSyncMessage: 'Generated files are not what the specs say.',
    outOfSyncDetails: [
      ...write.map(({ path }) => `${path} would change`),
      ...remove.map((path) => `${path} would go`),
    ],
  };
};
