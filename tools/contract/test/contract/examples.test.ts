import { BatchError } from '@qcvm/client';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureFor } from '../../src/independent/signature.js';
import { readRequest, type WireRequest } from '../../src/independent/wire.js';
import { clientOf, ended, methodOf } from '../../src/observed.js';
import { responseProblems, signing, specOperations, type SpecService } from '../../src/spec.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const examples = specOperations.flatMap((operation) =>
  operation.examples.map((example) => [`${operation.action}, ${example.name}`, operation, example] as const),
);

test('every operation has an example of a success', () => {
  for (const { examples: own } of specOperations)
    expect(own.map(({ response }) => response['code'])).toContain(0);
});

/** The names and values of a logical request on the wire. */
const leaves = (value: unknown, name = ''): [name: string, value: string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, name === '' ? key : `${name}.${key}`))
    : [[name, String(value)]];

describe.each(examples)('%s', (_, { service, action, batch }, { request: input, response: body }) => {
  const { host, path } = service;
  const url = `https://${host}${path}`;

  test('is what the client sends, to the last letter of its signature', async () => {
    const sent: WireRequest[] = [];
    server.resetHandlers(
      http.all(url, async ({ request }) => {
        sent.push({ method: request.method, url: request.url, body: await request.text() });
        return HttpResponse.json({ ...body });
      }),
    );
    await ended(methodOf(documentedClient(service), action)({ ...input }));
    const { secretKey, parameters } = signing;
    const wanted = new Map(leaves({ Action: action, ...parameters, ...input }));
    wanted.set('Signature', signatureFor(wanted, { method: 'POST', host, path, secretKey }));
    expect(sent.map((each) => [...readRequest(each).parameters].sort())).toEqual([[...wanted].sort()]);
  });

  test('is what the client understands', async () => {
    server.resetHandlers(http.all(url, () => HttpResponse.json({ ...body })));
    expect(responseProblems({ host, action }, body)).toEqual([]);
    const result = await ended(methodOf(documentedClient(service), action)({ ...input }));
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

/** A client with the time, the Nonce and the key that examples are signed with. */
function documentedClient(service: SpecService) {
  const { secretKey, parameters } = signing;
  const { Region, SecretId, Timestamp, Nonce } = parameters;
  return clientOf(service, {
    region: String(Region),
    credentials: { secretId: String(SecretId), secretKey },
    method: 'POST',
    retry: false,
    limits: false,
    runtime: { now: () => Number(Timestamp) * 1000, nonce: () => Number(Nonce) },
  });
}
