import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A path of this repository, from its root. */
export const inRepository = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const readJson = (path: string): unknown => JSON.parse(readFileSync(inRepository(path), 'utf8'));
export const readText = (path: string): string => readFileSync(inRepository(path), 'utf8');
