import { join } from 'node:path';
import { root } from '@qcvm-tools/checks/repository';
import { buildSite } from './build.js';

const output = join(root, 'site');
const { pages } = await buildSite({ root, output });
console.log(`${pages.length} pages. Open ${join(output, 'index.html')}`);
