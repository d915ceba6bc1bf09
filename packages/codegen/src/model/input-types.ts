import { freeName } from './code-names.js';
import type { Operation } from './service.js';
import { namedIn } from './shapes.js';
import type { Field, ObjectType, ServiceType, Shape } from './shapes.js';

/** What some operations take and give, and the types that it is made of. */
interface Typed {
  readonly types: readonly ServiceType[];
  readonly operations: readonly Operation[];
}

/** Whether requests need a field that answers may be without: one type for both would take requests that are refused. */
const needsMore = ({ required, answered }: Field): boolean => required && !answered;

/** The types that requests and answers share and that requests need more of, in what they hold as well. */
function differing(types: readonly ServiceType[]): ReadonlySet<string> {
  const shared = types.filter(
    (type): type is ObjectType => type.kind === 'object' && type.inRequests && type.inAnswers,
  );
  const found = new Set(shared.filter(({ fields }) => fields.some(needsMore)).map(({ name }) => name));
  for (let known = -1; known < found.size;) {
    known = found.size;
    for (const { name, fields } of shared)
      if (fields.some(({ shape }) => found.has(namedIn(shape) ?? ''))) found.add(name);
  }
  return found;
}

/**
 * Gives a type of its own to what requests need more of than answers have: `MetadataInput` beside `Metadata`. Of all other types,
 * requests and answers share one: a further type is a thing to know, and to be read by every compiler.
 *
 * @param taken - Names that others have.
 */
export function withInputTypes({ types, operations }: Typed, taken: Iterable<string>): Typed {
  const used = new Set([...taken, ...types.map(({ name }) => name)]);
  const inputs = new Map<string, string>();
  for (const name of differing(types)) {
    const input = freeName(`${name}Input`, used);
    used.add(input);
    inputs.set(name, input);
  }
  const asInput = (shape: Shape): Shape => {
    if (shape.kind === 'list') return { ...shape, items: asInput(shape.items) };
    if (shape.kind === 'map') return { ...shape, values: asInput(shape.values) };
    return shape.kind === 'named' ? { ...shape, type: inputs.get(shape.type) ?? shape.type } : shape;
  };
  const ofRequests = (type: ObjectType): ObjectType => ({
    ...type,
    fields: type.fields.map((field) => ({ ...field, answered: false, shape: asInput(field.shape) })),
    inAnswers: false,
  });
  const ofAnswers = (type: ObjectType): ObjectType => ({
    ...type,
    fields: type.fields.map(({ selects: _, unless: __, ...field }) => ({ ...field, required: false })),
    exclusive: [],
    inRequests: false,
  });
  return {
    types: types.flatMap((type): ServiceType[] => {
      if (type.kind !== 'object' || !type.inRequests) return [type];
      const name = inputs.get(type.name);
      if (name !== undefined) return [ofAnswers(type), { ...ofRequests(type), name }];
      return [type.inAnswers ? type : ofRequests(type)];
    }),
    operations: operations.map((operation) => ({
      ...operation,
      input: inputs.get(operation.input) ?? operation.input,
    })),
  };
}
