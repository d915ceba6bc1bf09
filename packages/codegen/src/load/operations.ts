import type { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import type { Spec } from '../spec/spec.js';
import type { Operation, Repeatability } from '../model/service.js';
import type { Types } from '../model/shapes.js';
import { readQuota } from './facts.js';
import { referenceOf } from './shapes.js';
import { checkReference } from './types.js';
import { AbilityReader } from './words/abilities.js';
import { NamedFields, objectType } from './words/named-fields.js';

/** Where an operation refers to the schemas of what it takes and gives. */
function referencesOf(post: Cursor) {
  const content = ['content', 'application/json', 'schema'];
  return {
    input: post.at('requestBody', ...content),
    output: post.at('responses', '200', ...content, 'properties', 'Response'),
  };
}

/** The schemas of what an operation takes and gives. */
export function schemasOf(post: Cursor): {
  readonly action: string;
  readonly input: string;
  readonly output: string;
  /** A call of it can be a trial. */
  readonly mayBeTrial: boolean;
} {
  const { input, output } = referencesOf(post);
  return {
    action: post.text('x-qcloud-action') ?? '',
    input: referenceOf(input) ?? '',
    output: referenceOf(output) ?? '',
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
  readonly types: Types;
  /** Error codes by Action. */
  readonly errors: Cursor | undefined;
}

class OperationReader {
  readonly #context: OperationsContext;
  readonly #fields: NamedFields;
  readonly #abilities: AbilityReader;
  readonly #tags: readonly string[];

  constructor(context: OperationsContext) {
    this.#context = context;
    this.#fields = new NamedFields(context.spec, context.types);
    this.#abilities = new AbilityReader(context.spec, context.types);
    const tags = context.root.get('tags')?.items() ?? [];
    this.#tags = tags.map((tag) => tag.text('name') ?? '');
    for (const [index, tag] of tags.entries()) {
      const name = this.#tags[index] ?? '';
      if (this.#tags.indexOf(name) === index) continue;
      context.spec.report(tag, {
        what: `the tag "${name}" is declared already`,
        remedy: 'leave one of them out',
      });
    }
  }

  #checkTags(post: Cursor): void {
    for (const tag of post.get('tags')?.items() ?? []) {
      if (this.#tags.includes(String(tag.value))) continue;
      const what = `the tag "${String(tag.value)}" is not declared`;
      this.#context.spec.report(tag, { what, remedy: `name one of: ${this.#tags.join(', ')}` });
    }
  }

  #checkReferences(post: Cursor): void {
    const { spec, root } = this.#context;
    const schemas = root.at('components', 'schemas');
    for (const at of Object.values(referencesOf(post))) {
      const name = referenceOf(at);
      if (at && schemas && name !== undefined) checkReference(spec, schemas, { name, at });
    }
  }

  read(post: Cursor): Operation {
    const { names, methods, types, errors } = this.#context;
    const { action, ...schemas } = schemasOf(post);
    const input = objectType(types, names.get(schemas.input) ?? '');
    const output = objectType(types, names.get(schemas.output) ?? '');
    this.#fields.named(post.get('x-qcloud-client-token'), { in: input, kinds: ['string'] });
    this.#fields.named(post.get('x-qcloud-dry-run'), { in: input, kinds: ['boolean'] });
    this.#checkTags(post);
    this.#checkReferences(post);
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
        quota: quota && readQuota(quota),
      }),
      ...this.#abilities.read(post, { input, output }),
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
