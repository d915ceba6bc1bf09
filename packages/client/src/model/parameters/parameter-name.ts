import type { ProtocolName } from '../descriptor.js';
import { ValidationError } from '../errors/errors.js';
import type { Parameters } from './parameters.js';
import { describeProblem } from '../errors/problem.js';
import { hasLoneSurrogate, unicode } from '../shape.js';

/** Lists and objects may be this deep in one another; the API needs 3. It bounds every recursion over them. */
export const maxDepth = 32;

/** The name of an item of a list. */
export const isIndex = (name: string): boolean => /^\d+$/.test(name);

/**
 * What is wrong with a name between two dots, or at either end, of a name on the wire. Such a name could not be told apart
 * from another one: on the wire, in the text that is signed, or when it is read back.
 */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'must not have an empty name';
  if (/[.=&]/.test(name)) return 'must not have a name with ".", "=" or "&" in it';
  if (isIndex(name)) return 'must not have a number as its name: it would read as an index of a list';
  if (hasLoneSurrogate(name)) return 'must have a name in well-formed Unicode';
  if (unicode('[^\\P{ASCII}\\w-]|[\\p{C}\\p{Z}]').test(name))
    return 'must not have a name with spaces or punctuation in it';
  // Assigning to this name, which some program further on might do, would change a prototype.
  return name === '__proto__' ? 'must not have this name' : undefined;
}

/** What is wrong with a whole name on the wire, such as `policies.0.port`. */
export const flatNameFault = (name: string): string | undefined =>
  name
    .split('.', maxDepth + 1)
    .map((part, depth) => (depth > 0 && isIndex(part) ? undefined : nameFault(part)))
    .find(Boolean);

/** The public parameters of both APIs: a request has them of itself. */
const shared = [
  'Action',
  'Nonce',
  'Region',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Timestamp',
  'Token',
];

/** In API 3.0 most of them are headers, except by signature method v1. */
const ofV3 = ['Language', 'Version'];

/**
 * Names of the public parameters of an API: `v2` is API 2.0, `v3` is API 3.0. No Action of API 2.0 has one among its own. Some of API 3.0
 * have (`Language`, `SecretId`), which only signature method v1 cannot tell apart.
 */
export const publicParameters = (protocol: ProtocolName): readonly string[] =>
  protocol === 'v3' ? [...shared, ...ofV3] : shared;

/** Public parameters of API 3.0 that no Action has among its own. */
export const neverOwn: readonly string[] = ['Action', 'Timestamp', 'Token', 'Version'];

/** What is wrong with a public parameter among those of an Action: one of the two would be lost. `names`: those of API 2.0. */
export const publicNameFault = (name: string, names: readonly string[] = shared): string | undefined =>
  names.includes(name)
    ? `must not be a parameter of the Action: ${
        /^(Region|Version)$/.test(name)
          ? `use the option ${name.toLowerCase()}`
          : 'it is set for each request'
      }`
    : undefined;

/**
 * Refuses public parameters among those of an Action: these, or all of API 2.0.
 *
 * @throws ValidationError that names them all.
 */
export function assertNotPublic(parameters: Parameters, names?: readonly string[]): void {
  const problems = Object.entries(parameters).flatMap(([parameter, value]) => {
    const must = publicNameFault(parameter, names);
    return must ? [describeProblem({ parameter, rule: 'name', must, value })] : [];
  });
  if (problems.length > 0) throw new ValidationError(problems);
}
