import type { OperationDescriptor } from '../model/descriptor.js';
import type { Parameters, ParameterValue } from '../model/parameters/parameters.js';
import { ownField } from '../model/shape.js';
import type { CarriedParameter } from './table.js';

type Rows = Readonly<Record<string, CarriedParameter>>;

/** The parameters of API 3.0 that have another name, and perhaps another value; filters are not among them. */
export function parametersOf(rows: Rows, input: Parameters): Parameters {
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, row] of Object.entries(rows)) {
    const value = ownField(input, name) as ParameterValue | undefined;
    if (value === undefined || row.kind !== 'parameter') continue;
    const word = row.words ? ownField(row.words, `${value as string | number}`) : value;
    if (word !== undefined) parameters[row.to] = word as ParameterValue;
  }
  return parameters;
}

/** The form that an operation of API 3.0 wants the ids in a list parameter to have. */
export function hasForm(
  { input }: OperationDescriptor,
  ids: string,
): { readonly test: (id: string) => boolean; readonly meaning: string } {
  const parameter = input[ids];
  const items = parameter?.kind === 'list' ? parameter.items : undefined;
  const { pattern = '', meaning = '' } = items?.kind === 'string' ? items : {};
  const form = formOf(pattern);
  return { test: (id) => pattern === '' || form.test(id), meaning };
}

const forms = new Map<string, RegExp>();

function formOf(pattern: string): RegExp {
  let form = forms.get(pattern);
  if (!form) forms.set(pattern, (form = new RegExp(`^(?:${pattern})$`)));
  return form;
}
