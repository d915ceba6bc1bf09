import { usageError } from '../../environment/cli-error.js';
import { duration, parseDuration } from '../../output/numbers.js';

/**
 * Whether an instance whose ordinary shutdown does not succeed is switched off by force: never; as soon as it
 * has come back to running; or also when it has not shut down after so many milliseconds.
 */
export type ForcePolicy = 'never' | 'fallback' | { readonly after: number };

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
