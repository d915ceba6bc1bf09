import { leaves, type Parameters } from '../../model/parameters/parameters.js';
import { inByteOrder } from '../query/canonical-string.js';

/** Percent-encoded by RFC 3986: `encodeURIComponent` leaves some characters that the service encodes. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Parameters as pairs of a query string, in their order: lists count from 0 (`InstanceIds.0`), nested names are joined with dots. */
export const pairsOf = (parameters: Parameters): string[] =>
  leaves(parameters).map(([name, value]) => `${encode(name)}=${encode(value)}`);

/** Parameters as a query string or a form, sorted. */
export const formOf = (parameters: Parameters): string => pairsOf(parameters).sort().join('&');

/** The text that signature method v1 signs: all parameters in byte order of their names, values as they are. */
export function v1CanonicalString(request: {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly parameters: Parameters;
}): string {
  const { method, host, path, parameters } = request;
  const pairs = inByteOrder(leaves(parameters)).map(([name, value]) => `${name}=${value}`);
  return `${method}${host}${path}?${pairs.join('&')}`;
}
