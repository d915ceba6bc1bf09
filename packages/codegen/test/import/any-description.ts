import fc from 'fast-check';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/).filter((each) => each !== 'RequestId');
const scalar = fc.constantFrom<readonly [type: string, member: string]>(
  ['string', 'string'],
  ['string', 'date'],
  ['int', 'uint64'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['binary', 'binary'],
);
const flag = fc.option(fc.boolean(), { nil: undefined });

/** Any description of the service `things`: types that refer to each other and to themselves, and names that are words of the language. */
export const anyDescription = fc
  .uniqueArray(name, { minLength: 2, maxLength: 8 })
  .chain((types) => {
    const type = fc.constantFrom(...types);
    const shape: fc.Arbitrary<readonly [type: string, member: string]> = fc.oneof(
      scalar,
      type.map((member) => ['object', member] as const),
      type.map((member) => ['list', member] as const),
      scalar.map(([, member]) => ['list', member] as const),
    );
    const member = fc
      .record({
        name,
        shape,
        required: flag,
        output_required: flag,
        value_allowed_null: flag,
        disabled: flag,
      })
      .map(({ shape: [kind, refined], ...flags }) => ({ ...flags, type: kind, member: refined }));
    const members = fc.uniqueArray(member, { selector: (each) => each.name, maxLength: 8 });
    return fc.record({
      types: fc.constant(types),
      members: fc.array(members, { minLength: types.length, maxLength: types.length }),
      actions: fc.uniqueArray(fc.record({ action: name, input: type, output: type }), {
        selector: ({ action }) => action,
        minLength: 1,
        maxLength: 5,
      }),
    });
  })
  .map(({ types, members, actions }) => ({
    metadata: { apiVersion: '2020-02-02', serviceShortName: 'things' },
    actions: Object.fromEntries(actions.map(({ action, ...io }) => [action, io])),
    objects: Object.fromEntries(types.map((each, index) => [each, { members: members[index] ?? [] }])),
  }));
