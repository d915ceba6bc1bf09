/** Descriptions with something changed, as the vendor's are from month to month. */
import fc from 'fast-check';

interface MadeMember {
  name: string;
  type: string;
  member: string;
  [flag: string]: unknown;
}

export interface Made {
  metadata: { apiVersion: string; serviceShortName: string };
  actions: Record<string, { input: string; output: string; status?: string }>;
  objects: Record<string, { members: MadeMember[] }>;
}

const scalars = [
  ['string', 'string'],
  ['int', 'int64'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['list', 'string'],
  ['list', 'bool'],
] as const;

/** A place in a list, by any number. */
const at = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];

type Mutation = (made: Made, one: number, other: number) => void;

const memberAt = ({ objects }: Made, number: number): MadeMember | undefined =>
  at(
    Object.values(objects).flatMap(({ members }) => members),
    number,
  );

const flip =
  (flag: string): Mutation =>
  (made, one) => {
    const member = memberAt(made, one);
    if (member !== undefined) member[flag] = member[flag] !== true;
  };

/** One thing that can happen to a description; each leaves it whole. */
export const mutations = {
  'a member is gone': (made, one) => {
    const owner = at(Object.values(made.objects), one);
    owner?.members.splice(one % Math.max(owner.members.length, 1), 1);
  },
  'a member is new': (made, one, other) => {
    const [type = 'string', member = 'string'] = at(scalars, other) ?? [];
    at(Object.values(made.objects), one)?.members.push({
      ...{ name: `Fresh${other}`, type, member, required: other % 2 === 0, output_required: other % 3 === 0 },
    });
  },
  'requests must have it': flip('required'),
  'answers always have it': flip('output_required'),
  'it may be null': flip('value_allowed_null'),
  'it is advised against': flip('disabled'),
  'its type is another': (made, one, other) => {
    const member = memberAt(made, one);
    const [type, refined] = at(scalars, other) ?? [];
    if (member !== undefined && type !== undefined && refined !== undefined)
      Object.assign(member, { type, member: refined });
  },
  'an Action is gone': ({ actions }, one) => {
    // A description without Actions is refused.
    if (Object.keys(actions).length > 1) delete actions[at(Object.keys(actions), one) ?? ''];
  },
  'an Action is new': ({ actions, objects }, one, other) => {
    const names = Object.keys(objects);
    actions[`Fresh${one}`] = { input: at(names, one) ?? '', output: at(names, other) ?? '' };
  },
  'an object has another name': (made, one) => {
    const [name, object] = at(Object.entries(made.objects), one) ?? [];
    if (name === undefined || object === undefined || Object.hasOwn(made.objects, `${name}Renamed`)) return;
    const renamed = (each: string): string => (each === name ? `${name}Renamed` : each);
    delete made.objects[name];
    made.objects[`${name}Renamed`] = object;
    for (const { members } of Object.values(made.objects))
      for (const member of members)
        if (member.type === 'object' || (member.type === 'list' && member.member === name))
          member.member = renamed(member.member);
    for (const action of Object.values(made.actions)) {
      action.input = renamed(action.input);
      action.output = renamed(action.output);
    }
  },
} satisfies Record<string, Mutation>;

/** Some mutations, with the numbers that say where. */
export const anyMutations = fc.array(
  fc.record({
    what: fc.constantFrom(...(Object.keys(mutations) as (keyof typeof mutations)[])),
    one: fc.nat(1000),
    other: fc.nat(1000),
  }),
  { minLength: 0, maxLength: 3 },
);

/** A description after some mutations. */
export function mutated(
  made: Made,
  changes: readonly { readonly what: keyof typeof mutations; readonly one: number; readonly other: number }[],
): Made {
  const copy = structuredClone(made);
  for (const { what, one, other } of changes) mutations[what](copy, one, other);
  return copy;
}
