import { ValidationError } from '@qcvm/client';

/** What kind of value this is: of a text, nothing that could be a secret. */
const shapeOf = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : value === undefined || value === null
      ? `${value}`
      : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;

/** @throws ValidationError that names the argument, before anything is read of it. */
export function needArgument(
  isRight: boolean,
  { parameter, must, value }: { readonly parameter: string; readonly must: string; readonly value: unknown },
): void {
  if (isRight) return;
  const received = shapeOf(value);
  throw new ValidationError([
    { parameter, rule: 'type', received, message: `${parameter} must be ${must}; received ${received}` },
  ]);
}

/** @throws ValidationError unless these arguments are objects. */
export function needObjects(given: Readonly<Record<string, unknown>>): void {
  for (const [parameter, value] of Object.entries(given))
    needArgument(typeof value === 'object' && value !== null && !Array.isArray(value), {
      ...{ parameter, must: 'an object', value },
    });
}
