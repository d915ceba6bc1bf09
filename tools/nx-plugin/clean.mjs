// @ts-check
/** Removes the output of the project in whose folder it runs. */
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true, maxRetries: 5 });
