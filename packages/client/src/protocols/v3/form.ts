import { describeProblem } from '../../model/errors/problem.js';
import { throwIfAny } from '../../model/option-rules.js';
import {
  leaves,
  type Leaf,
  type Parameters,
  type ParameterValue,
} from '../../model/parameters/parameters.js';
import { inByteOrder } from '../query/canonical-string.js';

/** Percent-encoded by RFC 3986: `encodeURIComponent` leaves some characters that the service encodes. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Names and values as pairs with `&` between them. */
const join = (found: readonly Leaf[], write: (text: string) => string): string =>
  found.map((pair) => pair.map(write).join('=')).join('&');

/** @throws ValidationError: nothing of such a value would be sent. */
const refuseLost = (parameter: string, value: ParameterValue): void =>
  throwIfAny([describeProblem({ parameter, rule: 'empty', value, must: 'must not be empty: omit it' })]);

/** Parameters as a query string, in their order: lists count from 0 (`InstanceIds.0`), nested names are joined with dots. */
export const queryOf = (parameters: Parameters): string => join(leaves(parameters, refuseLost), encode);

/** Parameters as a query string or a form, in byte order of their names. */
export const formOf = (parameters: Parameters): string =>
  join(inByteOrder(leaves(parameters, refuseLost)), encode);

/** The same as signature method v1 signs it, after the place that it goes to: values as they are. */
export const v1CanonicalString = ({ method, host, path, parameters }: V1Request): string =>
  `${method}${host}${path}?${join(inByteOrder(leaves(parameters, refuseLost)), String)}`;

interface V1Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly parameters: Parameters;
}
