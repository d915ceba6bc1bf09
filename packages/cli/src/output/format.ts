import { usageError } from '../environment/cli-error.js';

export const outputFormats = ['table', 'json', 'jsonl', 'csv', 'ids'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Reads a format that does not come from a checked option. */
export function parseFormat(text: string, source: string): OutputFormat {
  const found = outputFormats.find((format) => format === text);
  if (found === undefined) {
    throw usageError(`${source}: ${JSON.stringify(text)} is not one of ${outputFormats.join(', ')}`);
  }
  return found;
}
