import type { ValidationError } from '@qcvm/client';
import type { CommandDescriptor } from '../command.js';
import { usageError } from '../environment/cli-error.js';

const isValidationError = (error: unknown): error is ValidationError =>
  error instanceof Error && error.name === 'ValidationError' && 'problems' in error;

/** `instanceIds[1] must not repeat index 0` in terms of what was typed: `--instance-ids: item 2 must not repeat item 1`. */
function inOptions(message: string, parameter: string, { options }: CommandDescriptor): string {
  const [, name = '', index, rest = ''] = /^(\w+)(?:\[(\d+)\])?(.*)$/.exec(parameter) ?? [];
  const option = options.find((each) => each.parameter === name);
  if (option === undefined || !message.startsWith(parameter)) return message;
  const item = index === undefined ? '' : `: item ${Number(index) + 1}`;
  const within = rest === '' ? '' : `${index === undefined ? ':' : ','} ${rest.replace(/^\./, '')}`;
  const must = message
    .slice(parameter.length)
    .replace(/ repeat index (\d+)/, (_, first: string) => ` repeat item ${Number(first) + 1}`);
  return `--${option.option}${item}${within}${must}`;
}

/** What the client says of an input that was made of options, said of these options. Other errors stay as they are. */
export function ofOptions(error: unknown, descriptor: CommandDescriptor): unknown {
  if (!isValidationError(error)) return error;
  const { problems, advice } = error;
  const said = problems.map(({ message, parameter }) => inOptions(message, parameter, descriptor));
  // Of something else than the input, such as the endpoint.
  if (said.some((text, nth) => text === problems[nth]?.message)) return error;
  return usageError(`${descriptor.name}: ${said.join('; ')}`, advice);
}
