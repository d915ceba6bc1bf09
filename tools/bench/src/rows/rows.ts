import type { Row } from '../row.js';
import { browserBundle, nodeBundle } from './bundles.js';
import { callHundred, callOne } from './calls.js';
import { fleetMemory, fleetTime } from './fleet.js';
import { dependencies, installedSize } from './installation.js';
import { signHundred, signOne } from './signing.js';
import { firstReply, importTime } from './start-up.js';
import { typeCheck } from './type-check.js';

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [
  callOne,
  callHundred,
  signOne,
  signHundred,
  importTime,
  firstReply,
  nodeBundle,
  browserBundle,
  installedSize,
  dependencies,
  typeCheck,
  fleetTime,
  fleetMemory,
];
