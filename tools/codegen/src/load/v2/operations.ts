import type { SigningExample } from '../../model/v2.js';
import { AbilityReader, bottomOf, camelCase, defined, namedIn, objectType } from '@qcvm/codegen/toolkit';
import type {
  Cursor,
  ErrorRule,
  Field,
  ObjectType,
  Operation,
  Repeatability,
  Shape,
} from '@qcvm/codegen/toolkit';
import type { Spec, Types } from '@qcvm/codegen/toolkit';
import type { ServiceAddress } from '../../model/v2.js';
import { readOperationErrors } from './errors.js';
import { readExamples } from './examples.js';
import type { SchemaReader } from './schemas.js';

/** What reading operations needs to know of their service. */
export interface OperationContext {
  readonly spec: Spec;
  readonly schemas: SchemaReader;
  readonly commonErrors: readonly ErrorRule[];
  readonly moduleErrors: readonly ErrorRule[];
  readonly address: ServiceAddress;
  readonly signing: SigningExample;
}

/** The input or output of an operation; one without fields when the operation has none. */
function readObject({ spec, schemas }: OperationContext, post: Cursor, side: 'Input' | 'Output'): ObjectType {
  const action = actionOf(post);
  const at = post.get(`x-qcloud-${side.toLowerCase()}`);
  const name = `${action}${side}`;
  const facts = {
    description: `${side === 'Input' ? 'Parameters' : 'Result'} of ${action}.`,
    ...defined({ source: post.get('externalDocs')?.text('url') }),
  };
  if (at !== undefined && !at.isObject) spec.unsound.add(name);
  return schemas.readObject(at?.isObject === true ? at : undefined, { name, ...facts });
}

const actionOf = (post: Cursor): string => String(post.path[1]).slice(1);

/** Objects with free names have no wire form. */
function refuseMaps(spec: Spec, at: Cursor | undefined, found: { shape: Shape; types: Types }): boolean {
  const { shape, types } = found;
  const bottom = bottomOf(types, shape);
  if (at === undefined) return false;
  if (bottom.kind === 'map') {
    const what = 'an object with free names cannot be an input: it has no wire form';
    spec.report(at, { what, remedy: 'write out its properties, or make it a list of objects' });
    return true;
  }
  if (bottom.kind === 'list') return refuseMaps(spec, at.get('items') ?? at, { shape: bottom.items, types });
  if (bottom.kind !== 'object') return false;
  const refused = bottom.fields.filter((field) =>
    refuseMaps(spec, at.at('properties', field.name) ?? at, { shape: field.shape, types }),
  );
  return refused.length > 0;
}

function isFlag(types: Types, shape: Shape): boolean {
  const bottom = bottomOf(types, shape);
  return bottom.kind === 'integer' && bottom.values?.every((value) => value === 0 || value === 1) === true;
}

/**
 * Whether an optional parameter selects what a call is about: the ids of a batch, and for what only reads, all but the place in
 * a list and flags. In doubt it does: what is taken for a selector is refused when it is undefined, and nothing worse.
 */
export function selectsResources(
  { batch, pagination, repeatability }: Operation,
  { name, required, shape }: Field,
  types: Types,
): boolean {
  if (required) return false;
  if (name === batch?.ids) return true;
  const place = pagination?.kind === 'offset' ? [pagination.offset, pagination.limit] : [];
  return repeatability === 'read' && !place.includes(name) && !isFlag(types, shape);
}

/** The operations of a module: the `post` under each virtual path, which is `/` and the Action. */
export function readOperations(context: OperationContext, posts: readonly Cursor[]): Operation[] {
  const { spec, schemas, signing, address } = context;
  const { types } = schemas;
  const reader = new AbilityReader(spec, types);
  // What they take and give is read first: states that one of them names may be documented in another.
  const sides = posts.map((post) => {
    const [input, output] = [readObject(context, post, 'Input'), readObject(context, post, 'Output')];
    const named = { shape: { kind: 'named', type: input.name }, types } as const;
    if (refuseMaps(spec, post.get('x-qcloud-input'), named)) spec.unsound.add(input.name);
    return { input, output };
  });
  return posts.map((post, index): Operation => {
    const { input, output } = sides[index] ?? { input: undefined, output: undefined };
    const action = actionOf(post);
    const source = post.get('externalDocs')?.text('url') ?? '';
    const abilities = reader.read(post, { input, output });
    const io = { input: input?.name ?? '', output: output?.name ?? '' };
    const batch = abilities.batch !== undefined;
    return {
      action,
      method: camelCase(action),
      summary: post.text('summary') ?? action,
      description: post.text('description') ?? '',
      source,
      tags: [],
      ...io,
      errors: readOperationErrors(spec, post, {
        common: context.commonErrors,
        module: context.moduleErrors,
        batch,
      }),
      repeatability: (post.text('x-qcloud-repeatability') ?? 'once') as Repeatability,
      examples: readExamples(spec, post, { ...{ action, source, types, address, signing, batch }, ...io }),
      ...defined({
        command: post.text('x-qcloud-command'),
        deprecated: post.flag('deprecated') ? (true as const) : undefined,
      }),
      ...abilities,
    };
  });
}

/** The types that can be reached from some. */
export function reached(types: Types, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string | undefined): void => {
    if (name === undefined || found.has(name)) return;
    found.add(name);
    const type = types.get(name);
    if (type?.kind === 'value') visit(namedIn(type.shape));
    for (const { shape } of objectType(types, name)?.fields ?? []) visit(namedIn(shape));
  };
  roots.forEach(visit);
  return found;
}
