import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { createRedactor } from '../../model/errors/redact.js';
import { describeInstances } from '../../services/cvm/2017-03-12/operations.gen.js';
import { parseResponse } from './response.js';

const parse = (response: unknown, more: object = {}) =>
  parseResponse({ status: 200, body: JSON.stringify({ Response: response }), ...more });

test('a success is what stands in the Response', () => {
  expect(parse({ TotalCount: 1, InstanceSet: null, RequestId: 'r-1' })).toMatchObject({
    kind: 'output',
    output: { TotalCount: 1, InstanceSet: null, RequestId: 'r-1' },
    requestId: 'r-1',
  });
});

test('a page of a list has its list: without one, nothing is known of what was asked for', () => {
  const page = (fields: object) => parse({ ...fields, RequestId: 'r-1' }, { operation: describeInstances });
  for (const fields of [{}, { TotalCount: 3 }, { InstanceSet: {} }, { TotalCount: 1, InstanceSet: null }])
    expect(page(fields)).toMatchObject({
      kind: 'malformed',
      reason: 'HTTP 200 came with a "Response" without a list "InstanceSet"',
    });
  for (const fields of [{ TotalCount: 0 }, { TotalCount: 0, InstanceSet: null }])
    expect(page(fields)).toMatchObject({ kind: 'output', output: { TotalCount: 0, InstanceSet: [] } });
  expect(page({ InstanceSet: [{}] })).toMatchObject({ kind: 'output', output: { InstanceSet: [{}] } });
});

test('a refusal has its code in words, and names the requested ids that its message names', () => {
  const Message = 'The instance `ins-aaaaaaaa` whose status is stopped is not supported: ins-zzzzzzzz.';
  const Error = { Code: 'UnsupportedOperation.InstanceStateStopped', Message };
  const requestedIds = ['ins-aaaaaaaa', 'ins-bbbbbbbb', 'ins-aaaa'];
  expect(parse({ Error, RequestId: 'r-2' }, { requestedIds })).toMatchObject({
    kind: 'api',
    code: 'UnsupportedOperation.InstanceStateStopped',
    serviceMessage: Message,
    requestId: 'r-2',
    namedIds: ['ins-aaaaaaaa'],
  });
});

test('a code is one line of a bounded length, regardless of what the service says', () => {
  const codeOf = (Code: string): unknown => {
    const outcome = parse({ Error: { Code, Message: 'no' }, RequestId: 'r-1' });
    return outcome.kind === 'api' ? outcome.code : outcome;
  };
  expect(codeOf('X\nFATAL: forged\u001b[31m')).toBe('X FATAL: forged [31m');
  expect(String(codeOf('X'.repeat(5_000_000)))).toHaveLength(200);
});

test('DryRunOperation is the success of a dry run', () => {
  const Error = { Code: 'DryRunOperation', Message: 'would have succeeded' };
  expect(parse({ Error, RequestId: 'r-3' })).toMatchObject({ kind: 'output', requestId: 'r-3' });
  expect(parse({ Error, RequestId: 'r-3' }, { dryRun: true })).toMatchObject({ kind: 'output' });
  expect(parse({ Error, RequestId: 'r-3' }, { dryRun: false })).toMatchObject({
    ...{ kind: 'api', code: 'DryRunOperation' },
  });
});

test.each([
  ['', 'an empty body'],
  ['<html>', 'a body that is not JSON'],
  ['{"Response":', 'not JSON'],
  ['[]', 'without a "Response"'],
  ['{"code":0}', 'without a "Response"'],
  ['{"Response":{}}', 'without a "RequestId"'],
  ['{"Response":{"Error":"no"}}', 'without a "Code"'],
  ['{"Response":{"Error":{"Message":"no"}}}', 'without a "Code"'],
])('%j is no answer: %s', (body, reason) => {
  const outcome = parseResponse({ status: 502, body });
  expect(outcome).toMatchObject({ kind: 'malformed', reason: expect.stringContaining(reason) as string });
  expect(outcome).toMatchObject({ reason: expect.stringContaining('HTTP 502') as string });
});

test('a secret that the service repeats is in no text of a failure', () => {
  const redact = createRedactor(['verysecretkey']);
  const Error = { Code: 'AuthFailure', Message: 'verysecretkey' };
  const { raw: _raw, ...outcome } = parse({ Error, RequestId: 'verysecretkey' }, { redact }) as {
    raw: unknown;
  };
  expect(JSON.stringify(outcome)).not.toContain('verysecretkey');
});

test('never throws, for any input', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"Response":${json}}`),
      ),
      (body) => {
        expect(['output', 'api', 'malformed']).toContain(parseResponse({ status: 200, body }).kind);
      },
    ),
    runs(300),
  );
});

test.each([[undefined], [null], [5], [{}]])('a body that is no text, %j, counts as an empty one', (body) => {
  expect(parseResponse({ status: 200, body: body as never })).toMatchObject({
    kind: 'malformed',
    reason: 'HTTP 200 came with an empty body',
  });
});
