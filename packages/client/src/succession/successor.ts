import { needObjects } from '../model/option-rules.js';
import { ownField } from '../model/shape.js';
import { cvmSuccession } from './cvm.gen.js';
import { elsewhere } from './elsewhere.gen.js';

/** An Action of API 3.0. */
export interface Equivalent {
  readonly service: string;
  readonly version: string;
  readonly action: string;
}

/** What API 3.0 has for an Action of API 2.0. */
export interface Successor {
  /** The service of API 2.0 that has the Action: the given one or, where that has no such Action, the first that does. */
  readonly service: string;
  /** Whether a client with `api: v3()` supports it. */
  readonly isCarried: boolean;
  /** What to call instead where it is not carried: empty if there is nothing, `undefined` if the Action is not known. */
  readonly equivalents?: readonly Equivalent[] | undefined;
}

const parse = (equivalent: string): Equivalent => {
  const [action = '', service = '', version = ''] = equivalent.split(/ of | /);
  return { service, version, action };
};

/**
 * Finds what API 3.0 has for an Action of API 2.0.
 *
 * @throws ValidationError if it is given no object.
 */
export function successorOf(operation: Pick<Equivalent, 'service' | 'action'>): Successor {
  needObjects({ operation });
  const { service, action } = operation;
  const { service: own, changes, lists } = cvmSuccession;
  if (service === own && (Object.hasOwn(changes, action) || Object.hasOwn(lists, action)))
    return { service, isCarried: true };
  const listed = (name: string): unknown => ownField(ownField(elsewhere, name), action);
  // A program may not know which service an Action is of, as all of them have one address in its settings.
  const home = [service, ...Object.keys(elsewhere)].find((name) => listed(name) !== undefined);
  if (home === undefined) return { service, isCarried: false };
  const there = listed(home) as string;
  return { service: home, isCarried: false, equivalents: there === '' ? [] : there.split(', ').map(parse) };
}
