/** The service that the client itself exports; every further one of API 2.0 has an entry point of its own. */
export const mainService = 'cvm';

/** `StopInstances` → `stopInstances`, `CVMStatus` → `cvmStatus`. */
export function camelCase(name: string): string {
  return name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (start) => start.toLowerCase());
}

/** `StopInstances` and `stopInstances` → `stop-instances`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** `OperationConstraints.InvaildInstanceStatus` → `operationConstraintsInvaildInstanceStatus`. */
export function identifier(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return camelCase(first) + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Order by UTF-16 code units: the same on every machine, regardless of its language. */
export function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Alphabetical as people expect it, capital letters among small ones; still the same on every machine. */
export function byName(left: string, right: string): number {
  return byCodeUnits(left.toLowerCase(), right.toLowerCase()) || byCodeUnits(left, right);
}
