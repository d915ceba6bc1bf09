import type { OperationDescriptor, Parameter } from '@qcvm/client/descriptors';
import { code } from '../core/chance.js';
import { failingIds } from '../core/faults/partial-failure.js';
import { batchIds, refused, type Invocation, type Operation, type Outcome } from '../core/service.js';
import { badToken, pageOf, type Page } from './page.js';
import { filterProblem, type Filter } from './filters.js';
import { selected } from './selected.js';
import type { AnswerField, AnswerFields, OperationAnswer, ServiceAnswers } from './answers.js';

/** What makes up values of a service. */
export interface SampleWorld {
  readonly types: ServiceAnswers['types'];
  /** How ids begin, by the names that they have: `ins-` for `InstanceId`. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** How ids begin, as the tables of parameters say. */
export function idPrefixes(operations: Iterable<OperationDescriptor>): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const { input } of operations) {
    for (const [name, parameter] of Object.entries(input)) {
      const text: Parameter = parameter.kind === 'list' ? parameter.items : parameter;
      const prefix = text.kind === 'string' ? /^[a-z]+-/.exec(text.pattern ?? '')?.[0] : undefined;
      if (prefix !== undefined) prefixes.set(name.replace(/s$/, ''), prefix);
    }
  }
  return prefixes;
}

/**
 * An operation without a behaviour of its own: an answer by the spec, about what was asked. Values that were sent come back
 * under their names, a list has the ids that were asked for, and its pages fit together.
 */
export function genericOperationV3(
  descriptor: OperationDescriptor,
  { answer, world }: { answer: OperationAnswer | undefined; world: SampleWorld },
): Operation {
  const { fields = {}, filters: names = [], mostFilterValues: mostValues } = answer ?? {};
  return {
    descriptor,
    run: (invocation): Outcome => {
      const { failing } = invocation;
      const { codes } = invocation.operation;
      const problem = names.length > 0 && filterProblem(filtersOf(invocation), { names, mostValues, codes });
      if (problem) return { failure: problem };
      const [failed] = failingIds(batchIds(invocation), failing);
      if (failing && failed !== undefined)
        return {
          failure: {
            code: failing.codeDesc ?? 'InternalError',
            message: `\`${failed}\`: ${failing.message}`,
          },
        };
      const { dryRun = '', repeatability } = descriptor;
      // A trial of a change has made nothing that could be named.
      if (repeatability !== 'read' && invocation.input[dryRun] === true) return { fields: {} };
      const page = pageOf(invocation);
      if (typeof page === 'string') return refused(badToken(page));
      return { fields: answerFields(fields, { invocation, world, page }) };
    },
  };
}

interface Context {
  readonly invocation: Invocation;
  readonly world: SampleWorld;
  readonly page?: Page | undefined;
}

function answerFields(fields: AnswerFields, context: Context): Readonly<Record<string, unknown>> {
  const { page } = context;
  const sample = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, topValue(name, field, context)]),
  );
  for (const [name, field] of Object.entries(fields)) {
    const items = sample[name];
    if (field.kind !== 'list' || !Array.isArray(items)) continue;
    const isPaged = page?.items === name;
    const total = (isPaged ? page.total : undefined) ?? 'TotalCount';
    if (total in fields) sample[total] = items.length;
    if (!isPaged) continue;
    const end = page.offset + page.limit;
    sample[name] = items.slice(page.offset, end);
    if (page.nextToken !== undefined) sample[page.nextToken] = end < items.length ? `${end}` : '';
  }
  return sample;
}

const filtersOf = ({ input }: Invocation): readonly Filter[] =>
  (input['Filters'] as readonly Filter[] | undefined) ?? [];

function topValue(name: string, field: AnswerField, { invocation, world }: Context): unknown {
  const { input } = invocation;
  if (field.kind === 'list' && field.items.kind === 'object') {
    const { type } = field.items;
    const [idName, ids] = askedIds(world.types[type] ?? {}, input);
    if (idName !== undefined && ids)
      return ids.map((id) => ({
        ...sampleObject(type, { world, within: [], label: String(id) }),
        [idName]: id,
      }));
    return selected([sampleObject(type, { world, within: [], label: name })], filtersOf(invocation));
  }
  const sent = input[name];
  if (sent !== undefined && typeof sent !== 'object' && (sampleKinds[field.kind] ?? 'string') === typeof sent)
    return sent;
  return sampleOf(field, { world, within: [], label: name, name });
}

const sampleKinds: Readonly<Record<string, string>> = {
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

/** The field of a type that holds ids which the call lists: `HostId` for `HostIds`. */
function askedIds(
  fields: AnswerFields,
  input: Invocation['input'],
): readonly [string, readonly unknown[]] | readonly [] {
  for (const name of Object.keys(fields)) {
    const asked = input[`${name}s`];
    if (Array.isArray(asked)) return [name, asked];
  }
  return [];
}

interface Place {
  readonly world: SampleWorld;
  /** Types that a value is in: one that holds itself ends there. */
  readonly within: readonly string[];
  readonly label: string;
  readonly name?: string;
}

function sampleObject(type: string, place: Place): Readonly<Record<string, unknown>> {
  const { world, within, label } = place;
  const inner = [...within, type];
  return Object.fromEntries(
    Object.entries(world.types[type] ?? {}).flatMap(([name, field]) =>
      holds(field, inner) && field.optional
        ? []
        : [[name, sampleOf(field, { world, within: inner, label: `${label}/${name}`, name })]],
    ),
  );
}

const holds = (field: AnswerField, types: readonly string[]): boolean =>
  field.kind === 'list' ? holds(field.items, types) : field.kind === 'object' && types.includes(field.type);

/** A value of a field: plausible, and the same for the same label. */
export function sampleOf(field: AnswerField, place: Place): unknown {
  switch (field.kind) {
    case 'integer':
      return 1;
    case 'number':
      return 0.5;
    case 'boolean':
      return false;
    case 'binary':
      return '';
    case 'list':
      return holds(field.items, place.within) ? [] : [sampleOf(field.items, place)];
    case 'object':
      return place.within.includes(field.type) ? {} : sampleObject(field.type, place);
    case 'string':
      return field.known?.[0] ?? sampleText(field.format, place);
  }
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  datetime: '2026-01-01 00:00:00',
  date: '2026-01-01',
};

function sampleText(format: string | undefined, { name = '', label, world }: Place): string {
  const fixed = formats[format ?? ''];
  if (fixed !== undefined) return fixed;
  if (name.endsWith('Time')) return '2026-01-01T00:00:00Z';
  const id = /(\w*?)I[dD](?:s|Set)?$/.exec(name);
  if (!id) return `${name.toLowerCase()}`;
  const stem = id[1] ?? '';
  const prefix = world.prefixes.get(`${stem}Id`) ?? `${stem.toLowerCase() || 'id'}-`;
  return `${prefix}${code(label, { seed: 0, length: 8 })}`;
}
