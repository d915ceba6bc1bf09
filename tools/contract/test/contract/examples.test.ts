import { BatchError, createCvm } from '@qcvm/client';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeForm, readRequest, type WireRequest } from '../../src/independent/wire.js';
import { ended, methodOf } from '../../src/observed.js';
import { responseProblems, specOperations } from '../../src/spec.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const url = 'https://cvm.api.qcloud.com/v2/index.php';
const examples = specOperations.flatMap((operation) =>
  operation.examples.map((example) => [`${operation.action}, ${example.name}`, operation, example] as const),
);

test('every operation has an example that its page documents, and every documented answer belongs to an example', () => {
  for (const { examples: own, responses } of specOperations) {
    expect(own.map(({ name }) => name)).toContain('documented');
    expect(new Set(own.map(({ response }) => response))).toEqual(new Set(Object.keys(responses)));
  }
});

describe.each(examples)('%s', (_, { action, requests, responses, batch }, example) => {
  const input = requests[example.request];
  const body = responses[example.response];
  const wire = decodeForm(example.wire);

  test('is what the client sends, to the last letter of its signature', async () => {
    const sent: WireRequest[] = [];
    server.resetHandlers(
      http.all(url, async ({ request }) => {
        sent.push({ method: request.method, url: request.url, body: await request.text() });
        return HttpResponse.json({ ...body });
      }),
    );
    await ended(methodOf(documentedClient(wire), action)({ ...input }));
    expect(sent.map((request) => [...readRequest(request).parameters].sort())).toEqual([[...wire].sort()]);
  });

  test('is what the client understands', async () => {
    server.resetHandlers(http.all(url, () => HttpResponse.json({ ...body })));
    expect(responseProblems(action, body)).toEqual([]);
    const result = await ended(methodOf(documentedClient(wire), action)({ ...input }));
    const { code, codeDesc: _codeDesc, message: _message, ...fields } = body ?? {};
    if (code === 0) expect(result).toEqual({ output: fields });
    else if (!batch || !(batch.results in fields))
      expect(result.error).toMatchObject({ name: 'ApiError', code });
    else {
      expect(result.error).toBeInstanceOf(BatchError);
      const { succeeded, failed, unreported, contradictions } = result.error as BatchError;
      const told = [...succeeded, ...failed].map(({ resourceId, ...rest }) => [resourceId, rest]);
      expect(Object.fromEntries(told)).toEqual(fields[batch.results]);
      expect([unreported, contradictions]).toEqual([[], []]);
    }
  });
});

/** A client with the time, the Nonce and the key of an example, which is the form of a POST. */
function documentedClient(wire: ReadonlyMap<string, string>) {
  const nonce = Number(wire.get('Nonce'));
  return createCvm({
    region: wire.get('Region') ?? '',
    credentials: { secretId: wire.get('SecretId') ?? '', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA' },
    method: 'POST',
    retry: false,
    limits: false,
    runtime: { now: () => Number(wire.get('Timestamp')) * 1000, nonce: () => nonce },
  });
}
