import { bottomOf, itemTypeOf } from '../model/shapes.js';
import type { Field, ObjectType, Types } from '../model/shapes.js';
import type { Batch, Filters, Operation, Pagination, State, Transition, Waiter } from '../model/service.js';
import { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Spec } from '../spec/spec.js';

/** The object type of a name. */
export function objectType(types: Types, name: string | undefined): ObjectType | undefined {
  const type = types.get(name ?? '');
  return type?.kind === 'object' ? type : undefined;
}

/** What an operation takes and gives. */
export interface InputAndOutput {
  readonly input: ObjectType | undefined;
  readonly output: ObjectType | undefined;
}

/** What a word names a field of. */
interface Wanted {
  readonly in: ObjectType | undefined;
  readonly kinds: readonly string[];
  /** The input or output that the type is a part of, when it is not one itself. */
  readonly of?: ObjectType | undefined;
}

const states = (at: Cursor | undefined): State[] => (at?.items() ?? []).map(({ value }) => value as State);

/**
 * Reads what the x- words of both generations say of operations and waiters. They name fields and values: what is not there, or of
 * another kind, is reported.
 */
export class WordReader {
  readonly #spec: Spec;
  readonly #types: Types;

  constructor(spec: Spec, types: Types) {
    this.#spec = spec;
    this.#types = types;
  }

  /** The field that a word names. */
  named(at: Cursor | undefined, { in: type, kinds, of = type }: Wanted): Field | undefined {
    if (at === undefined || type === undefined) return undefined;
    const name = String(at.value);
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) {
      if (this.#spec.unsound.has(of?.name ?? '')) return undefined;
      const names = type.fields.map((each) => each.name);
      const otherwise = names.length === 0 ? 'leave it out' : `name one of: ${names.join(', ')}`;
      this.#spec.report(at, {
        what: `${type.name} has no "${name}"`,
        remedy: didYouMean(name, names, otherwise),
      });
      return undefined;
    }
    const { kind } = bottomOf(this.#types, field.shape);
    if (!kinds.includes(kind)) {
      const what = `"${name}" of ${type.name} is of kind ${kind}`;
      this.#spec.report(at, { what, remedy: `name one of kind ${kinds.join(' or ')}` });
    }
    return field;
  }

  /** The type of the items of a list. */
  #itemOf(field: Field | undefined): ObjectType | undefined {
    const type = itemTypeOf(this.#types, field?.shape);
    return type?.kind === 'object' ? type : undefined;
  }

  #checkKnown(at: Cursor, known: readonly State[] | undefined, what = ''): void {
    const value = at.value as State;
    if (known === undefined || known.includes(value)) return;
    const otherwise = `name one of: ${known.join(', ')}`;
    this.#spec.report(at, {
      // A number does not say what it is.
      what: `${typeof value === 'number' ? what : ''}${JSON.stringify(value)} is not among the documented values`,
      remedy: typeof value === 'number' ? otherwise : didYouMean(String(value), known.map(String), otherwise),
    });
  }

  #bottom(field: Field | undefined): ReturnType<typeof bottomOf> | undefined {
    return field && bottomOf(this.#types, field.shape);
  }

  #knownOf(field: Field | undefined): readonly State[] | undefined {
    const shape = this.#bottom(field);
    return shape?.kind === 'string' || shape?.kind === 'integer'
      ? shape.known?.map(({ value }) => value)
      : undefined;
  }

  /** A number that a word says and a parameter as well, or only one of the two; both must say the same. */
  #limit(
    at: Cursor,
    about: {
      readonly said: string;
      readonly of: string;
      readonly word: string;
      readonly limit: number | undefined;
    },
  ): number {
    const { said, of, word, limit } = about;
    const number = at.number(said) ?? limit;
    if (limit !== number || number === undefined) {
      const name = at.text(of) ?? '';
      const what =
        number === undefined
          ? `"${name}" has no "${word}"`
          : `"${said}" is ${number}, but "${name}" has ${limit === undefined ? `no "${word}"` : `"${word}" ${limit}`}`;
      const remedy = number === undefined ? 'say there how many one call may have' : 'make both the same';
      this.#spec.report(at.get(said) ?? at.get(of) ?? at, { what, remedy });
    }
    return number ?? 0;
  }

  #batch(at: Cursor, { input, output }: InputAndOutput): Batch {
    const ids = this.#bottom(this.named(at.get('ids'), { in: input, kinds: ['list'] }));
    const results = this.named(at.get('results'), { in: output, kinds: ['map'] });
    const shape = this.#bottom(results);
    if (shape?.kind === 'map' && shape.batchResults !== true) {
      const what = `"${results?.name ?? ''}" is not marked as the results of a batch`;
      const remedy =
        'refer to ./common.yaml#/components/schemas/BatchResults, as an empty one may be sent as []';
      this.#spec.report(at.get('results') ?? at, { what, remedy });
    }
    const maximum =
      ids?.kind === 'list'
        ? this.#limit(at, { said: 'maximum', of: 'ids', word: 'maxItems', limit: ids.maxItems })
        : (at.number('maximum') ?? 0);
    return { ids: at.text('ids') ?? '', maximum, ...defined({ results: at.text('results') }) };
  }

  #pagination(at: Cursor, { input, output }: InputAndOutput): Pagination {
    const limit = this.#bottom(this.named(at.get('limit'), { in: input, kinds: ['integer'] }));
    this.named(at.get('offset'), { in: input, kinds: ['integer'] });
    this.named(at.get('total'), { in: output, kinds: ['integer'] });
    this.named(at.get('token'), { in: input, kinds: ['string'] });
    this.named(at.get('nextToken'), { in: output, kinds: ['string'] });
    const items = this.named(at.get('items'), { in: output, kinds: ['list'] });
    const item = this.#itemOf(items);
    this.named(at.get('id'), { in: item, kinds: ['string', 'integer'], of: output });
    const isList = this.#bottom(items)?.kind === 'list';
    if (items && isList && item === undefined) {
      const what = `the items of "${items.name}" are not objects, so they have no id`;
      this.#spec.report(at.get('items') ?? at, { what, remedy: 'name a list of objects' });
    }
    // Of what does not list, nothing more is said.
    if (!isList && output) this.#spec.unsound.add(output.name);
    const maxLimit =
      limit?.kind === 'integer'
        ? this.#limit(at, { said: 'maxLimit', of: 'limit', word: 'maximum', limit: limit.maximum })
        : (at.number('maxLimit') ?? 0);
    const text = (name: string): string => at.text(name) ?? '';
    const common = { limit: text('limit'), items: text('items'), id: text('id'), maxLimit };
    return at.has('token')
      ? { kind: 'token', ...common, token: text('token'), nextToken: text('nextToken') }
      : { kind: 'offset', ...common, offset: text('offset'), total: text('total') };
  }

  #force(at: Cursor, input: ObjectType | undefined): Transition['force'] {
    for (const [name, value] of at.entries()) {
      const field = this.named(new Cursor(value.file, value.path, name), {
        in: input,
        kinds: ['string', 'boolean', 'integer'],
      });
      const shape = this.#bottom(field);
      this.#checkKnown(
        value,
        shape?.kind === 'string' || shape?.kind === 'integer' ? shape.values : undefined,
      );
    }
    return Object.fromEntries(at.entries().map(([name, { value }]) => [name, value as State | boolean]));
  }

  /** The type whose documented values are the states of a resource. */
  statesOf(resource: string): readonly State[] | undefined {
    const type = [...this.#types.values()].find(({ name }) =>
      [`${resource}state`, `${resource}status`].includes(name.toLowerCase()),
    );
    return type?.kind === 'value' && (type.shape.kind === 'string' || type.shape.kind === 'integer')
      ? type.shape.known?.map(({ value }) => value)
      : undefined;
  }

  #transition(at: Cursor, { input }: InputAndOutput): Transition {
    const resource = at.text('resource') ?? '';
    const known = this.statesOf(resource);
    const named = [
      ...(at.get('from')?.items() ?? []),
      ...['via', 'to'].flatMap((name) => at.get(name) ?? []),
    ];
    for (const state of named) this.#checkKnown(state, known, 'the state ');
    const force = at.get('force');
    return {
      resource,
      from: states(at.get('from')),
      via: at.get('via')?.value as State,
      to: at.get('to')?.value as State,
      ...defined({ force: force && this.#force(force, input) }),
    };
  }

  #filters(at: Cursor, { input }: InputAndOutput): Filters {
    const shape = this.#bottom(this.named(at.get('parameter'), { in: input, kinds: ['list'] }));
    const maxFilters = at.number('maxFilters');
    if (shape?.kind === 'list' && shape.maxItems !== maxFilters) {
      const what = `there are at most ${maxFilters ?? 'any number of'} filters, but ${shape.maxItems ?? 'any number'} of them in the parameter`;
      this.#spec.report(at, { what, remedy: 'make both the same' });
    }
    const names = at.get('names');
    return {
      parameter: at.text('parameter') ?? '',
      ...defined({ maxFilters, maxValues: at.number('maxValues') }),
      // In the order of the spec: what is asked for most comes first.
      names: Object.keys(names?.isObject === true ? (names.value as object) : {}).map((name) => ({
        name,
        description: names?.text(name) ?? '',
      })),
    };
  }

  /** What an operation can do beside being called. */
  abilities(
    post: Cursor,
    sides: InputAndOutput,
  ): Pick<Operation, 'batch' | 'pagination' | 'transition' | 'filters'> {
    const [batch, pagination] = [post.get('x-qcloud-batch'), post.get('x-qcloud-pagination')];
    const [transition, filters] = [post.get('x-qcloud-transition'), post.get('x-qcloud-filters')];
    return {
      ...(batch && { batch: this.#batch(batch, sides) }),
      ...(pagination && { pagination: this.#pagination(pagination, sides) }),
      ...(transition && { transition: this.#transition(transition, sides) }),
      ...(filters && { filters: this.#filters(filters, sides) }),
    };
  }

  #checkWaiter(at: Cursor, operation: Operation): void {
    const [input, output] = [operation.input, operation.output].map((name) => objectType(this.#types, name));
    const item = this.#itemOf(output?.fields.find(({ name }) => name === operation.pagination?.items));
    if (item === undefined) {
      if (this.#spec.unsound.has(operation.output)) return;
      const what = `${operation.action} does not list objects page by page`;
      const remedy = 'give it x-qcloud-pagination, or name another one';
      this.#spec.report(at.get('operation') ?? at, { what, remedy });
      return;
    }
    this.named(at.get('ids'), { in: input, kinds: ['list'] });
    for (const id of at.get('itemIds')?.items() ?? [])
      this.named(id, { in: item, kinds: ['string', 'integer'], of: output });
    const known = this.#knownOf(
      this.named(at.get('state'), { in: item, kinds: ['string', 'integer'], of: output }),
    );
    this.named(at.at('changed', 'field'), { in: item, kinds: ['string'], of: output });
    const success = states(at.get('success'));
    for (const list of ['success', 'failure'])
      for (const state of at.get(list)?.items() ?? []) {
        this.#checkKnown(state, known, 'the state ');
        if (list === 'success' || !success.includes(state.value as State)) continue;
        const what = `the state ${JSON.stringify(state.value)} is both success and failure`;
        this.#spec.report(state, { what, remedy: 'leave one of them out' });
      }
    if ((at.number('minDelay') ?? 0) > (at.number('maxDelay') ?? 0))
      this.#spec.report(at.get('minDelay') ?? at, {
        what: 'minDelay is longer than maxDelay',
        remedy: 'exchange them',
      });
  }

  /** The waiters of a service, with the operations that they call by Action. */
  waiters(root: Cursor, operations: ReadonlyMap<string, Operation>): Waiter[] {
    return (root.at('components', 'x-qcloud-waiters')?.entries() ?? []).map(([name, at]) => {
      const action = at.text('operation') ?? '';
      const operation = operations.get(action);
      if (operation !== undefined) this.#checkWaiter(at, operation);
      // One that is there under its path, but not as an operation, has been reported already.
      else if (root.at('paths', `/${action}`) === undefined) {
        const remedy = didYouMean(action, operations.keys(), 'name an Action of this service');
        this.#spec.report(at.get('operation') ?? at, { what: `there is no Action "${action}"`, remedy });
      }
      const changed = at.get('changed');
      return {
        name,
        operation: action,
        ids: at.text('ids') ?? '',
        itemIds: at.texts('itemIds'),
        state: at.text('state') ?? '',
        ...defined({
          description: at.text('description'),
          changed: changed && { field: changed.text('field') ?? '', offset: changed.text('offset') ?? '' },
        }),
        success: states(at.get('success')),
        failure: states(at.get('failure')),
        minDelay: at.number('minDelay') ?? 0,
        maxDelay: at.number('maxDelay') ?? 0,
      };
    });
  }
}
