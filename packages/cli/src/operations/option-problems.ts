import type { CommandOption } from '../command.js';
import { usageError } from '../environment/cli-error.js';
import { isValidation, translated } from '../output/present-error.js';

/** What was typed for a parameter of the client, such as `--instance-ids`; `undefined` where that is nothing. */
type TypedAs = (parameter: string) => string | undefined;

/** `instanceIds[1] must not repeat index 0` in terms of what was typed: `--instance-ids: item 2 must not repeat item 1`. */
function inTyped(message: string, parameter: string, typedAs: TypedAs): string | undefined {
  const [, name = '', index, rest = ''] = /^(\w+)(?:\[(\d+)\])?(.*)$/.exec(parameter) ?? [];
  const typed = typedAs(name);
  if (typed === undefined || !message.startsWith(parameter)) return undefined;
  const item = index === undefined ? '' : `: item ${Number(index) + 1}`;
  const within = rest === '' ? '' : `${index === undefined ? ':' : ','} ${rest.replace(/^\./, '')}`;
  const must = message
    .slice(parameter.length)
    .replace(/ repeat index (\d+)/, (_, first: string) => ` repeat item ${Number(first) + 1}`);
  return `${typed}${item}${within}${must}`;
}

/**
 * What the client says of an input, said of what was typed. Other errors stay as they are, and so does one that is about anything
 * else, such as the endpoint.
 */
export function ofTyped(error: unknown, command: string, typedAs: TypedAs): unknown {
  if (!isValidation(error)) return error;
  const said = error.problems.map(({ message, parameter }) => inTyped(message, parameter, typedAs));
  if (said.includes(undefined)) return error;
  return usageError(translated(`${command}: ${said.join('; ')}`), error.advice && translated(error.advice));
}

/** The same of what was typed as options. */
export const ofOptions = (
  error: unknown,
  { command, options }: { readonly command: string; readonly options: readonly CommandOption[] },
): unknown =>
  ofTyped(error, command, (name) => {
    const option = options.find(({ parameter }) => parameter === name)?.option;
    return option === undefined ? undefined : `--${option}`;
  });
