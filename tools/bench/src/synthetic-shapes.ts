/** The kinds of operations that a made-up module has, one after the other: what real modules have, and as much of it. */

export type Value = string | number | boolean | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [name: string]: Value;
}

/** What differs between one made-up operation and the next. */
export interface Shape {
  readonly verb: string;
  readonly summary: string;
  /** Its `x-qcloud-` words. */
  readonly words: ValueObject;
  readonly required?: readonly string[];
  readonly input: ValueObject;
  readonly output: ValueObject;
  /** Schemas that only this operation knows, by the end of their names. */
  readonly own?: Readonly<Record<string, ValueObject>>;
  /** A documented call and its answer. */
  readonly example: { readonly request: ValueObject; readonly response: ValueObject };
}

/** Where all the made-up facts come from. */
export const source = 'https://example.com/documentation';

const described =
  (type: string) =>
  (description: string, rules: ValueObject = {}): ValueObject => ({ type, description, ...rules });
const text = described('string');
const integer = described('integer');

function list(description: string, items: ValueObject, rules: ValueObject = {}): ValueObject {
  return { type: 'array', description, ...rules, items };
}

/** An object; names that begin with `!` are required. */
export function object(description: string, properties: ValueObject): ValueObject {
  const entries = Object.entries(properties);
  const required = entries.filter(([name]) => name.startsWith('!')).map(([name]) => name.slice(1));
  return {
    type: 'object',
    description,
    'x-qcloud-source': source,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('!', ''), schema])),
  };
}

function reference(name: string, description: string): ValueObject {
  return { description, $ref: `#/components/schemas/${name}` };
}

function ids(description: string): ValueObject {
  const rules = { minItems: 1, maxItems: 100, uniqueItems: true };
  return list(description, { $ref: '#/components/schemas/ResourceId' }, rules);
}

const values = (...names: readonly (readonly [value: string, name: string])[]): ValueObject => ({
  'x-qcloud-values': Object.fromEntries(
    names.map(([value, name]) => [value, { name, meaning: `It is ${name}.` }]),
  ),
});

/** Schemas that all operations refer to. */
export const sharedSchemas: ValueObject = {
  ResourceId: text('Id of a resource.', {
    'x-qcloud-source': source,
    pattern: '^res-[0-9a-z]{8}$',
    'x-qcloud-meaning': 'the id of a resource such as res-09dx96dg',
  }),
  ResourceStatus: integer('What a resource is doing.', {
    'x-qcloud-source': source,
    ...values(['2', 'running'], ['4', 'stopped'], ['8', 'starting'], ['9', 'stopping']),
  }),
  DiskType: text('Kind of a disk.', {
    'x-qcloud-source': source,
    ...values(['LOCAL', 'local'], ['CLOUD', 'cloud'], ['SSD', 'fast']),
  }),
  Placement: object('Where a resource is.', {
    '!zoneId': integer('Id of its availability zone.', { minimum: 0, examples: [100003] }),
    hostIds: list('Ids of the machines that it may run on.', text('Id of a machine.', { maxLength: 20 })),
  }),
};

/** A list, page by page, of objects with nested ones. */
function page(name: string): Shape {
  return {
    verb: 'Describe',
    summary: 'List what the account has',
    words: {
      'x-qcloud-repeatability': 'read',
      'x-qcloud-pagination': {
        offset: 'offset',
        limit: 'limit',
        total: 'totalCount',
        items: 'itemSet',
        id: 'resourceId',
      },
    },
    input: {
      resourceIds: ids('Only those with these ids. At most 100.'),
      status: reference('ResourceStatus', 'Only those in this status.'),
      filters: list(
        'Only those that fit every one of these.',
        object('A filter.', {
          '!name': text('What to look at.', { minLength: 1, maxLength: 30 }),
          '!values': list('What fits.', text('A value.', { maxLength: 100 })),
        }),
      ),
      searchWord: text('Only those whose name contains this word.', { minLength: 1 }),
      offset: integer('How many to skip.', { minimum: 0, default: 0 }),
      limit: integer('At most how many to return.', { minimum: 1, maximum: 100, default: 20 }),
    },
    output: {
      '!totalCount': integer('How many fit, on all pages together.', { minimum: 0 }),
      '!itemSet': list('Those of this page.', { $ref: `#/components/schemas/${name}Item` }),
    },
    own: {
      Item: object(`One ${name}, as the list shows it.`, {
        '!resourceId': reference('ResourceId', 'Its id, which every other operation takes.'),
        '!status': reference('ResourceStatus', 'What it is doing.'),
        name: text('Its name, chosen by its owner.', { maxLength: 60 }),
        zoneName: text('Name of its availability zone; may be Chinese.'),
        createTime: text('When it was created, `YYYY-MM-DD hh:mm:ss`.', {
          examples: ['2016-11-24 09:22:18'],
        }),
        projectId: integer('Id of its project; 0 is the default project.', { minimum: 0 }),
        sizes: list('Its sizes in GB, the newest first.', integer('A size.', { minimum: 1 })),
        placement: reference('Placement', 'Where it is.'),
        disk: reference(`${name}Disk`, 'What it stores its data on.'),
      }),
      Disk: object(`The disk of one ${name}.`, {
        diskType: reference('DiskType', 'Kind of the disk.'),
        diskSize: integer('Size of the disk in GB.', { minimum: 10, maximum: 16_000 }),
      }),
    },
    example: {
      request: { resourceIds: ['res-09dx96dg'], limit: 1 },
      response: {
        totalCount: 1,
        itemSet: [{ resourceId: 'res-09dx96dg', status: 2, name: 'first', projectId: 0 }],
      },
    },
  };
}

/** One result for each of many ids. */
function batch(): Shape {
  return {
    verb: 'Stop',
    summary: 'Shut several down',
    words: {
      'x-qcloud-repeatability': 'idempotent',
      'x-qcloud-batch': { ids: 'resourceIds', results: 'detail' },
      'x-qcloud-transition': { resource: 'resource', from: [2], via: 9, to: 4 },
    },
    input: {
      '!resourceIds': ids('Ids of those to shut down. At most 100.'),
      forceStop: integer('1 to force it when the ordinary way fails.', { enum: [0, 1], default: 0 }),
    },
    output: {
      '!detail': {
        description: 'One result for each, by its id.',
        $ref: './common.yaml#/components/schemas/BatchResults',
      },
    },
    example: {
      request: { resourceIds: ['res-09dx96dg', 'res-4jgc8a6z'], forceStop: 1 },
      response: {
        detail: {
          'res-09dx96dg': { code: 0, message: '', requestId: '1231231231231' },
          'res-4jgc8a6z': { code: 0, message: '', requestId: '1231231231232' },
        },
      },
    },
  };
}

/** Objects in lists in objects. */
function create(name: string): Shape {
  return {
    verb: 'Create',
    summary: 'Order new ones',
    words: { 'x-qcloud-repeatability': 'once' },
    input: {
      '!placement': reference('Placement', 'Where to put them.'),
      '!imageId': text('What they start from.', {
        pattern: '^img-[0-9a-z]{8}$',
        'x-qcloud-meaning': 'the id of an image such as img-31tjrtph',
      }),
      count: integer('How many.', { minimum: 1, maximum: 100, default: 1 }),
      payMode: text('How they are paid for.', { enum: ['PREPAID', 'POSTPAID_BY_HOUR'] }),
      rules: list('Who may reach them.', { $ref: `#/components/schemas/${name}Rule` }, { maxItems: 20 }),
    },
    output: {
      '!resourceIds': list('Ids of the new ones.', { $ref: '#/components/schemas/ResourceId' }),
      '!orderId': text('Id of the order.', { examples: ['2016112409221801'] }),
    },
    own: {
      Rule: object(`One rule of ${name}.`, {
        '!action': text('What becomes of what fits.', { enum: ['ACCEPT', 'DROP'] }),
        '!ports': list(
          'Ranges of ports.',
          object('A range.', {
            '!from': integer('The first port.', { minimum: 1, maximum: 65_535 }),
            '!to': integer('The last port.', { minimum: 1, maximum: 65_535 }),
          }),
        ),
        addresses: list('Addresses.', text('An address.', { examples: ['10.0.0.1'] }), { uniqueItems: true }),
      }),
    },
    example: {
      request: {
        placement: { zoneId: 100_003 },
        imageId: 'img-31tjrtph',
        rules: [{ action: 'ACCEPT', ports: [{ from: 80, to: 443 }] }],
      },
      response: { resourceIds: ['res-09dx96dg'], orderId: '2016112409221801' },
    },
  };
}

/** Plain parameters, and nothing to tell. */
function modify(): Shape {
  return {
    verb: 'Modify',
    summary: 'Change what its owner may change',
    words: { 'x-qcloud-repeatability': 'idempotent' },
    input: {
      '!resourceId': reference('ResourceId', 'Id of the one to change.'),
      name: text('The new name.', { minLength: 1, maxLength: 60 }),
      description: text('What it is for.', { maxLength: 200 }),
      autoRenew: integer('1 to renew it by itself.', { enum: [0, 1] }),
      bandwidth: integer('The new bandwidth in Mbps.', { minimum: 0, maximum: 1000 }),
      diskType: reference('DiskType', 'The new kind of disk.'),
    },
    output: {},
    example: { request: { resourceId: 'res-09dx96dg', name: 'second', autoRenew: 1 }, response: {} },
  };
}

/** One object with everything in it. */
function inspect(name: string): Shape {
  return {
    verb: 'Inspect',
    summary: 'Look at one',
    words: { 'x-qcloud-repeatability': 'read' },
    input: { '!resourceId': reference('ResourceId', 'Id of the one to look at.') },
    output: { '!found': reference(`${name}Detail`, 'What there is to see.') },
    own: {
      Detail: object(`Everything about one ${name}.`, {
        '!resourceId': reference('ResourceId', 'Its id.'),
        '!status': reference('ResourceStatus', 'What it is doing.'),
        placement: reference('Placement', 'Where it is.'),
        interfaces: list('Its network interfaces.', { $ref: `#/components/schemas/${name}Interface` }),
        labels: {
          type: 'object',
          description: 'Its labels, by their names.',
          additionalProperties: text('Text of a label.'),
        },
      }),
      Interface: object(`One interface of a ${name}.`, {
        '!address': text('Its address.', { examples: ['10.104.249.153'] }),
        mac: text('Its hardware address.', { minLength: 17, maxLength: 17 }),
        vlans: list('Its networks.', integer('Number of a network.', { minimum: 1, maximum: 4094 }), {
          'x-qcloud-single-as-list': true,
        }),
      }),
    },
    example: {
      request: { resourceId: 'res-09dx96dg' },
      response: { found: { resourceId: 'res-09dx96dg', status: 2 } },
    },
  };
}

const kinds = [page, batch, create, modify, inspect];
const nouns = [
  'Volumes',
  'Snapshots',
  'Images',
  'Networks',
  'Routes',
  'Gateways',
  'Listeners',
  'Certificates',
];

/** The operation of an index, with its name: the same every time. */
export function shapeOf(index: number): Shape & { readonly action: string } {
  const noun = nouns[Math.floor(index / kinds.length) % nouns.length] ?? '';
  const kind = kinds[index % kinds.length] ?? page;
  const { verb } = kind('');
  const action = `${verb}${noun}${Math.floor(index / kinds.length / nouns.length) + 1}`;
  return { action, ...kind(action) };
}
