import type fc from 'fast-check';
import type { Emulator } from '@qcvm/mock';
import { freshNonce } from '../support.js';
import type { Model } from './model.js';

/** A command runs on both, and checks that they agree. */
export type Command = fc.AsyncCommand<Model, Emulator>;

export const secretId = 'AKIDmodel';
export const secretKey = 'the key of the model';
export const ids: readonly string[] = Array.from({ length: 6 }, (_, index) => `ins-model${index}`);

/** Signs with the time that the caller believes in, which a skew of the service does not change. */
export const signed = (
  model: Model,
): { secretId: string; secretKey: string; timestamp: number; nonce: string } => ({
  secretId,
  secretKey,
  timestamp: Math.floor(model.now / 1000),
  nonce: freshNonce(),
});
