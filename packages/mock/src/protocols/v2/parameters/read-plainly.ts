import type { Parameter, ParameterTable } from '@qcvm/client/descriptors';
import { publicParametersV2 } from '../../public-parameters.js';
import type { Plain } from '../../query/pairs.js';
import type { ReadOptions } from './read-options.js';
import { areTexts, readBoolean, readInteger, readNumber } from './scalars.js';

/**
 * The typed input of a request in which there is nothing to be said about any parameter; nothing for any other. Most requests are
 * like that, and few things of a call take longer than to look at a hundred ids as if each of them were wrong.
 */
export function readPlainly(
  { texts, lists }: Plain,
  { table, batch, empty }: Pick<ReadOptions, 'table' | 'batch' | 'empty'>,
): Record<string, unknown> | undefined {
  const input: Record<string, unknown> = {};
  let known = 0;
  for (const name in table) {
    const parameter = table[name];
    if (!parameter) return undefined;
    const text = texts.get(name);
    const list = lists.get(name);
    if (text === undefined && list === undefined) {
      if (parameter.required) return undefined;
      if (parameter.default !== undefined) input[name] = parameter.default;
      continue;
    }
    known += 1;
    const value =
      list === undefined
        ? text === '' && empty === 'leftOut'
          ? undefined
          : valueOf(text ?? '', parameter)
        : text === undefined
          ? listOf(list, parameter, batch?.parameter === name ? batch : undefined)
          : undefined;
    if (value === undefined) return undefined;
    input[name] = value;
  }
  return known === sent({ texts, lists }, table) ? input : undefined;
}

/** How many parameters are sent that are about the operation, unknown ones among them: see `findUnknown`. */
function sent({ texts, lists }: Plain, table: ParameterTable): number {
  let count = lists.size;
  for (const name of texts.keys()) {
    if (publicParametersV2.has(name)) continue;
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    if (lower === name || Object.hasOwn(table, lower)) count += 1;
  }
  return count;
}

const alwaysWrong = (): void => undefined;

function valueOf(text: string, parameter: Parameter): unknown {
  const place = { name: '', problem: alwaysWrong };
  switch (parameter.kind) {
    case 'string':
      return areTexts([text], parameter) ? text : undefined;
    case 'integer':
      return readInteger(text, { ...place, parameter });
    case 'number':
      return readNumber(text, { ...place, parameter });
    case 'boolean':
      return readBoolean(text, { ...place, parameter });
    default:
      return undefined;
  }
}

/** A list of texts; others are rare. */
function listOf(
  values: readonly string[],
  parameter: Parameter,
  batch: ReadOptions['batch'],
): readonly string[] | undefined {
  if (parameter.kind !== 'list' || parameter.items.kind !== 'string') return undefined;
  const { items, maxItems = Infinity, unique = false } = parameter;
  if (values.length > (batch ? batch.maximum : maxItems) || !areTexts(values, items)) return undefined;
  const mustDiffer = batch ? batch.duplicates === 'refuse' : unique;
  return mustDiffer && new Set(values).size < values.length ? undefined : values;
}
