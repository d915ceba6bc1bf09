import type { ParameterTable } from '@qcvm/client/descriptors';
import type { Unflattened } from '@qcvm/client/wire';
import { usageError } from '../../environment/cli-error.js';
import type { ParameterWord } from '../../operations/parameter-words.js';
import { roundedIn } from '../../output/whole-numbers.js';

type Rule = ParameterTable[string];

/**
 * Parameters of the command line: `Limit=5`, `InstanceIds.0=ins-…`, `InstanceIds=ins-…,ins-…`, `Filters=[…]`.
 *
 * @param table - What is known of them; `undefined` for an Action that no table has.
 * @param readUnknown - Reads a value of which no table says what it is.
 */
export async function readParameters(
  words: readonly ParameterWord[],
  {
    table = {},
    readUnknown,
  }: {
    readonly table?: ParameterTable | undefined;
    readonly readUnknown: (text: string, name: string) => unknown;
  },
): Promise<Record<string, unknown>> {
  const { unflatten } = await import('@qcvm/client/wire');
  // Maps, not objects: one with the name __proto__ would be lost.
  const flat = new Map<string, string>();
  const whole = new Map<string, unknown>();
  const ruleOf = (name: string): Rule | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);
  for (const { name, text } of words) {
    if (flat.has(name) || whole.has(name))
      throw usageError(
        `api: ${name} is given twice`,
        'Items of a list have a number each: Name.0=… Name.1=…',
      );
    if (name.includes('.')) flat.set(name, text);
    else whole.set(name, readValue(text, ruleOf(name), { name, readUnknown }));
  }
  const nested = unflatten(Object.fromEntries(flat));
  for (const [name, value] of Object.entries(nested)) {
    if (whole.has(name)) throw usageError(`api: ${name} is given twice`);
    whole.set(name, typed(value, ruleOf(name), { name, readUnknown }));
  }
  return Object.fromEntries(whole);
}

interface Reading {
  /** For messages. */
  readonly name: string;
  readonly readUnknown: (text: string, name: string) => unknown;
}

/** A value that stands in one word. */
function readValue(text: string, rule: Rule | undefined, reading: Reading): unknown {
  if (rule?.kind !== 'list' && rule?.kind !== 'object') return scalar(text, rule, reading);
  if (/^\s*[[{]/.test(text)) return readJson(text, reading.name);
  if (rule.kind === 'object')
    throw usageError(
      `api: ${reading.name} is an object`,
      `Give JSON, or its fields: ${reading.name}.Field=…`,
    );
  const items = text.split(',');
  if (items.includes(''))
    throw usageError(
      `api: ${reading.name} has an empty item`,
      'Leave it out, or separate items by single commas.',
    );
  return items.map((item) => readValue(item, rule.items, reading));
}

/** The parameters of flat names, with typed values. */
function typed(value: Unflattened, rule: Rule | undefined, reading: Reading): unknown {
  if (typeof value === 'string') return readValue(value, rule, reading);
  if (Array.isArray(value))
    return value.map((item: Unflattened) =>
      typed(item, rule?.kind === 'list' ? rule.items : undefined, reading),
    );
  const given = rule?.kind === 'object' ? rule.fields : undefined;
  const fields: ParameterTable = (typeof given === 'function' ? given() : given) ?? {};
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, Unflattened]) => [
      name,
      typed(inner, Object.hasOwn(fields, name) ? fields[name] : undefined, reading),
    ]),
  );
}

function scalar(text: string, rule: Rule | undefined, { name, readUnknown }: Reading): unknown {
  if (rule === undefined) return readUnknown(text, name);
  if (rule.kind === 'string') return text;
  if (rule.kind === 'boolean') {
    if (text !== 'true' && text !== 'false') throw usageError(`api: ${name} takes true or false`);
    return text === 'true';
  }
  if (text.trim() === '' || !Number.isFinite(Number(text))) throw usageError(`api: ${name} takes a number`);
  refuseRounded(text, name);
  return Number(text);
}

/** A value of API 3.0 of which no table says what it is. */
export function readByForm(text: string, name: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (!/^-?(?:0|[1-9]\d*)$/.test(text)) return readText(text, name);
  refuseRounded(text, name, `Give it as a text in quotes, if the Action takes one: ${name}='"${text}"'`);
  return Number(text);
}

/** A value of API 2.0, which takes texts: only lists and objects are more than one. */
export const readText = (text: string, name: string): unknown =>
  /^\s*[[{"]/.test(text)
    ? readJson(text, `the value of ${name}, which begins with ${text.trim()[0]!},`)
    : text;

export function readJson(text: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw usageError(`api: ${name} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  refuseRounded(text, name);
  return value;
}

/** Refuses what would be sent as another number. */
function refuseRounded(
  text: string,
  name: string,
  hint = 'Give it as a text in quotes, if the Action takes one.',
): void {
  const [number] = roundedIn(text);
  if (number !== undefined)
    throw usageError(`api: ${name} has the number ${number}, which would be rounded`, hint);
}
