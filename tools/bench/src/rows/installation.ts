import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clientProgram, peerPrograms, type CandidateProgram } from '../candidates/programs.js';
import { constant, type Candidate, type Row } from '../row.js';

/** Every file below a directory, hidden ones of npm's own left out. */
async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .map(({ parentPath, name }) => join(parentPath, name));
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  for (const file of await filesBelow(directory)) bytes += (await stat(file)).size;
  return bytes / 1024;
}

/** A package has its package.json directly in its own directory in `node_modules`. */
async function packagesIn(directory: string): Promise<number> {
  const files = await filesBelow(directory);
  return files.filter((file) => /node_modules[/\\](@[^/\\]+[/\\])?[^/\\@]+[/\\]package\.json$/.test(file))
    .length;
}

const measured =
  (measure: (modules: string) => Promise<number>) =>
  ({ name, installation }: CandidateProgram): Candidate => ({
    name,
    open: constant(async () => measure(join((await installation?.()) ?? '.', 'node_modules'))),
  });

const installations = [clientProgram, ...peerPrograms];

export const installedSize: Row = {
  name: 'installed',
  title: 'Installed, with all that it brings along: KiB',
  unit: 'KiB',
  rounds: 1,
  goal: { kind: 'value', of: 'qcvm', atMost: 900 },
  candidates: installations.map(measured(sizeOf)),
};

export const dependencies: Row = {
  name: 'dependencies',
  title: 'Packages that an installation brings along',
  unit: '',
  rounds: 1,
  goal: { kind: 'value', of: 'qcvm', atMost: 0 },
  candidates: installations.map(measured(async (modules) => (await packagesIn(modules)) - 1)),
};
