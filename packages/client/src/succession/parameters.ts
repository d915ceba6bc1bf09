import type { OperationDescriptor } from '../model/descriptor.js';
import type { Parameters, ParameterValue } from '../model/parameters/parameters.js';
import { ownField } from '../model/shape.js';
import type { CarriedParameter } from './table.js';

type Rows = Readonly<Record<string, CarriedParameter>>;

/** Gives the parameters of API 3.0 that have another name, and perhaps another value; filters are not among them. */
export function translator(rows: Rows): (input: Parameters) => Parameters {
  const renamed = Object.entries(rows).flatMap(([name, row]) =>
    row.kind === 'parameter' ? [{ name, to: row.to, words: row.words }] : [],
  );
  return (input) => {
    const parameters: Record<string, ParameterValue> = {};
    for (const { name, to, words } of renamed) {
      const value = ownField(input, name) as ParameterValue | undefined;
      if (value === undefined) continue;
      const word = words ? ownField(words, `${value as string | number}`) : value;
      if (word !== undefined) parameters[to] = word as ParameterValue;
    }
    return parameters;
  };
}

/** What an item of a list parameter must be, in words. */
export function itemMeaning({ input }: OperationDescriptor, name: string): string {
  const parameter = input[name];
  const items = parameter?.kind === 'list' ? parameter.items : undefined;
  return (items?.kind === 'string' && items.meaning) || '';
}
