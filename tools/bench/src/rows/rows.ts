import type { Row } from '../row.js';
import { callHundred, callOne } from './calls.js';

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [callOne, callHundred];
