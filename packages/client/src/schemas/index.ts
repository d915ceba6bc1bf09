// For forms, validators and documents: JSON Schema of what every operation takes and gives. No part of any other entry point.
import { ValidationError } from '../model/errors/errors.js';
import { describeProblem } from '../model/errors/problem.js';
import { operationsOf, SchemaReader, type Direction, type JsonSchema } from './read.js';
import { tables } from './tables.gen.js';

export type { JsonSchema } from './read.js';

/** Which operation: a descriptor that this package exports, or its names. */
export interface SchemaOf {
  readonly service: string | { readonly name: string; readonly version: string };
  /** `2.0`, or the date of a version of API 3.0. Default: that of the service; 2.0 where only its name is given. */
  readonly version?: string | undefined;
  /** The Action, as the vendor spells it: `StopInstances`. */
  readonly action: string;
}

/** One operation that there are schemas of. */
export interface DescribedOperation {
  readonly service: string;
  readonly version: string;
  readonly action: string;
}

/** Every operation that there are schemas of, of both generations. */
export const describedOperations = (): DescribedOperation[] =>
  tables.flatMap((table) =>
    operationsOf(table).map(([action = '']) => ({ service: table.service, version: table.version, action })),
  );

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function schemaOf(operation: SchemaOf, direction: Direction): JsonSchema {
  const { service, version, action } = asRecord(operation);
  const { name, version: own } =
    typeof service === 'string' ? { name: service, version: '2.0' } : asRecord(service);
  const wanted = version ?? own;
  const table = tables.find((each) => each.service === name && each.version === wanted);
  const line = table && operationsOf(table).find(([each]) => each === action);
  const place = line?.[direction === 'input' ? 1 : 2];
  if (table === undefined || place === undefined)
    throw new ValidationError([
      describeProblem({
        parameter: 'operation',
        rule: 'value',
        must:
          typeof name === 'string' && typeof action === 'string'
            ? `must be one of describedOperations(), but is ${action} of ${name}, version ${String(wanted)}`
            : 'must be one of describedOperations(), or a descriptor that this package exports',
        value: operation,
      }),
    ]);
  return new SchemaReader(table, direction).read(place);
}

/**
 * The JSON Schema (2020-12) of what an operation takes: names, types, limits and descriptions, whole by itself. It refuses what the
 * client refuses: names that are unknown, of parameters and of filters, and an empty list where that could be taken for everything.
 *
 * ```ts
 * const schema = inputSchema(stopInstances);
 * ```
 *
 * @throws ValidationError if there is no such operation.
 */
export const inputSchema = (operation: SchemaOf): JsonSchema => schemaOf(operation, 'input');

/**
 * The JSON Schema (2020-12) of what an operation gives: what a method of the client resolves to. Members that are unknown are
 * allowed, as the service may send more than is documented.
 *
 * @throws ValidationError if there is no such operation.
 */
export const outputSchema = (operation: SchemaOf): JsonSchema => schemaOf(operation, 'output');
