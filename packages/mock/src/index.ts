export type { Emulator } from './emulator.js';
