import type { ForcePolicy } from '@qcvm/client';
import { usageError } from '../../environment/cli-error.js';
import { duration, parseDuration } from '../../output/numbers.js';

/** Reads `never`, `fallback`, `after=10m` or `10m`. */
export function parseForce(text: string): ForcePolicy {
  if (text === 'never' || text === 'fallback') return text;
  const after = parseDuration(text.replace(/^after[=:]/, ''));
  if (after === undefined || after === 0) {
    throw usageError(
      `--force: ${JSON.stringify(text)} is not one of never, fallback or a duration such as 10m`,
      'With a duration, an instance that has not shut down by then is switched off.',
    );
  }
  return { after };
}

export const forceText = (force: ForcePolicy): string =>
  typeof force === 'string' ? force : `after ${duration(force.after)}`;
