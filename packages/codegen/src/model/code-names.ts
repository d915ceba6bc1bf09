import { byCodeUnits, camelCase } from './names.js';

/** Words that cannot name a constant, a type, or either; and methods that would make a client something else. */
export const reserved: ReadonlySet<string> = new Set(
  (
    '__proto__ abstract any arguments as asserts async await bigint boolean break case catch class const continue debugger ' +
    'declare default delete do else enum eval export exports extends false finally for from function get globalThis if ' +
    'implements import in infer instanceof interface is keyof let module namespace never new null number object package ' +
    'private protected public readonly require return set static string super switch symbol then this throw true try type ' +
    'typeof undefined unique unknown var void while with yield'
  ).split(' '),
);

/** A name that can stand in code: what cannot becomes `_`, and so does nothing at all. */
function wordOf(name: string): string {
  const word = name.normalize('NFC').replace(/[^\p{ID_Continue}$]/gu, '_');
  return /^[\p{ID_Start}_$]/u.test(word) ? word : `_${word}`;
}

/** A name, or the first after it that is neither taken nor a word of the language. */
export function freeName(name: string, taken: { has(name: string): boolean }): string {
  let free = wordOf(name);
  while (taken.has(free) || reserved.has(free)) free += '_';
  return free;
}

/** `StopInstances` → `stopInstances`: what the method for an Action is called, unless another has that name. */
export const methodName = (action: string): string => freeName(camelCase(action), new Set());

/** The service as a type: `cvm` → `Cvm`. */
export const typeNameOf = (service: string): string => service.charAt(0).toUpperCase() + service.slice(1);

/** What an Action takes and gives, by the names of their schemas. */
export interface NamedAction {
  readonly action: string;
  readonly input: string;
  readonly output: string;
}

/** What code calls the parts of a service. */
export interface CodeNames {
  /** The constant that describes the service: its name, unless a method has it. */
  readonly service: string;
  /** The table of all operations. */
  readonly operations: string;
  /** The interface of a client. */
  readonly client: string;
  /** The function that makes a client: `createCbs`, or `createTagClient` where `createTag` is a method. */
  readonly factory: string;
}

/** A name for each of some, in their order; one that has its name as it is comes before one that would be renamed to it. */
function uniqueNames(names: readonly string[], wanted: (name: string) => string, taken: Set<string>) {
  const found = new Map<string, string>();
  const rank = (name: string): number => (wanted(name) === name ? 0 : 1);
  for (const name of [...names].sort((a, b) => rank(a) - rank(b) || byCodeUnits(a, b))) {
    const free = freeName(wanted(name), taken);
    taken.add(free);
    found.set(name, free);
  }
  return found;
}

/** The client's method for each Action. */
export const methodNames = (actions: readonly string[]): ReadonlyMap<string, string> =>
  uniqueNames(actions, camelCase, new Set());

/**
 * Names of types, as code calls them: those of the spec, but `StopInstancesInput` and `StopInstancesOutput` for what an
 * Action takes and gives, as in API 2.0, unless another type has that name. `taken`: names of values, which one module exports
 * beside the types.
 */
export function typeNames(
  schemas: readonly string[],
  actions: readonly NamedAction[],
  taken: Iterable<string> = [],
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const isFree = (schema: string): boolean => freeName(schema, used) === schema;
  const names = new Map(schemas.filter(isFree).map((schema) => [schema, schema]));
  for (const name of names.keys()) used.add(name);
  for (const [schema, name] of uniqueNames(
    schemas.filter((schema) => !names.has(schema)),
    (schema) => schema,
    used,
  ))
    names.set(schema, name);
  for (const { action, input, output } of actions) {
    for (const [schema, ending, role] of [
      [input, 'Request', 'Input'],
      [output, 'Response', 'Output'],
    ] as const) {
      const name = `${wordOf(action)}${role}`;
      if (schema !== `${action}${ending}` || used.has(name)) continue;
      used.add(name);
      names.set(schema, name);
    }
  }
  return names;
}

/** The names of the service itself, beside those of its methods and types. */
export function codeNames(
  name: string,
  about: { readonly methods: Iterable<string>; readonly types: Iterable<string> },
): CodeNames {
  const methods = new Set(about.methods);
  const types = new Set(about.types);
  const word = camelCase(name.replace(/[-_]+(.)/g, (_, first: string) => first.toUpperCase()));
  const service = freeName(word, methods) === word ? word : freeName(`${word}Service`, methods);
  const type = typeNameOf(word);
  return {
    service,
    operations: freeName(`${word}Operations`, methods),
    client: types.has(type) ? freeName(`${type}Client`, types) : type,
    factory: methods.has(`create${type}`) ? freeName(`create${type}Client`, methods) : `create${type}`,
  };
}
