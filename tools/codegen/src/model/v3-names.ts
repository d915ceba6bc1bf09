import { camelCase } from './names.js';

/** Words that cannot name a constant, a type, or either. */
const reserved = new Set(
  (
    'abstract any arguments as asserts async await bigint boolean break case catch class const continue debugger declare default ' +
    'delete do else enum eval export extends false finally for from function get if implements import in infer instanceof ' +
    'interface is keyof let module namespace never new null number object of package private protected public readonly require ' +
    'return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield'
  ).split(' '),
);

const withoutReserved = (name: string): string => (reserved.has(name) ? `${name}_` : name);

/** A name, or the first after it that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}

/** The constant that describes a service: its name, unless a method has it. */
export function serviceConstant(service: string, methods: Iterable<string>): string {
  const taken = new Set(methods);
  return taken.has(service) || reserved.has(service) ? freeName(`${service}Service`, taken) : service;
}

/** The client's method for an Action. */
export function methodName(action: string): string {
  return withoutReserved(camelCase(action));
}

/**
 * Names of types, as code calls them: those of the spec, but `StopInstancesInput` and `StopInstancesOutput` for what an
 * Action takes and gives, as in API 2.0, unless another type has that name.
 */
export function typeNames(
  schemas: readonly string[],
  actions: readonly { readonly action: string; readonly input: string; readonly output: string }[],
): ReadonlyMap<string, string> {
  const taken = new Set(schemas);
  const names = new Map(
    schemas.map((schema) => [schema, reserved.has(schema) ? freeName(`${schema}_`, taken) : schema]),
  );
  for (const { action, input, output } of actions) {
    for (const [schema, ending, role] of [
      [input, 'Request', 'Input'],
      [output, 'Response', 'Output'],
    ] as const) {
      const name = `${action}${role}`;
      if (schema !== `${action}${ending}` || taken.has(name)) continue;
      taken.add(name);
      names.set(schema, name);
    }
  }
  return names;
}
