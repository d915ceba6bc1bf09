import { isAlwaysThere } from '../../model/shapes.js';
import type { Field, ObjectType } from '../../model/shapes.js';
import { doneWith, major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { compareField, compareReplacedField } from './compare-field.js';
import type { Comparing } from './compare-field.js';
import { comment, compareFacts, untold, without } from '../facts/compare-facts.js';
import type { FactRules } from '../facts/compare-facts.js';
import type { Replacement } from './replaced.js';

/** What is said of an object, or of one of its fields. */
export interface Told {
  readonly field?: string;
  readonly said: readonly Said[];
}
type Tools = Omit<Comparing, 'positions'>;

const fieldsByName = ({ fields }: ObjectType): ReadonlyMap<string, Field> =>
  new Map(fields.map((field) => [field.name, field]));

function removed({ inRequests, inAnswers }: ObjectType): Said {
  if (!inRequests && !inAnswers) return patch('removed', 'It is gone, of a type that no Action uses.');
  const done = doneWith({ written: inRequests, read: inAnswers });
  return major('removed', `It is gone: a program that ${done} it must be changed.`);
}

function added(before: ObjectType, after: ObjectType, field: Field): Said {
  if (before.inRequests && after.inRequests && field.required)
    return major(
      'required',
      'It is new and must be given: a call without it is refused.',
      isAlwaysThere(after, field) ? 'types' : 'calls',
    );
  const where = [after.inRequests && 'can be given', after.inAnswers && 'is in answers'].filter(Boolean);
  return where.length === 0
    ? patch('added', 'It is new, of a type that no Action uses.')
    : minor('added', `It is new, and ${where.join(' and ')}.`);
}

function exclusive(before: ObjectType, after: ObjectType): Said[] {
  const pairs = (type: ObjectType): string[] => type.exclusive.map((pair) => [...pair].sort().join(' and '));
  const [was, is] = [pairs(before), pairs(after)];
  return [
    ...without(is, was).map((pair) =>
      major('narrowed', `${pair} cannot be given together any more.`, 'calls'),
    ),
    ...without(was, is).map((pair) => minor('widened', `${pair} can be given together now.`)),
  ];
}

const rulesFor = (before: ObjectType, after: ObjectType): FactRules<ObjectType> => ({
  exclusive: () => exclusive(before, after),
  inline: (_, isInline) => [
    isInline === true
      ? major('removed', 'The type has no name any more: a program that names it must be changed.')
      : minor('added', 'The type has a name now.'),
  ],
  description: comment,
  // Without a description, its page is not said.
  source: before.description === undefined && after.description === undefined ? untold : comment,
  kind: untold,
  name: untold,
  shared: untold,
  // What it is used for is told of what uses it, and where that matters, of its fields.
  inRequests: untold,
  inAnswers: untold,
  fields: untold,
});

/** What has become of an object type. */
export function compareObject(before: ObjectType, after: ObjectType, tools: Tools): Told[] {
  const [was, is] = [fieldsByName(before), fieldsByName(after)];
  const positions = {
    written: before.inRequests && after.inRequests,
    read: before.inAnswers && after.inAnswers,
  };
  const told: Told[] = before.fields.map((field) => {
    const now = is.get(field.name);
    const pair = now && { before: { type: before, field }, after: { type: after, field: now } };
    const said = pair === undefined ? [removed(before)] : compareField(pair, { ...tools, positions });
    return { field: field.name, said };
  });
  const fresh = after.fields.filter(({ name }) => !was.has(name));
  return [
    ...told,
    ...fresh.map((field) => ({ field: field.name, said: [added(before, after, field)] })),
    { said: compareFacts(rulesFor(before, after), before, after) },
  ];
}

/** What a program meets where one object type is in the place of another, beyond what the compiler says of that place. */
export function compareReplacement({ before, after, positions }: Replacement, tools: Tools): Told[] {
  const named = ({ name }: ObjectType) => ({ kind: 'named', type: name }) as const;
  const { accepts, gives } = tools.shapes.compare(named(before), named(after));
  const fits = (accepts || !positions.written) && (gives || !positions.read);
  const [was, is] = [fieldsByName(before), fieldsByName(after)];
  const told = before.fields.map((field) => {
    const now = is.get(field.name);
    const pair = now && { before: { type: before, field }, after: { type: after, field: now } };
    if (pair !== undefined)
      return { field: field.name, said: compareReplacedField(pair, { ...tools, positions }) };
    const message = `${before.name} has it, and ${after.name}, which is in its place, does not: a program that ${doneWith(positions)} it must be changed.`;
    // Where the compiler refuses the one type for the other, that is told already.
    return { field: field.name, said: fits ? [major('removed', message)] : [] };
  });
  const needed = after.fields.filter(
    (field) => positions.written && field.required && !isAlwaysThere(after, field) && !was.has(field.name),
  );
  return [
    ...told,
    ...needed.map((field) => ({
      field: field.name,
      said: [major('required', 'It is new and must be given: a call without it is refused.', 'calls')],
    })),
    { said: positions.written ? exclusive(before, after) : [] },
  ];
}
