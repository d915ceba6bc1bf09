import type { Exchange, Refusal } from '../exchange.js';
import type { World } from '../../../emulator/world.js';

/**
 * Looks at one thing, and refuses the request or lets it through. Only the signature may need to wait; every
 * check after it, and the operation itself, happen in one go, so that calls never interleave in between.
 */
export type Check = (exchange: Exchange, world: World) => Refusal | undefined | Promise<Refusal | undefined>;
