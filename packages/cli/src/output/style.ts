import picocolors from 'picocolors';
import type { Environment, OutputStream } from '../environment/environment.js';

export type ColorChoice = 'auto' | 'always' | 'never';

type Paint = (text: string) => string;
export interface Style {
  readonly enabled: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** `NO_COLOR` (no-color.org) and `CLICOLOR_FORCE`/`FORCE_COLOR`, as most tools take them; the option wins. */
function wanted(environment: Pick<Environment, 'variable'>, stream: OutputStream): boolean {
  const isSet = (name: string): boolean => !['', '0', undefined].includes(environment.variable(name));
  if ((environment.variable('NO_COLOR') ?? '') !== '') return false;
  if (isSet('FORCE_COLOR') || isSet('CLICOLOR_FORCE')) return true;
  return stream.isTerminal && environment.variable('TERM') !== 'dumb';
}

/** Colours for one stream: a pipe on stdout does not take them from the terminal on stderr. */
export function styleFor(
  environment: Pick<Environment, 'variable'>,
  stream: OutputStream,
  choice: ColorChoice = 'auto',
): Style {
  const enabled = choice === 'auto' ? wanted(environment, stream) : choice === 'always';
  const { bold, dim, red, green, yellow, cyan } = picocolors.createColors(enabled);
  return { enabled, bold, dim, red, green, yellow, cyan };
}
