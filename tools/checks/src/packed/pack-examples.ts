/** `npm run examples:pack`: puts the packed tarballs where the examples install them from. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedPackages, root } from '../repository.js';
import { packPackages } from './pack.js';

const directory = join(root, 'examples', 'tarballs');
const packed = await packPackages();
await mkdir(directory, { recursive: true });
for (const name of publishedPackages)
  await copyFile(packed[name].tarball, join(directory, `qcvm-${name}.tgz`));
console.log(
  `Packed into ${directory}. An example then installs them: cd examples/01-stop-one && npm install && npm test`,
);
