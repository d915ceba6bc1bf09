import type { ProtocolName } from '@qcvm/client/wire';
import { usageError } from '../environment/cli-error.js';

/** One parameter as it was typed: `Limit=5`. */
export interface ParameterWord {
  readonly name: string;
  readonly text: string;
}

/**
 * Parameters of the command line, `Name=value` each.
 *
 * @param about.mayHave - Whether the Action may have a parameter of the name that every request has of itself. Default: it has none.
 * @throws CliError for a word that is none, and for one that every request has of itself.
 */
export async function readWords(
  words: readonly string[],
  {
    command,
    protocol,
    mayHave = () => false,
  }: {
    readonly command: 'api' | 'sign';
    readonly protocol: ProtocolName;
    readonly mayHave?: (name: string) => boolean;
  },
): Promise<readonly ParameterWord[]> {
  const { publicParameters } = await import('@qcvm/client/wire');
  const own = publicParameters(protocol);
  return words.map((word) => {
    const equals = word.indexOf('=');
    const name = word.slice(0, equals);
    if (equals < 1)
      throw usageError(
        `${command}: ${JSON.stringify(word)} is not ${command === 'sign' ? 'name' : 'Name'}=value`,
      );
    if (own.includes(name) && !mayHave(name))
      throw usageError(
        `${command}: ${name} is set automatically`,
        'For Region, use --region; what else can be chosen has an option of its name.',
      );
    return { name, text: word.slice(equals + 1) };
  });
}
