// @ts-check
import { readFile } from 'node:fs/promises';
import { createCvm } from '@qcvm/client';
import { readIds, shutDownTheRest } from './shut-down.js';

const { REGION = 'ap-guangzhou', ENDPOINT, PROTECTED = 'protected.txt' } = process.env;
const protectedIds = readIds(await readFile(PROTECTED, 'utf8')); // no list, no shutdown: it throws
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort()).once('SIGTERM', () => interrupted.abort());

const done = await shutDownTheRest(createCvm({ region: REGION, endpoint: ENDPOINT }), {
  protectedIds,
  signal: interrupted.signal,
});
process.exitCode = done ? 0 : 1;
