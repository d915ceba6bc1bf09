import { describe, expect, test } from 'vitest';
import { ruleFor } from '../../src/model/error-rules.js';
import { loadService } from '../../src/load/service.js';
import { readService } from '../../src/read-service.js';
import type { Service } from '../../src/model/service.js';
import { namedIn } from '../../src/model/shapes.js';
import type { ObjectType } from '../../src/model/shapes.js';
import { dialect, overlay, ownSpec, sources } from '../sources.js';

function objectOf(service: Service, name: string): ObjectType {
  const type = service.types.find((each) => each.name === name);
  if (type?.kind !== 'object') throw new Error(`there is no object ${name}`);
  return type;
}

test('imported spec and overlay become one model', () => {
  const service = loadService(sources());
  expect(service).toMatchObject({
    name: 'things',
    version: '2020-02-02',
    title: 'Things',
    hosts: ['things.example.com'],
    path: '/',
    signingName: 'things',
    quotas: [{ calls: 5, seconds: 1, per: 'action' }],
  });
  expect(service.operations).toEqual([
    {
      action: 'DescribeThings',
      method: 'describeThings',
      source:
        'https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings',
      tags: [],
      input: 'DescribeThingsInput',
      output: 'DescribeThingsOutput',
      repeatability: 'read',
      filters: {
        parameter: 'Filters',
        maxFilters: 10,
        names: [{ name: 'zone', description: 'Where it is.' }],
      },
      errors: [],
    },
    {
      action: 'DropThing',
      method: 'dropThing',
      summary: 'Drop a thing',
      description: 'Drops it.',
      source:
        'https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DropThing',
      tags: ['thing'],
      deprecated: true,
      input: 'DropThingInput',
      output: 'DropThingOutput',
      repeatability: 'once',
      quota: { calls: 1, seconds: 2, per: 'action' },
      transition: { resource: 'thing', from: ['WHOLE'], via: 'FALLING', to: 'BROKEN' },
      errors: ['FailedOperation.Stuck', 'InvalidParameterValue.Id'],
    },
  ]);
});

describe('an object that requests and answers share', () => {
  const member = (name: string, flags: object = {}) => ({ name, type: 'string', member: 'string', ...flags });
  const inner = (name: string, type: string, flags: object = {}) => ({
    name,
    type: 'object',
    member: type,
    ...flags,
  });
  const needed = { required: true, output_required: false };
  const served = { required: true, output_required: true };

  /** A service with an Action that takes an order and gives one. */
  function serviceOf(objects: Record<string, readonly object[]>, actions: object = {}): Service {
    const io = {
      OrderRequest: [inner('Order', 'Order')],
      OrderResponse: [inner('Order', 'Order', { output_required: true })],
    };
    const described = {
      metadata: { apiVersion: '2020-02-02', serviceShortName: 'things' },
      actions: { Order: { input: 'OrderRequest', output: 'OrderResponse' }, ...actions },
      objects: Object.fromEntries(
        Object.entries({ ...io, ...objects }).map(([name, members]) => [name, { members }]),
      ),
    };
    return readService({ description: JSON.stringify(described) });
  }
  const shapeOf = (service: Service, type: string, name: string) =>
    objectOf(service, type).fields.find((field) => field.name === name)?.shape;

  test('is two types where a request needs what an answer may be without', () => {
    const service = serviceOf({
      Order: [member('Price', needed), member('Note', { output_required: true })],
    });
    expect(objectOf(service, 'OrderInput_')).toMatchObject({ inRequests: true, inAnswers: false });
    expect(objectOf(service, 'Order')).toMatchObject({ inRequests: false, inAnswers: true });
    const needs = (type: string): unknown[] =>
      objectOf(service, type).fields.map(({ name, required, answered }) => [name, required, answered]);
    expect(needs('OrderInput_')).toEqual([
      ['Note', false, false],
      ['Price', true, false],
    ]);
    expect(needs('Order')).toEqual([
      ['Note', false, true],
      ['Price', false, false],
    ]);
    // An Action has that name already for what it takes.
    expect(shapeOf(service, 'OrderInput', 'Order')).toMatchObject({ type: 'OrderInput_' });
    expect(shapeOf(service, 'OrderOutput', 'Order')).toMatchObject({ type: 'Order' });
  });

  test('is two types where one that it holds is, be it itself', () => {
    const service = serviceOf({
      Order: [inner('Bid', 'Bid', { type: 'list' }), inner('Plain', 'Plain')],
      Bid: [member('Price', needed), inner('Next', 'Bid')],
      Plain: [member('Name', served)],
    });
    expect(shapeOf(service, 'OrderInput_', 'Bid')).toMatchObject({ items: { type: 'BidInput' } });
    expect(shapeOf(service, 'Order', 'Bid')).toMatchObject({ items: { type: 'Bid' } });
    expect(shapeOf(service, 'BidInput', 'Next')).toMatchObject({ type: 'BidInput' });
    expect(shapeOf(service, 'Bid', 'Next')).toMatchObject({ type: 'Bid' });
    expect(shapeOf(service, 'OrderInput_', 'Plain')).toMatchObject({ type: 'Plain' });
  });

  test('is one type where all that a request needs is in each answer', () => {
    const service = serviceOf({ Order: [member('Price', served), member('Note')] });
    expect(service.types.map(({ name }) => name)).toEqual(['Order', 'OrderInput', 'OrderOutput']);
  });

  test('is two types as well where it is all that an Action takes', () => {
    const service = serviceOf(
      { Order: [member('Price', needed)] },
      { Repeat: { input: 'Order', output: 'OrderResponse' } },
    );
    expect(service.operations.find(({ action }) => action === 'Repeat')?.input).toBe('OrderInput_');
  });
});

test('types keep what the vendor says of them: kinds, null, recursion, what requests and answers must have', () => {
  const service = loadService(sources());
  expect(objectOf(service, 'DropThingInput')).toMatchObject({
    exclusive: [['Force', 'Content']],
    inRequests: true,
    inAnswers: false,
    fields: [
      { name: 'Content', required: false, shape: { kind: 'binary' } },
      { name: 'Force', required: false, shape: { kind: 'boolean', deprecated: true, default: false } },
      { name: 'Label', required: false, shape: { kind: 'named', type: 'Label' } },
      {
        name: 'ThingId',
        required: true,
        shape: { kind: 'string', pattern: 't-[0-9]+', meaning: 'an id such as t-1' },
      },
    ],
  });
  expect(objectOf(service, 'Label').fields).toEqual([
    { name: 'Key', required: true, answered: true, shape: { kind: 'string' } },
    { name: 'Value', required: false, answered: true, shape: { kind: 'string' } },
  ]);
  const things = objectOf(service, 'Thing').fields;
  expect(things.find(({ name }) => name === 'Parent')?.shape).toEqual({
    kind: 'named',
    type: 'Thing',
    nullable: true,
  });
  expect(things.find(({ name }) => name === 'Parts')?.shape).toEqual({
    kind: 'list',
    nullable: true,
    items: { kind: 'named', type: 'Thing' },
  });
  expect(objectOf(service, 'DropThingOutput').fields).toEqual([
    { name: 'RequestId', required: false, answered: true, shape: { kind: 'string' } },
  ]);
});

test('without an overlay a service can be called, each call once', () => {
  const { openapi, common } = sources();
  const service = loadService({ openapi, common, dialect });
  expect(service.hosts).toEqual(['things.tencentcloudapi.com', 'things.{region}.tencentcloudapi.com']);
  expect(service.operations.map(({ repeatability }) => repeatability)).toEqual(['once', 'once']);
});

test('the rule for a code is its own, else the longest that it begins with; those of the service come first', () => {
  const { errors, commonErrors } = loadService(sources());
  const rule = (code: string): string | undefined => ruleFor(code, errors, commonErrors)?.code;
  expect(rule('FailedOperation.Stuck')).toBe('FailedOperation.Stuck');
  expect(rule('FailedOperation.Other')).toBe('FailedOperation*');
  expect(rule('AuthFailure.SignatureExpire')).toBe('AuthFailure.SignatureExpire');
  expect(rule('AuthFailure.Other')).toBe('AuthFailure.*');
  expect(rule('RequestLimitExceeded.UinLimitExceeded')).toBe('RequestLimitExceeded*');
  expect(rule('Nonsense')).toBeUndefined();
});

/** The lines of what is thrown. */
function linesOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

interface Broken {
  readonly wrong: string;
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

test.each<Broken>([
  {
    wrong: 'an Action that is gone',
    from: "$.paths['/DropThing'].post",
    to: "$.paths['/DropThings'].post",
    says: 'specs/things.overlay.yaml:12:13  this target selects nothing: there is no "/DropThings" in paths  did you mean "/DropThing"?',
  },
  {
    wrong: 'a parameter that is gone',
    from: 'Force: { default: false }',
    to: 'ForceIt: { default: false }',
    says: 'specs/things.overlay.yaml:39:9  DropThingRequest has no "ForceIt"  did you mean "Force"?',
  },
  {
    wrong: 'a word that is unknown',
    from: 'x-qcloud-repeatability: read',
    to: 'x-qcloud-repeatable: read',
    says: 'specs/things.overlay.yaml:22:7  the x- word "x-qcloud-repeatable" is unknown here  did you mean "x-qcloud-repeatability"?',
  },
  {
    wrong: 'a value that a word does not have',
    from: 'x-qcloud-repeatability: read',
    to: 'x-qcloud-repeatability: always',
    says: '"always" is not allowed here  write one of: read, idempotent, once',
  },
  {
    wrong: 'a filter parameter that is not there',
    from: 'parameter: Filters,',
    to: 'parameter: Filter,',
    says: 'specs/things.overlay.yaml:23:38  DescribeThingsInput has no "Filter"  did you mean "Filters"?',
  },
  {
    wrong: 'a number of filters that the parameter does not have',
    from: 'maxFilters: 10',
    to: 'maxFilters: 5',
    says: 'there are at most 5 filters, but 10 of them in the parameter  make both the same',
  },
  {
    wrong: 'a state that is unknown',
    from: 'from: [WHOLE]',
    to: 'from: [HALF]',
    says: 'specs/things.overlay.yaml:19:54  "HALF" is not among the documented values  name one of: WHOLE, FALLING, BROKEN',
  },
  {
    wrong: 'a member to exclude that is not there',
    from: '[[Force, Content]]',
    to: '[[Force, Contents]]',
    says: 'there is no "Contents" to exclude  did you mean "Content"?',
  },
  ...(
    [
      ['a parameter that excludes itself', '[[Force, Force]]', ':36:36  this item is there twice'],
      [
        'a pair that is there twice',
        '[[Force, Content], [Force, Content]]',
        ':36:46  this item is there twice',
      ],
      [
        'a pair that is there twice, the other way round',
        '[[Force, Content], [Content, Force]]',
        ':36:46  Content and Force exclude each other already  leave one of them out',
      ],
      [
        'a parameter that is always required',
        '[[Force, ThingId]]',
        ':36:36  "ThingId" is always required  leave this pair out: the other could never be given',
      ],
      ['a parameter that excludes nothing', '[[Force]]', ':36:28  a list is not allowed here  Two members'],
      ['no pair at all', '[]', ':36:27  a list is not allowed here  Pairs of members'],
    ] as const
  ).map(([wrong, to, says]) => ({ wrong, from: '[[Force, Content]]', to, says })),
  {
    wrong: 'a quota that is there twice',
    from: 'quotas: [{ calls: 5, seconds: 1, per: action }]',
    to: 'quotas: [{ calls: 5, seconds: 1, per: action }, { per: action, calls: 5, seconds: 1 }]',
    says: ':10:57  this item is there twice',
  },
  {
    wrong: 'a host that is there twice',
    from: 'hosts: [things.example.com]',
    to: 'hosts: [things.example.com, things.example.com]',
    says: ':9:37  this item is there twice',
  },
  {
    wrong: 'a tag that is declared twice',
    from: 'tags: [{ name: thing, description: Things. }]',
    to: 'tags: [{ name: thing, description: Things. }, { name: thing, description: More things. }]',
    says: ':11:53  the tag "thing" is declared already  leave one of them out',
  },
  ...(
    [
      ['that is not there', 'Force: {', '[Contents]', 'there is no "Contents" to give in its place'],
      ['itself', 'Force: {', '[Force]', '"Force" is named by itself'],
      ['what is always required', 'Force: {', '[ThingId]', '"ThingId" is always required'],
      ['itself always required', 'ThingId: {', '[Force]', '"ThingId" is always required'],
      ['nothing', 'Force: {', '[]', 'a list is not allowed here  Members of the same type'],
    ] as const
  ).map(([what, from, names, says]) => ({
    wrong: `a member to give in place of another: ${what}`,
    from,
    to: `${from} x-qcloud-required-unless: ${names},`,
    says,
  })),
  ...(
    [
      [
        'a required parameter',
        'DropThingRequest.properties.ThingId',
        '"ThingId" is removed, but DropThingRequest has a rule for it',
      ],
      ['a schema that is used', 'Filter', '"Filter" is removed, but DescribeThingsRequest.Filters needs it'],
      ['what an Action takes', 'DropThingRequest', '"DropThingRequest" is removed, but DropThing needs it'],
      ['a type', 'ThingState.type', '"type" is imported and cannot be removed'],
    ] as const
  ).map(([what, target, says]) => ({
    wrong: `a removal of ${what}`,
    from: '  - target: $.components\n',
    to: `  - target: $.components.schemas.${target}\n    remove: true\n  - target: $.components\n`,
    says: `:45:13  ${says}`,
  })),
  {
    wrong: 'a member to require that is not there',
    from: 'description: What to drop.',
    to: 'required: [Forse]',
    says: ':35:18  there is no "Forse" to require  did you mean "Force"?',
  },
  ...(
    [
      ['a property', "Force: { $ref: '#/components/schemas/Nowhere' }"],
      ['items', "Force: { items: { $ref: '#/components/schemas/Nowhere' } }"],
      ['items of items', "Force: { items: { items: { $ref: '#/components/schemas/Nowhere' } } }"],
      ['an alternative', "Force: { anyOf: [{ $ref: '#/components/schemas/Nowhere' }, { type: 'null' }] }"],
    ] as const
  ).map(([wrong, to]) => ({
    wrong: `a reference of ${wrong} to nowhere`,
    from: 'Force: { default: false }',
    to,
    says: `specs/things.overlay.yaml:39:${9 + to.indexOf("'")}  there is no schema "Nowhere"`,
  })),
  {
    wrong: 'a default outside of the range',
    from: 'maximum: 100, default: 20',
    to: 'maximum: 10, default: 20',
    says: 'specs/things.overlay.yaml:43:38  the default 20 is outside of the range  correct one of the two',
  },
  {
    wrong: 'a default of another type',
    from: 'Force: { default: false }',
    to: "Force: { default: 'false' }",
    says: 'the default "false" is not of type boolean',
  },
  {
    wrong: 'a rule for another type',
    from: 'Limit: { maximum: 100, default: 20 }',
    to: 'Limit: { maxLength: 100, default: 20 }',
    says: 'specs/things.overlay.yaml:43:16  "maxLength" says nothing of the type integer  leave it out',
  },
  {
    wrong: 'a rule for the items of another type',
    from: 'Filters: { maxItems: 10 }',
    to: 'Filters: { maxItems: 10, items: { minLength: 1 } }',
    says: '"minLength" says nothing of a reference  leave it out',
  },
  {
    wrong: 'a range without a value',
    from: 'Limit: { maximum: 100, default: 20 }',
    to: 'Limit: { maximum: 100, minimum: 101 }',
    says: 'specs/things.overlay.yaml:43:39  no value is at least 101 and at most 100  correct "minimum" or "maximum"',
  },
  {
    wrong: 'a value of another type',
    from: 'Limit: { maximum: 100, default: 20 }',
    to: "Limit: { enum: [20, '50'], default: 20 }",
    says: 'specs/things.overlay.yaml:43:27  "50" is not of type integer  correct it, or leave it out',
  },
  {
    wrong: 'a named value of another type',
    from: 'Limit: { maximum: 100, default: 20 }',
    to: 'Limit: { x-qcloud-values: { MANY: { meaning: All of them. } } }',
    says: 'specs/things.overlay.yaml:43:35  "MANY" is not of type integer  correct it, or leave it out',
  },
  {
    wrong: 'named values of what has none',
    from: 'Force: { default: false }',
    to: 'Force: { x-qcloud-values: { LATER: { meaning: Not now. } } }',
    says: '"x-qcloud-values" says nothing of the type boolean  leave it out',
  },
  {
    wrong: 'a reference to a schema of another type',
    from: 'Force: { default: false }',
    to: "Force: { $ref: '#/components/schemas/Filter' }",
    says: 'Filter is of type object, and this of type boolean  leave the reference out',
  },
  {
    wrong: 'a pattern that is open',
    from: "'^t-[0-9]+$'",
    to: "'t-[0-9]+'",
    says: 'the pattern t-[0-9]+ would match in the middle of a value  begin it with ^ and end it with $',
  },
  {
    wrong: 'a tag that is not declared',
    from: 'tags: [thing]',
    to: 'tags: [things]',
    says: 'the tag "things" is not declared  name one of: thing',
  },
  {
    wrong: 'a rule for a code that no Action answers with',
    from: 'FailedOperation.Stuck:',
    to: 'FailedOperation.Struck:',
    says: 'specs/things.overlay.yaml:47:9  no Action answers with "FailedOperation.Struck"  correct it, or leave it out',
  },
  {
    wrong: 'words without a page',
    from: 'source: https://things.example.com/errors',
    to: 'source: somewhere',
    says: '"somewhere" is not allowed here  The page that says so: its address.',
  },
  {
    wrong: 'YAML that is none',
    from: 'overlay: 1.0.0',
    to: 'overlay: [',
    says: 'specs/things.overlay.yaml:',
  },
])('$wrong fails with its place in the overlay', ({ from, to, says }) => {
  expect(overlay).toContain(from);
  const lines = linesOf(() => loadService(sources({ overlay: overlay.replace(from, () => to) })));
  expect(lines.join('\n')).toContain(says);
  // What the overlay has brought is never blamed on what was imported.
  for (const line of lines) expect(line).toMatch(/^specs\/things\.overlay\.yaml:\d+:\d+ /);
});

/** Every place in a value, by the steps to it. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [...path, name],
    ...placesIn(member, [...path, name]),
  ]);
}

const imported = placesIn(JSON.parse(sources().openapi.text)).map((path) => {
  const steps = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `['${step}']`));
  return `$${steps.join('')}`;
});

test.each(imported)('what no longer fits once %s is removed is blamed on its removal', (target) => {
  const removing = `overlay: 1.0.0\nactions:\n  - target: ${JSON.stringify(target)}\n    remove: true\n`;
  const { openapi, common } = sources();
  const load = () =>
    loadService({ openapi, common, dialect, overlay: { name: 'mine.yaml', text: removing } });
  const problems = linesOf(load);
  for (const line of problems) expect(line).toMatch(/^mine\.yaml:4:/);
  if (problems.length > 0) return;
  // What is left is whole.
  const { types, operations } = load();
  const named = types.flatMap((type) =>
    type.kind === 'object' ? type.fields.flatMap(({ shape }) => namedIn(shape) ?? []) : [],
  );
  const needed = [...named, ...operations.flatMap(({ input, output }) => [input, output])];
  expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(needed));
});

test('a list of members where pairs are wanted is said to be none, and nothing else', () => {
  const wrong = overlay.replace('[[Force, Content]]', '[Force, Content]');
  expect(linesOf(() => loadService(sources({ overlay: wrong })))).toEqual([
    expect.stringContaining(':36:28  "Force" is not of type array'),
    expect.stringContaining(':36:35  "Content" is not of type array'),
  ]);
});

test('everything that is wrong is said at once, and nothing that only follows from it', () => {
  const wrong = overlay
    .replace("$.paths['/DropThing']", "$.paths['/DropThings']")
    .replace('x-qcloud-repeatability: read', 'x-qcloud-repeatable: read')
    .replace('parameter: Filters', 'parameter: Filter')
    .replace('maximum: 100', 'maximum: many')
    .replace('    category: resource', '    category: resources');
  const problems = linesOf(() => loadService(sources({ overlay: wrong }))).map((line) =>
    line.replace(/^.*overlay.yaml:/, ''),
  );
  expect(problems).toEqual([
    expect.stringMatching(/^12:13  this target selects nothing/),
    expect.stringMatching(/^22:7  the x- word "x-qcloud-repeatable" is unknown here/),
    expect.stringMatching(/^23:38  DescribeThingsInput has no "Filter"/),
    expect.stringMatching(/^43:25  "many" is not of type number/),
    expect.stringMatching(/^\d+:\d+  "resources" is not allowed here/),
  ]);
});

test('a code that nothing is said of fails with its place among the error codes', () => {
  expect(() => loadService(sources({ codes: ['FailedOperation.Stuck', 'Strange.Code'] }))).toThrow(
    'specs/things.errors.json:4:55  nothing says what to think of "Strange.Code"  add a rule for it to x-qcloud-errors in the overlay',
  );
});

describe('CVM', () => {
  const cvm = loadService({
    openapi: ownSpec('cvm-2017-03-12.openapi.json'),
    errors: ownSpec('cvm-2017-03-12.errors.json'),
    overlay: ownSpec('cvm-2017-03-12.overlay.yaml'),
    common: ownSpec('common.yaml'),
    dialect,
  });
  const operation = (action: string) => cvm.operations.find((each) => each.action === action);

  test('has every Action and object of the vendor, and every error code of each Action', () => {
    expect(cvm.operations).toHaveLength(106);
    const objects = cvm.types.filter(({ kind }) => kind === 'object').map(({ name }) => name);
    // Those of which requests need more than answers have are two.
    const ofRequests = ['InstanceMarketOptionsRequest', 'Metadata', 'MetadataItem', 'SpotMarketOptions'];
    expect(objects).toEqual(expect.arrayContaining(ofRequests.map((name) => `${name}Input`)));
    expect(objects).toHaveLength(286 + ofRequests.length);
    expect(cvm.operations.flatMap(({ errors }) => errors)).toHaveLength(1994);
  });

  test('has judged how often each Action may be sent', () => {
    const { text } = ownSpec('cvm-2017-03-12.overlay.yaml');
    expect(cvm.operations.filter(({ action }) => !text.includes(`'/${action}'`))).toEqual([]);
    const of = (repeatability: string) =>
      cvm.operations.filter((each) => each.repeatability === repeatability).map(({ action }) => action);
    expect(of('read').filter((action) => !/^(?:Describe|InquiryPrice|InquirePrice)/.test(action))).toEqual(
      [],
    );
    expect(of('once')).toEqual(
      expect.arrayContaining(['RunInstances', 'TerminateInstances', 'RebootInstances', 'RenewInstances']),
    );
    expect(of('idempotent')).toEqual(expect.arrayContaining(['StartInstances', 'StopInstances']));
  });

  test('knows how instances are stopped', () => {
    expect(operation('StopInstances')).toMatchObject({
      repeatability: 'idempotent',
      batch: { ids: 'InstanceIds', maximum: 100 },
      quota: { calls: 10, seconds: 1, per: 'action' },
      transition: { resource: 'instance', from: ['RUNNING'], via: 'STOPPING', to: 'STOPPED' },
    });
    const input = objectOf(cvm, 'StopInstancesInput');
    expect(input.exclusive).toEqual([['ForceStop', 'StopType']]);
    expect(input.fields.map(({ name, shape }) => [name, shape])).toMatchObject([
      ['ForceStop', { deprecated: true }],
      ['InstanceIds', { maxItems: 100 }],
      ['StopType', { values: ['SOFT', 'HARD', 'SOFT_FIRST'] }],
      ['StoppedMode', { values: ['KEEP_CHARGING', 'STOP_CHARGING'] }],
    ]);
  });

  test('buys once, or again with the same ClientToken', () => {
    expect(operation('RunInstances')).toMatchObject({
      repeatability: 'once',
      clientToken: 'ClientToken',
      dryRun: 'DryRun',
    });
    const having = (word: 'clientToken' | 'dryRun') =>
      cvm.operations.filter((each) => each[word] !== undefined);
    expect(having('clientToken')).toHaveLength(6);
    expect(having('dryRun')).toHaveLength(13);
  });

  test('cites a page for every operation and type, and has words for those that matter', () => {
    expect(cvm.operations.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
    expect(cvm.types.filter(({ source }) => source === undefined)).toEqual([]);
    const described = cvm.operations.filter(({ summary }) => summary !== undefined);
    expect(described.length).toBeGreaterThanOrEqual(30);
    for (const { action, input } of described) {
      const silent = objectOf(cvm, input).fields.filter(({ shape }) => shape.description === undefined);
      expect([action, silent.map(({ name }) => name)]).toEqual([action, []]);
    }
  });
});
