import type { ObjectType, Types } from '../../model/shapes.js';
import type { Batch, Filters, Operation, Pagination, State, Transition } from '../../model/service.js';
import { Cursor } from '../../spec/cursor.js';
import { defined } from '../../spec/defined.js';
import type { Spec } from '../../spec/spec.js';
import { NamedFields } from './named-fields.js';

/** What an operation takes and gives. */
export interface InputAndOutput {
  readonly input: ObjectType | undefined;
  readonly output: ObjectType | undefined;
}

/** Reads what operations can do beside being called: their x- words for batches, pages, transitions and filters. */
export class AbilityReader {
  readonly #spec: Spec;
  readonly #fields: NamedFields;

  constructor(spec: Spec, types: Types) {
    this.#spec = spec;
    this.#fields = new NamedFields(spec, types);
  }

  #batch(at: Cursor, { input, output }: InputAndOutput): Batch {
    const ids = this.#fields.bottom(this.#fields.named(at.get('ids'), { in: input, kinds: ['list'] }));
    const results = this.#fields.named(at.get('results'), { in: output, kinds: ['map'] });
    const shape = this.#fields.bottom(results);
    if (shape?.kind === 'map' && shape.batchResults !== true) {
      const what = `"${results?.name ?? ''}" is not marked as the results of a batch`;
      const remedy =
        'refer to ./common.yaml#/components/schemas/BatchResults, as an empty one may be sent as []';
      this.#spec.report(at.get('results') ?? at, { what, remedy });
    }
    const maximum =
      ids?.kind === 'list'
        ? this.#fields.limit(at, { said: 'maximum', of: 'ids', word: 'maxItems', limit: ids.maxItems })
        : (at.number('maximum') ?? 0);
    return { ids: at.text('ids') ?? '', maximum, ...defined({ results: at.text('results') }) };
  }

  #pagination(at: Cursor, { input, output }: InputAndOutput): Pagination {
    const limit = this.#fields.bottom(this.#fields.named(at.get('limit'), { in: input, kinds: ['integer'] }));
    this.#fields.named(at.get('offset'), { in: input, kinds: ['integer'] });
    this.#fields.named(at.get('total'), { in: output, kinds: ['integer'] });
    this.#fields.named(at.get('token'), { in: input, kinds: ['string'] });
    this.#fields.named(at.get('nextToken'), { in: output, kinds: ['string'] });
    const items = this.#fields.named(at.get('items'), { in: output, kinds: ['list'] });
    const item = this.#fields.itemOf(items);
    this.#fields.named(at.get('id'), { in: item, kinds: ['string', 'integer'], of: output });
    const isList = this.#fields.bottom(items)?.kind === 'list';
    if (items && isList && item === undefined) {
      const what = `the items of "${items.name}" are not objects, so they have no id`;
      this.#spec.report(at.get('items') ?? at, { what, remedy: 'name a list of objects' });
    }
    // Of what does not list, nothing more is said.
    if (!isList && output) this.#spec.unsound.add(output.name);
    const maxLimit =
      limit?.kind === 'integer'
        ? this.#fields.limit(at, { said: 'maxLimit', of: 'limit', word: 'maximum', limit: limit.maximum })
        : (at.number('maxLimit') ?? 0);
    const text = (name: string): string => at.text(name) ?? '';
    const common = { limit: text('limit'), items: text('items'), id: text('id'), maxLimit };
    return at.has('token')
      ? { kind: 'token', ...common, token: text('token'), nextToken: text('nextToken') }
      : { kind: 'offset', ...common, offset: text('offset'), total: text('total') };
  }

  #force(at: Cursor, input: ObjectType | undefined): Transition['force'] {
    for (const [name, value] of at.entries()) {
      const field = this.#fields.named(new Cursor(value.file, value.path, name), {
        in: input,
        kinds: ['string', 'boolean', 'integer'],
      });
      const shape = this.#fields.bottom(field);
      this.#fields.checkKnown(
        value,
        shape?.kind === 'string' || shape?.kind === 'integer' ? shape.values : undefined,
      );
    }
    return Object.fromEntries(at.entries().map(([name, { value }]) => [name, value as State | boolean]));
  }

  #transition(at: Cursor, { input }: InputAndOutput): Transition {
    const resource = at.text('resource') ?? '';
    const known = this.#fields.statesOf(resource);
    const named = [
      ...(at.get('from')?.items() ?? []),
      ...['via', 'to'].flatMap((name) => at.get(name) ?? []),
    ];
    for (const state of named) this.#fields.checkKnown(state, known, 'the state ');
    const force = at.get('force');
    return {
      resource,
      from: (at.get('from')?.items() ?? []).map(({ value }) => value as State),
      via: at.get('via')?.value as State,
      to: at.get('to')?.value as State,
      ...defined({ force: force && this.#force(force, input) }),
    };
  }

  #filters(at: Cursor, { input }: InputAndOutput): Filters {
    const shape = this.#fields.bottom(
      this.#fields.named(at.get('parameter'), { in: input, kinds: ['list'] }),
    );
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
  read(
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
}
