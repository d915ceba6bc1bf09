import type { Row } from '../row.js';
import { callHundred, callOne } from './calls.js';
import { generatorRows } from './generator.js';

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [callOne, callHundred, ...generatorRows];
