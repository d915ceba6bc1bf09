/** Every example is a program of its own, outside the workspace: here it runs with what npm would get. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { publishedPackages, manifestOf, root } from '../../src/repository.js';
import { run } from '../../src/run.js';

const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name))
  .map((entry) => join(root, 'examples', entry.name))
  .filter((directory) => manifestOf(directory).scripts?.['test'] !== undefined);

describe('the example', () => {
  it.each(examples.map((directory) => [directory.slice(root.length), directory]))(
    '%s passes its own tests',
    async (_, from) => {
      const { dependencies, devDependencies } = manifestOf(from);
      const wanted = publishedPackages.filter(
        (name) => `@qcvm/${name}` in { ...dependencies, ...devDependencies },
      );
      const place = await installPacked({ from, packages: wanted });
      try {
        const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
        const { code, stdout, stderr } = await run('npm', ['test', '--silent'], {
          cwd: place,
          env: { ...process.env, PATH },
        });
        expect(code, `${stdout}\n${stderr}`).toBe(0);
      } finally {
        await rm(place, { recursive: true });
      }
    },
  );
});
