import type { Row } from '../row.js';
import { bridgeHundred, bridgeOne } from './bridge.js';
import { browserBundle, nodeBundle, v3BrowserBundle, v3NodeBundle } from './bundles.js';
import { callHundred, callOne, carriedCalls, v3CallHundred, v3CallOne } from './calls.js';
import { fleetMemory, fleetMemoryV3, fleetTime } from './fleet.js';
import { dependencies, installedSize } from './installation.js';
import { emulatorCall } from './server.js';
import { signHundred, signOne } from './signing.js';
import { firstReply, importTime, v3ImportTime } from './start-up.js';
import { typeCheck, v3TypeCheck } from './type-check.js';

/** All rows, in the order of the table. */
export const rows: readonly Row[] = [
  callOne,
  callHundred,
  v3CallOne,
  v3CallHundred,
  ...carriedCalls,
  signOne,
  signHundred,
  importTime,
  v3ImportTime,
  firstReply,
  nodeBundle,
  browserBundle,
  v3NodeBundle,
  v3BrowserBundle,
  installedSize,
  dependencies,
  typeCheck,
  v3TypeCheck,
  fleetTime,
  fleetMemory,
  fleetMemoryV3,
  emulatorCall,
  bridgeOne,
  bridgeHundred,
];
