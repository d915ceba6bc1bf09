import { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import type { Spec } from '../spec/spec.js';
import type { Repeatability } from '../model/shared.js';
import { readQuota } from './facts.js';
import { FieldFinder, objectType } from './fields.js';
import type {
  Batch,
  Filters,
  ObjectType,
  Operation,
  Pagination,
  ServiceType,
  Transition,
} from '../model/service.js';
import { referenceOf } from './shapes.js';

/** The schemas of what an operation takes and gives. */
export function schemasOf(post: Cursor): {
  readonly action: string;
  readonly input: string;
  readonly output: string;
  /** A call of it can be a trial. */
  readonly mayBeTrial: boolean;
} {
  const content = ['content', 'application/json', 'schema'];
  return {
    action: post.text('x-qcloud-action') ?? '',
    input: referenceOf(post.at('requestBody', ...content)) ?? '',
    output: referenceOf(post.at('responses', '200', ...content, 'properties', 'Response')) ?? '',
    mayBeTrial: post.get('x-qcloud-dry-run') !== undefined,
  };
}

/** The operations of a spec, as they are written. */
export function postsOf(root: Cursor): Cursor[] {
  return (root.get('paths')?.entries() ?? []).flatMap(([, path]) => path.get('post') ?? []);
}

export interface OperationsContext {
  readonly spec: Spec;
  readonly root: Cursor;
  /** Names of types in code, by schema. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of methods, by Action. */
  readonly methods: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, ServiceType>;
  /** Error codes by Action. */
  readonly errors: Cursor | undefined;
}

class OperationReader {
  readonly #context: OperationsContext;
  readonly #find: FieldFinder;
  readonly #tags: readonly string[];

  constructor(context: OperationsContext) {
    this.#context = context;
    this.#find = new FieldFinder(context.spec, context.types);
    this.#tags = (context.root.get('tags')?.items() ?? []).map((tag) => tag.text('name') ?? '');
  }

  #batch(post: Cursor, input: ObjectType | undefined): Batch | undefined {
    const at = post.get('x-qcloud-batch');
    if (at === undefined) return undefined;
    const maximum = at.number('maximum') ?? 0;
    const shape = this.#find.named(at.get('ids'), input, ['list'])?.shape;
    if (shape?.kind === 'list' && shape.maxItems !== maximum) {
      const what = `the batch has at most ${maximum} ids, but "${at.text('ids') ?? ''}" at most ${shape.maxItems ?? 'any number'}`;
      this.#context.spec.report(at, { what, remedy: 'make both the same' });
    }
    return { ids: at.text('ids') ?? '', maximum };
  }

  #pagination(
    post: Cursor,
    input: ObjectType | undefined,
    output: ObjectType | undefined,
  ): Pagination | undefined {
    const at = post.get('x-qcloud-pagination');
    if (at === undefined) return undefined;
    const find = this.#find;
    const maxLimit = at.number('maxLimit') ?? 0;
    const limit = find.named(at.get('limit'), input, ['integer'])?.shape;
    if (limit?.kind === 'integer' && limit.maximum !== maxLimit) {
      const what = `a page has at most ${maxLimit} items, but "${at.text('limit') ?? ''}" is at most ${limit.maximum ?? 'any number'}`;
      this.#context.spec.report(at, { what, remedy: 'make both the same' });
    }
    find.named(at.get('offset'), input, ['integer']);
    find.named(at.get('total'), output, ['integer']);
    find.named(at.get('token'), input, ['string']);
    find.named(at.get('nextToken'), output, ['string']);
    const items = find.named(at.get('items'), output, ['list']);
    find.named(at.get('id'), find.itemsOf(items), ['string', 'integer']);
    const text = (name: string): string => at.text(name) ?? '';
    const common = { limit: text('limit'), items: text('items'), id: text('id'), maxLimit };
    return at.has('token')
      ? { kind: 'token', ...common, token: text('token'), nextToken: text('nextToken') }
      : { kind: 'offset', ...common, offset: text('offset'), total: text('total') };
  }

  #force(at: Cursor, input: ObjectType | undefined): Transition['force'] {
    const force = at.get('force');
    if (force === undefined) return undefined;
    for (const [name, value] of force.entries()) {
      const field = this.#find.named(new Cursor(value.file, value.path, name), input, ['string', 'boolean']);
      const allowed = field?.shape.kind === 'string' ? field.shape.values : undefined;
      this.#find.checkKnown(value, allowed);
    }
    return Object.fromEntries(force.entries().map(([name, { value }]) => [name, value as string | boolean]));
  }

  #transition(post: Cursor, input: ObjectType | undefined): Transition | undefined {
    const at = post.get('x-qcloud-transition');
    if (at === undefined) return undefined;
    const resource = at.text('resource') ?? '';
    const type = [...this.#context.types.values()].find(
      ({ name }) => name.toLowerCase() === `${resource}state`,
    );
    const known = type?.kind === 'value' ? type.shape.known?.map(({ value }) => value) : undefined;
    const named = [
      ...(at.get('from')?.items() ?? []),
      ...['via', 'to'].flatMap((name) => at.get(name) ?? []),
    ];
    for (const state of named) this.#find.checkKnown(state, known);
    const force = this.#force(at, input);
    const states = { from: at.texts('from'), via: at.text('via') ?? '', to: at.text('to') ?? '' };
    return { resource, ...states, ...defined({ force }) };
  }

  #filters(post: Cursor, input: ObjectType | undefined): Filters | undefined {
    const at = post.get('x-qcloud-filters');
    if (at === undefined) return undefined;
    const shape = this.#find.named(at.get('parameter'), input, ['list'])?.shape;
    const maxFilters = at.number('maxFilters');
    if (shape?.kind === 'list' && shape.maxItems !== undefined && shape.maxItems !== maxFilters) {
      const what = `there are at most ${maxFilters ?? 'any number of'} filters, but ${shape.maxItems} of them in the parameter`;
      this.#context.spec.report(at, { what, remedy: 'make both the same' });
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

  #checkTags(post: Cursor): void {
    for (const tag of post.get('tags')?.items() ?? []) {
      if (this.#tags.includes(String(tag.value))) continue;
      const what = `the tag "${String(tag.value)}" is not declared`;
      this.#context.spec.report(tag, { what, remedy: `name one of: ${this.#tags.join(', ')}` });
    }
  }

  read(post: Cursor): Operation {
    const { names, methods, types, errors } = this.#context;
    const { action, ...schemas } = schemasOf(post);
    const input = objectType(types, names.get(schemas.input) ?? '');
    const output = objectType(types, names.get(schemas.output) ?? '');
    this.#find.named(post.get('x-qcloud-client-token'), input, ['string']);
    this.#find.named(post.get('x-qcloud-dry-run'), input, ['boolean']);
    this.#checkTags(post);
    const quota = post.get('x-qcloud-quota');
    return {
      action,
      method: methods.get(action) ?? action,
      source: post.get('externalDocs')?.text('url') ?? '',
      tags: post.texts('tags'),
      input: input?.name ?? '',
      output: output?.name ?? '',
      repeatability: (post.text('x-qcloud-repeatability') ?? 'once') as Repeatability,
      errors: errors?.texts(action) ?? [],
      ...defined({
        summary: post.text('summary'),
        description: post.text('description'),
        deprecated: post.flag('deprecated') ? (true as const) : undefined,
        offline: post.flag('x-qcloud-offline') ? (true as const) : undefined,
        clientToken: post.text('x-qcloud-client-token'),
        dryRun: post.text('x-qcloud-dry-run'),
        batch: this.#batch(post, input),
        pagination: this.#pagination(post, input, output),
        transition: this.#transition(post, input),
        quota: quota && readQuota(quota),
        filters: this.#filters(post, input),
      }),
    };
  }
}

/** The operations of a service, by Action. */
export function readOperations(context: OperationsContext): Map<string, Operation> {
  const reader = new OperationReader(context);
  return new Map(
    postsOf(context.root).map((post) => {
      const operation = reader.read(post);
      return [operation.action, operation];
    }),
  );
}
