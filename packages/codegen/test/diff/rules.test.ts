import { expect, test } from 'vitest';
import { changesetText, reportText } from '../../src/diff/report.js';
import { diff, generate } from '../../src/index.js';
import type { Change } from '../../src/index.js';

interface Member {
  readonly name: string;
  readonly type?: string;
  readonly member?: string;
  readonly [flag: string]: unknown;
}

const given = (name: string, more: object = {}): Member => ({
  name,
  type: 'string',
  member: 'string',
  ...more,
});
const object = (name: string, type: string): Member => ({ name, type: 'object', member: type });

/** A service with one Action, whose request and answer have these members, and further objects and Actions. */
function service(about: {
  readonly request?: readonly Member[];
  readonly answer?: readonly Member[];
  readonly objects?: Readonly<Record<string, readonly Member[]>>;
  readonly actions?: Readonly<Record<string, object>>;
}): string {
  const { request = [], answer = [], objects = {}, actions = {} } = about;
  const all = { DropThingRequest: request, DropThingResponse: answer, ...objects };
  return JSON.stringify({
    metadata: { apiVersion: '2020-02-02', serviceShortName: 'things' },
    actions: { DropThing: { input: 'DropThingRequest', output: 'DropThingResponse' }, ...actions },
    objects: Object.fromEntries(Object.entries(all).map(([name, members]) => [name, { members }])),
  });
}
type About = Parameters<typeof service>[0];

const changes = (
  before: About,
  after: About,
  overlays: { old?: string; new?: string } = {},
): readonly Change[] =>
  diff(
    { description: service(before), overlay: overlays.old },
    { description: service(after), overlay: overlays.new },
  ).changes;
const said = (found: readonly Change[]): string[] =>
  found.map(({ effect, kind, subject }) => `${effect}: ${subject} ${kind}`);

const required = { required: true };
const answered = { output_required: true };
const nullable = { value_allowed_null: true };
const nothing: About = {};

/** What happens to a member that only requests, only answers, or both have. */
const inRequest = (member: Member | undefined): About => ({ request: member === undefined ? [] : [member] });
const inAnswer = (member: Member | undefined): About => ({ answer: member === undefined ? [] : [member] });
const inBoth = (member: Member | undefined): About => ({
  request: [object('Part', 'Part')],
  answer: [object('Part', 'Part')],
  objects: { Part: member === undefined ? [] : [member] },
});

interface Rule {
  readonly what: string;
  readonly before: Member | undefined;
  readonly after: Member | undefined;
  readonly request: readonly string[];
  readonly answer: readonly string[];
  readonly both: readonly string[];
}

test.each<Rule>([
  {
    what: 'is new, and may be left out',
    ...{ before: undefined, after: given('Name') },
    ...{ request: ['minor added'], answer: ['minor added'], both: ['minor added'] },
  },
  {
    what: 'is new, and requests must have it',
    ...{ before: undefined, after: given('Name', required) },
    // Older descriptions say so of answers in the same word.
    ...{ request: ['major required'], answer: ['minor added'], both: ['major required'] },
  },
  {
    what: 'is gone',
    ...{ before: given('Name'), after: undefined },
    ...{ request: ['major removed'], answer: ['major removed'], both: ['major removed'] },
  },
  {
    what: 'must be in requests now',
    ...{
      before: given('Name', { required: false, ...answered }),
      after: given('Name', { ...required, ...answered }),
    },
    ...{ request: ['major required'], answer: [], both: ['major required'] },
  },
  {
    what: 'need not be in requests any more',
    ...{
      before: given('Name', { ...required, ...answered }),
      after: given('Name', { required: false, ...answered }),
    },
    // The type of both says then that it may be missing, so a program that reads it must be changed.
    ...{ request: ['minor optional'], answer: [], both: ['major optional', 'minor optional'] },
  },
  {
    what: 'is in every answer now',
    ...{ before: given('Name', { output_required: false }), after: given('Name', answered) },
    ...{ request: [], answer: ['minor required'], both: ['patch required'] },
  },
  {
    what: 'may be missing in answers now',
    ...{
      before: given('Name', { ...required, ...answered }),
      after: given('Name', { ...required, output_required: false }),
    },
    // In both, requests have a type of their own from then on.
    ...{ request: [], answer: ['major optional'], both: ['major narrowed', 'major optional'] },
  },
  {
    what: 'may be null now',
    ...{ before: given('Name'), after: given('Name', nullable) },
    ...{ request: ['minor nullable'], answer: ['major nullable'], both: ['major nullable'] },
  },
  {
    what: 'is never null any more',
    ...{ before: given('Name', nullable), after: given('Name') },
    ...{ request: ['major not nullable'], answer: ['minor not nullable'], both: ['major not nullable'] },
  },
  {
    what: 'is of another type',
    ...{ before: given('Name'), after: given('Name', { type: 'int', member: 'int64' }) },
    ...{ request: ['major type'], answer: ['major type'], both: ['major type'] },
  },
  {
    what: 'is a list of them now',
    ...{ before: given('Name'), after: given('Name', { type: 'list' }) },
    ...{ request: ['major type'], answer: ['major type'], both: ['major type'] },
  },
  {
    what: 'is a number that is not negative',
    ...{
      before: given('Name', { type: 'int', member: 'int64' }),
      after: given('Name', { type: 'int', member: 'uint64' }),
    },
    ...{ request: ['major narrowed'], answer: [], both: ['major narrowed'] },
  },
  {
    what: 'is any number',
    ...{
      before: given('Name', { type: 'int', member: 'int64' }),
      after: given('Name', { type: 'float', member: 'float' }),
    },
    ...{
      request: ['minor widened'],
      answer: ['minor behaviour'],
      both: ['minor widened', 'minor behaviour'],
    },
  },
  {
    what: 'is bytes',
    ...{ before: given('Name'), after: given('Name', { type: 'binary', member: 'binary' }) },
    ...{ request: ['major type'], answer: ['major type'], both: ['major type'] },
  },
  {
    what: 'is advised against',
    ...{ before: given('Name'), after: given('Name', { disabled: true }) },
    ...{ request: ['minor deprecated'], answer: ['minor deprecated'], both: ['minor deprecated'] },
  },
])('a member that $what', ({ before, after, request, answer, both }) => {
  const found = (place: (member: Member | undefined) => About): string[] =>
    changes(place(before), place(after)).map(({ effect, kind }) => `${effect} ${kind}`);
  expect(found(inRequest), 'in requests').toEqual(request);
  expect(found(inAnswer), 'in answers').toEqual(answer);
  expect(found(inBoth), 'in both').toEqual(both);
});

test('Actions come, go, and are advised against', () => {
  const io = { input: 'DropThingRequest', output: 'DropThingResponse' };
  const more: About = { actions: { LiftThing: io } };
  expect(said(changes(nothing, more))).toEqual(['minor: LiftThing added']);
  expect(said(changes(more, nothing))).toEqual(['major: LiftThing removed']);
  const old: About = { actions: { LiftThing: { ...io, status: 'deprecated' } } };
  expect(said(changes(more, old))).toEqual(['minor: LiftThing deprecated']);
  const off: About = { actions: { LiftThing: { ...io, status: 'offline' } } };
  const [taken] = changes(more, off);
  expect(taken).toMatchObject({ effect: 'major', kind: 'removed', seen: 'calls' });
  expect(taken?.message).toBe('The vendor has taken it offline: calls are refused.');
  expect(said(changes(off, more))).toEqual(['minor: LiftThing added']);
  const operations = generate({ description: service(off) }).find(({ path }) => path === 'client.gen.ts');
  expect(operations?.text).toContain('@deprecated The vendor has taken it offline: calls are refused.');
});

test('an object that has another name breaks only programs that name it', () => {
  const things = (name: string, members = [given('Id'), object('Inner', name)]): About => ({
    answer: [{ name: 'Things', type: 'list', member: name }],
    objects: { [name]: members },
  });
  const found = changes(things('Thing'), things('ThingItem'));
  expect(said(found)).toEqual(['major: Thing renamed']);
  expect(found[0]?.message).toContain('Calls and answers are as before.');
  // Another name and another member: two types, and what holds them is of another type.
  expect(said(changes(things('Thing'), things('ThingItem', [given('Id')])))).toEqual([
    'major: DropThingOutput.Things type',
    'major: Thing removed',
  ]);
});

test('an object that an Action takes or gives has another name, and is the same', () => {
  const request = { NewRequest: [given('Name')] };
  const drop = { input: 'NewRequest', output: 'DropThingResponse' };
  const found = changes(
    { request: [given('Name')] },
    { request: [given('Name')], objects: request, actions: { DropThing: drop } },
  );
  expect(said(found)).toEqual(['major: DropThingInput renamed']);
  expect(found[0]?.message).toBe(
    'The type is called NewRequest now: a program that names it must be changed. Calls and answers are as before.',
  );
});

test('what only an Action had that is gone went with it, and nothing is new', () => {
  const lift = { LiftThing: { input: 'LiftThingRequest', output: 'LiftThingResponse' } };
  const objects = {
    LiftThingRequest: [object('Part', 'LiftPart')],
    LiftThingResponse: [given('Name')],
    LiftPart: [given('Id')],
  };
  expect(said(changes({ actions: lift, objects }, { objects }))).toEqual(['major: LiftThing removed']);
  expect(said(changes({ actions: lift, objects }, {}))).toEqual(['major: LiftThing removed']);
});

test('text that has become bytes, or the other way round', () => {
  const bytes = given('Data', { type: 'binary', member: 'binary' });
  const [there] = changes(inAnswer(given('Data')), inAnswer(bytes));
  expect(there).toMatchObject({ effect: 'major', seen: 'calls' });
  expect(there?.message).toBe('It was a string, and is bytes in base64: a program has to decode it now.');
  const [back] = changes(inRequest(bytes), inRequest(given('Data')));
  expect(back?.message).toBe(
    'It was bytes in base64, and is a string: a program must not encode it any more.',
  );
  const values = overlay('{ enum: [A, B] }');
  const [closed] = changes(
    inRequest(given('Name')),
    inRequest(given('Name', { type: 'binary', member: 'binary' })),
    {
      old: values,
    },
  );
  expect(closed).toMatchObject({ effect: 'major', kind: 'type' });
  const [number] = changes(inAnswer(given('Data', { type: 'int', member: 'int64' })), inAnswer(bytes));
  expect(number).toMatchObject({ effect: 'major', seen: 'types' });
  expect(number?.message).toBe(
    'It was a number, and is bytes in base64: a program that reads it must be changed.',
  );
});

test('a member that refers to another object is judged by what both hold', () => {
  const holding = (type: string): About => ({
    request: [object('Part', type)],
    answer: [object('Gone', 'Part'), object('Kept', 'Whole')],
    objects: {
      Part: [given('Id', { ...required, ...answered })],
      Whole: [given('Id', { ...required, ...answered }), given('More')],
    },
  });
  // All that a program gives for a Part, it can give for a Whole.
  expect(said(changes(holding('Part'), holding('Whole')))).toEqual(['minor: DropThingInput.Part type']);
});

test('an object that requests use from now on says that members may be missing', () => {
  const about = (more: About): About => ({
    answer: [object('Part', 'Part')],
    ...more,
    objects: { Part: [given('Id', answered)], ...more.objects },
  });
  const lift = { LiftThing: { input: 'LiftThingRequest', output: 'DropThingResponse' } };
  expect(
    said(
      changes(about({}), about({ actions: lift, objects: { LiftThingRequest: [object('Part', 'Part')] } })),
    ),
  ).toEqual(['major: Part.Id optional', 'minor: LiftThing added']);
});

const limited = (name: string, limit: number, object: string): string => `overlay: 1.0.0
info: { title: Things, version: '2020-02-02' }
actions:
  - target: $.components.schemas.${object}.properties.${name}
    update: { maxLength: ${limit} }
`;

test('an object that another is in the place of may be given less', () => {
  const holding = (type: string): About => ({
    request: [object('Part', type)],
    answer: [object('One', 'Part'), object('Other', 'Whole')],
    objects: { Part: [given('Id'), given('Name')], Whole: [given('Id')] },
  });
  const found = changes(holding('Part'), holding('Whole'), {
    old: limited('Id', 20, 'Part'),
    new: limited('Id', 10, 'Whole'),
  });
  expect(said(found)).toEqual([
    'major: Whole.Id narrowed',
    'major: Whole.Name removed',
    'minor: DropThingInput.Part type',
    'patch: things words',
  ]);
  expect(found[1]?.message).toBe(
    'Part has it, and Whole, which is in its place, does not: a program that gives it must be changed.',
  );
  expect(said(changes(holding('Whole'), holding('Part')))).toEqual(['minor: DropThingInput.Part type']);
});

test('an object that becomes two is compared with the one that requests have', () => {
  const about = (more: object): About => inBoth(given('Name', { ...required, ...more }));
  expect(
    said(
      changes(about({ output_required: true }), about({ output_required: false }), {
        old: limited('Name', 20, 'Part'),
        new: limited('Name', 10, 'Part'),
      }),
    ),
  ).toEqual([
    'major: DropThingInput.Part narrowed',
    'major: Part.Name optional',
    'major: PartInput.Name narrowed',
    'patch: things words',
  ]);
});

test('an object that has another name is compared with its new one', () => {
  const holding = (type: string, members: readonly Member[]): About => ({
    request: [object('Part', type)],
    objects: { [type]: members },
  });
  const found = changes(
    holding('Part', [given('Id'), given('Name')]),
    holding('Piece', [given('Id'), given('Name')]),
    { old: limited('Id', 20, 'Part'), new: limited('Id', 10, 'Piece') },
  );
  expect(said(found)).toEqual(['major: Part renamed', 'major: Piece.Id narrowed']);
  expect(found[0]?.message).toBe('The type is called Piece now: a program that names it must be changed.');
});

test('what an Action takes has another name, and less in it', () => {
  const drop = { input: 'NewRequest', output: 'DropThingResponse' };
  const found = changes(
    { request: [given('Name'), given('Mode')] },
    { objects: { NewRequest: [given('Name')] }, actions: { DropThing: drop } },
  );
  expect(said(found)).toEqual(['major: DropThingInput renamed', 'major: NewRequest.Mode removed']);
});

test('a set of values is judged by where it is, and its limits by where they are met', () => {
  const set = (limit: number, place: 'Request' | 'Response', more = ''): string => `overlay: 1.0.0
info: { title: Things, version: '2020-02-02' }
actions:
  - target: $.components.schemas
    update: { State: { type: string, maxLength: ${limit}${more} } }
  - target: $.components.schemas.DropThing${place}.properties.State
    update: { $ref: '#/components/schemas/State' }
`;
  const request = inRequest(given('State'));
  expect(said(changes(request, request, { old: set(20, 'Request'), new: set(10, 'Request') }))).toEqual([
    'major: State narrowed',
  ]);
  const answer = inAnswer(given('State'));
  expect(said(changes(answer, answer, { old: set(20, 'Response'), new: set(10, 'Response') }))).toEqual([
    'patch: things words',
  ]);
  // A limit that is said of the set from now on is still one of the field.
  expect(
    said(
      changes(request, request, { old: limited('State', 20, 'DropThingRequest'), new: set(10, 'Request') }),
    ),
  ).toEqual([
    'major: DropThingInput.State narrowed',
    'minor: DropThingInput.State type',
    'minor: State added',
  ]);
});

test('types that hold themselves are compared once', () => {
  const tree = (more: readonly Member[]): About => ({
    answer: [object('Root', 'Node')],
    objects: { Node: [{ name: 'Nodes', type: 'list', member: 'Node' }, ...more] },
  });
  expect(said(changes(tree([]), tree([given('Id')])))).toEqual(['minor: Node.Id added']);
});

const overlay = (update: string): string => `overlay: 1.0.0
info: { title: Things, version: '2020-02-02' }
actions:
  - target: $
    update: { x-qcloud-service: { title: Things } }
  - target: $.components.schemas.DropThingRequest.properties.Name
    update: ${update}
`;

test.each([
  ['maxLength: 9', 'maxLength: 5', 'major: DropThingInput.Name narrowed'],
  ['maxLength: 5', 'maxLength: 9', 'minor: DropThingInput.Name widened'],
  ['enum: [A, B]', 'enum: [A]', 'major: DropThingInput.Name narrowed'],
  ['enum: [A]', 'enum: [A, B]', 'minor: DropThingInput.Name widened'],
  [
    'maxLength: 9',
    "maxLength: 9, pattern: '^a$', x-qcloud-meaning: an a",
    'major: DropThingInput.Name narrowed',
  ],
  ['maxLength: 9', 'maxLength: 9, default: a', 'minor: DropThingInput.Name behaviour'],
  [
    'x-qcloud-values: { A: { meaning: a } }',
    'x-qcloud-values: { A: { meaning: a }, B: { meaning: b } }',
    'minor: DropThingInput.Name widened',
  ],
  ['description: A name.', 'description: Its name.', 'patch: things words'],
])('an overlay that says { %s }, then { %s }', (before, after, change) => {
  const about = inRequest(given('Name'));
  expect(
    said(changes(about, about, { old: overlay(`{ ${before} }`), new: overlay(`{ ${after} }`) })),
  ).toEqual([change]);
});

test('an integer of an answer that may have a fraction is something to know', () => {
  const whole = given('Size', { type: 'int', member: 'int64' });
  const broken = given('Size', { type: 'float', member: 'float' });
  expect(said(changes(inAnswer(whole), inAnswer(broken)))).toEqual(['minor: DropThingOutput.Size behaviour']);
  expect(said(changes(inAnswer(broken), inAnswer(whole)))).toEqual([]);
});

test('another version of the API is a change, though all types are the same', () => {
  const newer = service(nothing).replace('"apiVersion":"2020-02-02"', '"apiVersion":"2021-01-01"');
  expect(diff({ description: service(nothing) }, { description: newer }).changes).toEqual([
    {
      ...{ effect: 'minor', kind: 'behaviour', subject: 'things', actions: [] },
      message: 'Calls name version 2021-01-01 of the API now, no longer 2020-02-02.',
    },
  ]);
});

test('two services are no versions of one', () => {
  const other = service(nothing).replace('"serviceShortName":"things"', '"serviceShortName":"others"');
  expect(() => diff({ description: service(nothing) }, { description: other })).toThrow(
    'These describe two services, things and others: give one of them twice.',
  );
});

const io = { input: 'DropThingRequest', output: 'DropThingResponse' };
const found = diff(
  { description: service({ ...inBoth(given('Name')), actions: { LiftThing: io } }) },
  { description: service({ ...inBoth(given('Name', nullable)), actions: { TurnThing: io } }) },
);

test('the report says first what must be changed, and where it is met', () => {
  expect(reportText(found)).toMatchInlineSnapshot(`
    "things 2020-02-02

    Programs must be changed (major): 2

    - LiftThing: It is gone, and the method liftThing with it.
    - Part.Name (DropThing, TurnThing): It may be null in answers now: a program has to expect that.

    New, programs work as before (minor): 1

    - TurnThing: It can be called: turnThing.
    "
  `);
  expect(reportText({ ...found, changes: [] })).toBe('things 2020-02-02: nothing has changed for users.\n');
});

test('the changeset has the effect; before 1.0 what breaks is minor, and says so', () => {
  const packages = ['@acme/things', '@acme/more'];
  expect(changesetText(found, { packages, isStable: false })).toMatchInlineSnapshot(`
    "---
    '@acme/things': minor
    '@acme/more': minor
    ---

    **Breaking:** The vendor has changed the description of things (2020-02-02). Programs that use what is listed here must be changed:

    - LiftThing: It is gone, and the method liftThing with it.
    - Part.Name (DropThing, TurnThing): It may be null in answers now: a program has to expect that.

    New:

    - TurnThing: It can be called: turnThing.
    "
  `);
  expect(changesetText(found, { packages, isStable: true })).toContain("'@acme/things': major");
  const { effect: _, ...none } = { ...found, changes: [] };
  expect(changesetText(none, { packages, isStable: true })).toBeUndefined();
});
