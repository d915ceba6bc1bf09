/** A description with as many Actions as asked for, built like the largest of the vendor; the same for the same number. */
export function largeDescription(actions: number): string {
  let state = 1;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const scalars = [
    ['string', 'string'],
    ['string', 'string'],
    ['int', 'uint64'],
    ['int', 'int64'],
    ['float', 'float'],
    ['bool', 'bool'],
    ['list', 'string'],
    ['binary', 'binary'],
  ] as const;
  const words = [
    'Instance',
    'Disk',
    'Zone',
    'Rule',
    'Policy',
    'Network',
    'Task',
    'Report',
    'Weekly',
    'Nonlocal',
  ];
  const word = (): string => words[next(words.length)] ?? '';
  const count = Math.ceil(actions / 3);
  const members = (size: number) =>
    [...Array(size).keys()].map((index) => {
      const name = `${word()}${word()}${index}`;
      const flags = {
        required: next(3) === 0,
        output_required: next(2) === 0,
        value_allowed_null: next(9) === 0,
      };
      if (next(6) === 0)
        return { name, type: next(2) === 0 ? 'object' : 'list', member: `Part${next(count)}`, ...flags };
      const [type, member] = scalars[next(scalars.length)] ?? scalars[0];
      return { name, type, member, ...flags };
    });
  const names = [...Array(actions).keys()].map((index) => `Describe${word()}${word()}${word()}${index}`);
  return JSON.stringify({
    metadata: { serviceShortName: 'large', apiVersion: '2020-02-02' },
    actions: Object.fromEntries(
      names.map((name) => [name, { input: `${name}Request`, output: `${name}Response`, status: 'online' }]),
    ),
    objects: Object.fromEntries([
      ...names.flatMap((name) => [
        [`${name}Request`, { members: members(next(9)) }] as const,
        [`${name}Response`, { members: members(1 + next(5)) }] as const,
      ]),
      ...[...Array(count).keys()].map((index) => [`Part${index}`, { members: members(12) }] as const),
    ]),
  });
}
