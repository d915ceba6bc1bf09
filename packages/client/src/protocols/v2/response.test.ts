import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import type { OperationDescriptor, ResultFields } from '../../model/descriptor.js';
import { describeInstances, stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import { character, deepFreeze } from '../../../test/support/parameters.js';
import { createRedactor } from '../../model/errors/redact.js';
import { parseResponse, type ResponseV2, type ParseOptions } from '../../wire.js';

const parse = (body: unknown, options: Partial<ParseOptions> = {}): ResponseV2 =>
  parseResponse({ status: 200, body: typeof body === 'string' ? body : JSON.stringify(body), ...options });

const stop = (body: unknown, requestedIds: readonly string[]): ResponseV2 =>
  parse(body, { operation: stopInstances, requestedIds });

function batch(outcome: ResponseV2): Extract<ResponseV2, { kind: 'batch' }> {
  if (outcome.kind !== 'batch') throw new Error(`expected a batch outcome, got ${outcome.kind}`);
  return outcome;
}

/** An operation with this table of results. */
const resulting = (output: ResultFields): Pick<OperationDescriptor, 'output'> => ({ output });

describe('parseResponse: envelopes', () => {
  test('passes the result on without its envelope, and the body as it came', () => {
    expect(parse({ code: 0, message: '', codeDesc: 'Success', zoneSet: [1] })).toEqual({
      kind: 'output',
      output: { zoneSet: [1] },
      raw: { code: 0, message: '', codeDesc: 'Success', zoneSet: [1] },
    });
  });

  test('reads a failure whole: code, its name, the module code in the message, request id', () => {
    expect(
      parse({
        code: '4000',
        codeDesc: 'InvalidParameter',
        message: '(100004) projectId is incorrect',
        requestId: 42,
      }),
    ).toMatchObject({
      kind: 'api',
      code: 4000,
      codeDesc: 'InvalidParameter',
      moduleCode: '100004',
      serviceMessage: '(100004) projectId is incorrect',
      requestId: '42',
    });
  });

  test('takes an envelope for an answer regardless of its HTTP status', () => {
    expect(parse({ code: 6200, message: '' }, { status: 503 })).toMatchObject({ kind: 'api', code: 6200 });
  });

  test.each(['12345678901234567890', '9007199254740993', '-9007199254740993', '"12345678901234567890"'])(
    'loses no digit of the request id %s',
    (id) => {
      const digits = id.replaceAll('"', '');
      expect(parse(`{"code":4400,"message":"","requestId" : ${id}}`)).toMatchObject({ requestId: digits });
      const detail = `{"code":0,"message":"","detail":{"ins-a":{"code":0,"message":"","requestId":${id}}}}`;
      expect(stop(detail, ['ins-a'])).toMatchObject({
        output: { detail: { 'ins-a': { requestId: digits } } },
      });
    },
  );

  test('loses no digit of several long request ids in one answer', () => {
    const one = (id: string): string => `{"code":5000,"message":"","requestId":${id}}`;
    const ids = ['12345678901234567890', '12345678901234567891'] as const;
    const body = `{"code":5100,"message":"","detail":{"ins-a":${one(ids[0])},"ins-b":${one(ids[1])}}}`;
    const { failed } = batch(stop(body, ['ins-a', 'ins-b']));
    expect(failed.map(({ requestId }) => requestId)).toEqual(ids);
  });

  test('tells the id of a request that succeeded, if there is one', () => {
    expect(parse({ code: 0, requestId: 'r-1' })).toMatchObject({ kind: 'output', requestId: 'r-1' });
    expect(parse({ code: 0, requestId: 7 })).toMatchObject({ kind: 'output', requestId: '7' });
    expect(parse({ code: 0, requestId: null })).not.toHaveProperty('requestId');
  });

  test('takes for a module code only what stands at the start of the message', () => {
    expect(parse({ code: 4000, message: '(-7)wrong' })).toMatchObject({ moduleCode: '-7' });
    for (const message of ['see (100004)', '100004 wrong', '(10x) wrong'])
      expect(parse({ code: 4000, message })).not.toHaveProperty('moduleCode');
  });

  test.each([' 0', '0 ', '1e3', '0x0', '', '+1', '1.0', true, false, [0], {}, null, 1.5, 2 ** 53])(
    'does not take %j for a code',
    (code) => {
      expect(parse({ code, message: '' })).toMatchObject({ kind: 'malformed' });
    },
  );

  test('leaves texts alone that look like a long request id', () => {
    const message = 'see "requestId":12345678901234567890}';
    expect(parse({ code: 4400, message, requestId: 12345678 })).toMatchObject({
      serviceMessage: message,
      requestId: '12345678',
    });
  });

  test('understands escaped Chinese', () => {
    expect(parse(String.raw`{"code":4000,"message":"\u53c2\u6570\u9519\u8bef"}`)).toMatchObject({
      serviceMessage: '参数错误',
    });
  });

  test.each([
    [
      'an HTML page',
      '<html><title>502 Bad Gateway</title></html>',
      'HTTP 502 came with a body that is not JSON, or is truncated',
    ],
    [
      'an XML page after a line of its own',
      ' \n<x>',
      'HTTP 502 came with a body that is not JSON, or is truncated',
    ],
    ['a text', 'a < b', 'HTTP 502 came with a body that is not JSON, or is truncated'],
    ['nothing', ' \n', 'HTTP 502 came with an empty body'],
    [
      'a body that was cut off',
      '{"code":0,"mess',
      'HTTP 502 came with a body that is not JSON, or is truncated',
    ],
    ['a list', '[{"code":0}]', 'HTTP 502 came with JSON that is no object'],
    [
      'an answer of API 3.0',
      '{"Response":{"RequestId":"r-1"}}',
      'HTTP 502 came with an answer of API 3.0: check the endpoint',
    ],
    ['an answer of another API', '{"Response":{}}', 'HTTP 502 came with JSON without a "code"'],
  ])('says so when %s came', (_, body, reason) => {
    expect(parse(body, { status: 502 })).toEqual({ kind: 'malformed', reason, excerpt: body.trim() });
  });

  test('shows at most 200 printable characters of what it cannot read', () => {
    const outcome = parse(`<p>\u001b[2J\u202e${'x'.repeat(1000)}`);
    expect(outcome).toMatchObject({ excerpt: expect.stringMatching(/^<p> \[2J x{191}…$/) as string });
  });
});

describe('parseResponse: results', () => {
  test('turns decimal strings into integers where the table says so', () => {
    const operation = resulting({ totalCount: { kind: 'integer', required: true } });
    expect(parse({ code: 0, totalCount: '17', other: '17' }, { operation })).toMatchObject({
      output: { totalCount: 17, other: '17' },
    });
  });

  test('wraps a single object where a list is documented, but only where the service is known to send one', () => {
    const body = { code: 0, disks: { size: '50' } };
    const items = { kind: 'object', fields: { size: { kind: 'integer' } } } as const;
    expect(
      parse(body, { operation: resulting({ disks: { kind: 'list', singleAsList: true, items } }) }),
    ).toMatchObject({
      output: { disks: [{ size: 50 }] },
    });
    expect(parse(body, { operation: resulting({ disks: { kind: 'list', items } }) })).toMatchObject({
      kind: 'malformed',
      reason: 'HTTP 200 came with an incomplete result: disks should be of type list, but is a plain object',
    });
  });

  test('reads [] as an empty object, and a number as text, where the table says object, map or string', () => {
    const operation = resulting({ a: { kind: 'object' }, b: { kind: 'map' }, id: { kind: 'string' } });
    expect(parse({ code: 0, a: [], b: [], id: 7 }, { operation })).toMatchObject({
      output: { a: {}, b: {}, id: '7' },
    });
  });

  test('leaves out what is missing and not required, and passes a text on as it is', () => {
    const operation = resulting({
      name: { kind: 'string' },
      zone: { kind: 'object' },
      set: { kind: 'list' },
    });
    expect(parse({ code: 0, name: 'web 01' }, { operation })).toMatchObject({
      kind: 'output',
      output: { name: 'web 01' },
    });
  });

  test('names the place of what is missing or of the wrong kind, in lists and objects too', () => {
    const item = { kind: 'object', fields: { status: { kind: 'integer', required: true } } } as const;
    const operation = resulting({ set: { kind: 'list', required: true, items: item } });
    expect(parse({ code: 0, set: [{ status: 2 }, {}] }, { operation })).toMatchObject({
      reason: expect.stringContaining('set[1].status is missing') as string,
    });
    expect(parse({ code: 0, set: [{ status: 'on' }] }, { operation })).toMatchObject({
      reason: expect.stringContaining(
        'set[0].status should be of type integer, but is a string of length 2, "on"',
      ) as string,
    });
    expect(parse({ code: 0, set: null }, { operation })).toMatchObject({
      reason: expect.stringContaining('set is missing') as string,
    });
  });

  test('does not take what every object inherits for a field', () => {
    const operation = resulting(
      Object.fromEntries([['toString', { kind: 'string', required: true } as const]]),
    );
    expect(parse({ code: 0 }, { operation })).toMatchObject({
      reason: 'HTTP 200 came with an incomplete result: toString is missing',
    });
  });

  test('does not change what came', () => {
    const body = JSON.stringify({
      code: 0,
      totalCount: '1',
      instanceSet: [{ unInstanceId: 'ins-a', status: '2' }],
    });
    const outcome = parse(body, { operation: describeInstances });
    expect(outcome).toMatchObject({ kind: 'output', raw: JSON.parse(body) as object });
  });
});

describe('parseResponse: batches', () => {
  const done = { code: 0, message: '', requestId: '1' };
  const refused = {
    code: 5100,
    codeDesc: 'OperationConstraints.InvaildInstanceStatus',
    message: 'not running',
  };

  test('gives the results by id when the service accepted the call for every instance', () => {
    expect(
      stop(
        {
          code: '0',
          message: '',
          detail: { 'ins-a': done, 'ins-b': { code: '0', message: null, requestId: 7 } },
        },
        ['ins-a', 'ins-b'],
      ),
    ).toMatchObject({
      kind: 'output',
      output: { detail: { 'ins-a': done, 'ins-b': { code: 0, message: '', requestId: '7' } } },
    });
  });

  test('keeps what happened to each instance apart', () => {
    const outcome = batch(
      stop({ code: 5400, message: 'some', detail: { 'ins-a': done, 'ins-b': refused, 'ins-z': done } }, [
        'ins-a',
        'ins-b',
        'ins-c',
      ]),
    );
    expect(outcome).toMatchObject({
      code: 5400,
      serviceMessage: 'some',
      succeeded: [{ resourceId: 'ins-a', ...done }],
      failed: [{ resourceId: 'ins-b', ...refused }],
      unreported: ['ins-c'],
      unexpected: ['ins-z'],
      contradictions: [],
    });
  });

  test.each([[[]], [undefined], [{}]])('counts no instance as done when the results are %j', (detail) => {
    expect(batch(stop({ code: 0, message: '', detail }, ['ins-a', 'ins-b']))).toMatchObject({
      succeeded: [],
      failed: [],
      unreported: ['ins-a', 'ins-b'],
    });
  });

  test.each([
    [
      '0 over a failure',
      0,
      { 'ins-a': refused, 'ins-b': done },
      'code 0 contradicts the results: 1 succeeded, 1 failed, 0 missing',
    ],
    [
      '0 over a missing result',
      0,
      { 'ins-b': done },
      'code 0 contradicts the results: 1 succeeded, 0 failed, 1 missing',
    ],
    [
      '5100 over a success',
      5100,
      { 'ins-a': refused, 'ins-b': done },
      'code 5100 contradicts the results: 1 succeeded, 1 failed, 0 missing',
    ],
    [
      '5400 over nothing but successes',
      5400,
      { 'ins-a': done, 'ins-b': done },
      'code 5400 contradicts the results: 2 succeeded, 0 failed, 0 missing',
    ],
    [
      '5400 over nothing but failures',
      5400,
      { 'ins-a': refused, 'ins-b': refused },
      'code 5400 contradicts the results: 0 succeeded, 2 failed, 0 missing',
    ],
    [
      'a refusal of the whole call with a success in it',
      4400,
      { 'ins-a': done },
      'code 4400 contradicts the results: 1 succeeded, 0 failed, 1 missing',
    ],
    [
      '0 over nothing but failures',
      0,
      { 'ins-a': refused, 'ins-b': refused },
      'code 0 contradicts the results: 0 succeeded, 2 failed, 0 missing',
    ],
    [
      'a refusal of the whole call with a success and a failure in it',
      4400,
      { 'ins-a': done, 'ins-b': refused },
      'code 4400 contradicts the results: 1 succeeded, 1 failed, 0 missing',
    ],
    [
      'a result without a code',
      5400,
      { 'ins-a': done, 'ins-b': { message: 'done' } },
      'the result of ins-b cannot be read',
    ],
    [
      'a result that cannot be read',
      5400,
      { 'ins-a': done, 'ins-b': 'done' },
      'the result of ins-b cannot be read',
    ],
    ['results that cannot be read', 5100, ['x'], 'the results by resource cannot be read'],
  ])('points out %s', (_, code, detail, contradiction) => {
    expect(batch(stop({ code, message: '', detail }, ['ins-a', 'ins-b'])).contradictions).toEqual([
      contradiction,
    ]);
  });

  test('sees no contradiction where a missing result may explain the code', () => {
    expect(
      batch(stop({ code: 5400, message: '', detail: { 'ins-a': done } }, ['ins-a', 'ins-b'])).contradictions,
    ).toEqual([]);
    expect(batch(stop({ code: 5100, message: '', detail: [] }, ['ins-a'])).contradictions).toEqual([]);
  });

  test.each([0, 5100, 5400])(
    'takes code %i for one about each instance, even without any results',
    (code) => {
      const outcome = batch(stop({ code, message: 'no', requestId: 'r' }, ['ins-a']));
      expect(outcome).toMatchObject({ code, unreported: ['ins-a'], serviceMessage: 'no', requestId: 'r' });
      if (code !== 0) expect(outcome.contradictions).toEqual([]);
    },
  );

  test('says only that results cannot be read where it is unknown which resources they are about', () => {
    const outcome = parse({ code: 0, message: '', detail: 'x' }, { operation: stopInstances });
    expect(batch(outcome).contradictions).toEqual(['the results by resource cannot be read']);
  });

  test('keeps what is said of an instance, also where its code is a text', () => {
    const detail = {
      'ins-a': { ...refused, code: '5100', requestId: 12 },
      'ins-b': { code: 7, message: null },
    };
    expect(batch(stop({ code: 5100, message: '', detail }, ['ins-a', 'ins-b'])).failed).toEqual([
      { resourceId: 'ins-a', ...refused, requestId: '12' },
      { resourceId: 'ins-b', code: 7, message: '' },
    ]);
  });

  test('takes an id that every object inherits for unreported, not for unreadable', () => {
    const outcome = batch(
      stop({ code: 5400, message: '', detail: { 'ins-a': done } }, ['ins-a', 'toString', '__proto__']),
    );
    expect(outcome).toMatchObject({ unreported: ['toString', '__proto__'], contradictions: [] });
  });

  test('takes a refusal without results for an error of the whole call', () => {
    expect(stop({ code: 4100, message: 'signature' }, ['ins-a'])).toMatchObject({ kind: 'api', code: 4100 });
  });

  test('gives the results of those that the service names when the requested ids are not known', () => {
    expect(
      parse({ code: 5400, message: '', detail: { a: done, b: refused } }, { operation: stopInstances }),
    ).toMatchObject({
      succeeded: [{ resourceId: 'a' }],
      failed: [{ resourceId: 'b' }],
      unreported: [],
    });
  });

  test('puts every requested id in exactly one of succeeded, failed and unreported, or gives a result for each', () => {
    const id = fc.constantFrom<string>(
      'ins-a',
      'ins-b',
      'ins-c',
      'qcvm1',
      '__proto__',
      'constructor',
      'toString',
    );
    const code = fc.constantFrom<unknown>(0, '0', 5100, 5000, '5400', 4400, null, 'x', 1.5);
    const result = fc.oneof(
      fc.record(
        {
          code,
          message: fc.constantFrom<unknown>('', null, 'm'),
          requestId: fc.constantFrom<unknown>(1, 'r', null),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const answer = fc.record({
      code,
      message: fc.string(),
      detail: fc.oneof(
        fc.array(fc.tuple(id, result)).map((pairs) => Object.fromEntries(pairs)),
        fc.constant([]),
      ),
    });
    fc.assert(
      fc.property(answer, fc.uniqueArray(id, { minLength: 1 }), (body, requested) => {
        const outcome = stop(body, requested);
        if (outcome.kind === 'output') {
          const detail = outcome.output['detail'] as object;
          for (const one of requested)
            expect(Object.getOwnPropertyDescriptor(detail, one)?.value).toMatchObject({ code: 0 });
        } else if (outcome.kind === 'batch') {
          const { succeeded, failed, unreported, unexpected } = outcome;
          const reported = [...succeeded, ...failed].map(({ resourceId }) => resourceId);
          expect([...reported, ...unreported].sort()).toEqual([...requested].sort());
          expect(succeeded.every((one) => one.code === 0) && failed.every((one) => one.code !== 0)).toBe(
            true,
          );
          expect(unexpected.some((one) => requested.includes(one))).toBe(false);
        }
      }),
      runs(500),
    );
    expect(Object.prototype).not.toHaveProperty('code');
  });
});

describe('parseResponse, given any text', () => {
  const body = (): fc.Arbitrary<string> =>
    fc.oneof(
      fc.string({ unit: character() }),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
      fc.json(),
      fc
        .record(
          {
            code: fc.jsonValue(),
            message: fc.jsonValue(),
            codeDesc: fc.jsonValue(),
            requestId: fc.jsonValue(),
            detail: fc.jsonValue(),
            totalCount: fc.jsonValue(),
            instanceSet: fc.jsonValue(),
          },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
      fc
        .tuple(
          fc.constant(
            JSON.stringify({ code: 5400, message: 'x', detail: { 'ins-a': { code: 0, message: '' } } }),
          ),
          fc.nat(80),
        )
        .map(([whole, cut]) => whole.slice(0, cut)),
    );

  test('never throws, and gives one of four outcomes', () => {
    fc.assert(
      fc.property(
        body(),
        fc.constantFrom(stopInstances, describeInstances, undefined),
        fc.integer({ min: 100, max: 599 }),
        (text, operation, status) => {
          const outcome = parseResponse({
            status,
            body: text,
            operation,
            requestedIds: deepFreeze(['ins-a']),
          });
          expect(['output', 'api', 'batch', 'malformed']).toContain(outcome.kind);
          if (outcome.kind === 'malformed') expect(outcome.excerpt).toMatch(/^[^\p{C}]{0,200}$/u);
        },
      ),
      runs(500),
    );
  });

  test('shows no secret in any text that ends up in an error', () => {
    const secret = 'Gu5t9xGARNpq86cd/joQYCN3+ozk1qA=';
    const redact = createRedactor([secret]);
    const bodies = [
      `<html>${encodeURIComponent(secret)}`,
      { code: secret },
      { code: 4100, message: `signed with ${secret}`, codeDesc: secret, requestId: secret },
      {
        code: 5400,
        message: secret,
        detail: { 'ins-a': { code: 1, message: secret, codeDesc: secret, requestId: secret }, [secret]: {} },
      },
    ];
    for (const one of bodies) {
      const outcome = parse(one, { redact, operation: stopInstances, requestedIds: ['ins-a'] });
      const { raw: _, ...shown } = { raw: undefined, ...outcome };
      expect(JSON.stringify(shown)).not.toContain(secret);
      expect(JSON.stringify(shown)).not.toContain(encodeURIComponent(secret));
    }
  });

  test('shows no secret that stands where a number should', () => {
    const redact = createRedactor(['hunter2hunter2']);
    const outcome = parse(
      { code: 0, totalCount: 'hunter2hunter2', instanceSet: [] },
      { redact, operation: describeInstances },
    );
    expect(outcome).toMatchObject({ reason: expect.stringContaining('totalCount should be') as string });
    expect(JSON.stringify({ ...outcome, raw: undefined })).not.toContain('hunter2');
  });

  test('needs no time to speak of for a long body that is almost an answer', () => {
    const long = `{"code":0,"message":"${'"requestId" :'.repeat(20_000)}`;
    expect(parse(long)).toMatchObject({ kind: 'malformed' });
  });
});

test.each([[undefined], [null], [5], [{}]])('a body that is no text, %j, counts as an empty one', (body) => {
  expect(parseResponse({ status: 200, body: body as never })).toMatchObject({
    kind: 'malformed',
    reason: 'HTTP 200 came with an empty body',
  });
});
