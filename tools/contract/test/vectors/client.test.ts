import { cvmOperations, type OperationDescriptor } from '@qcvm/client/descriptors';
import {
  canonicalString,
  flatten,
  parseResponse,
  sign,
  signedRequest,
  unflatten,
  type ResponseV2,
  type SignatureMethod,
} from '@qcvm/client/wire';
import { ValidationError } from '@qcvm/client';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/independent/wire.js';
import { byId, readVectors, type Pairs } from '../../src/vectors.js';

const object = (pairs: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(pairs);
const flat = (pairs: Pairs): Record<string, string> => Object.fromEntries(pairs);

describe('flatten', () => {
  const { vectors } = readVectors<
    { parameters: [string, unknown][] },
    { parameters?: Pairs; problems?: { parameter: string; rule: string }[] }
  >('flatten');

  test.each(byId(vectors.filter(({ result }) => result !== 'invalid')))('%s', (_, { input, expected }) => {
    const given = object(input.parameters);
    const wire = flat(expected.parameters ?? []);
    expect(flatten(given)).toEqual(wire);
    expect(unflatten(wire)).toEqual(
      JSON.parse(JSON.stringify(given), (_name, value) =>
        typeof value === 'number' ? `${value}` : (value as unknown),
      ),
    );
  });

  test.each(byId(vectors.filter(({ result }) => result === 'invalid')))(
    '%s is refused',
    (_, { input, expected }) => {
      let error: unknown;
      try {
        flatten(object(input.parameters));
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ValidationError);
      const problems = (error as ValidationError).problems.map(({ parameter, rule }) => ({
        // As the program would write it; the vector names the parameter at the top.
        parameter: parameter.startsWith('"') ? (JSON.parse(parameter) as string) : parameter.split(/[.[]/)[0],
        rule,
      }));
      expect(problems).toEqual(expected.problems);
    },
  );
});

describe('canonical-string', () => {
  const { vectors } = readVectors<
    { method: string; host: string; path: string; parameters: Pairs },
    { canonical: string; alternatives?: { canonical: string }[] }
  >('canonical-string');

  test.each(byId(vectors))('%s', (_, { input: { parameters, ...address }, expected }) => {
    const canonical = canonicalString({ ...address, params: flat(parameters) });
    expect(canonical).toBe(expected.canonical);
    expect(expected.alternatives?.map((other) => other.canonical) ?? []).not.toContain(canonical);
  });
});

describe('signature', () => {
  const { vectors } = readVectors<
    { secretKey: string; signatureMethod: string | null; canonical: string },
    { signature: string; encodedSignature: string }
  >('signature');

  test.each(byId(vectors))(
    '%s',
    async (_, { input: { secretKey, signatureMethod, canonical }, expected }) => {
      const signature = await sign({ secretKey, signatureMethod: signatureMethod ?? undefined, canonical });
      expect(signature).toBe(expected.signature);
      expect(encodeURIComponent(signature)).toBe(expected.encodedSignature);
    },
  );
});

describe('url', () => {
  const { vectors } = readVectors<
    {
      method: 'GET' | 'POST';
      scheme: string;
      host: string;
      path: string;
      secretKey: string;
      parameters: Pairs;
    },
    { signature: string; url: string; body: string | null }
  >('url');
  const ours = (method: string | undefined): method is SignatureMethod =>
    method === 'HmacSHA256' || method === 'HmacSHA1';

  test.each(byId(vectors))('%s', async (_, { result, input, expected }) => {
    const { method, host, path, secretKey } = input;
    const all = flat(input.parameters);
    const {
      Action,
      Region,
      Timestamp,
      Nonce,
      SecretId,
      Token,
      SignatureMethod: signatureMethod,
      // A client of ours refuses one that it has not made.
      Signature: _given,
      ...parameters
    } = all;
    const canonical = canonicalString({ method, host, path, params: all });
    expect(await sign({ secretKey, signatureMethod, canonical })).toBe(expected.signature);
    const sent = { method, url: expected.url, body: expected.body ?? undefined };
    const right = new Map([...Object.entries(all), ['Signature', expected.signature]]);
    if (result === 'invalid') {
      expect(sorted(read(sent))).not.toEqual(sorted(right));
      return;
    }
    expect(sorted(read(sent))).toEqual(sorted(right));
    // A client of ours always says how it signs.
    if (!ours(signatureMethod)) return;
    const request = await signedRequest({
      endpoint: { origin: `${input.scheme}://${host}`, host, path },
      method,
      action: Action ?? '',
      region: Region,
      timestamp: Number(Timestamp),
      nonce: Number(Nonce),
      credentials: { secretId: SecretId ?? '', secretKey, token: Token },
      signatureMethod,
      parameters,
    });
    expect(request.signature).toBe(expected.signature);
    expect(sorted(readRequest(request).parameters)).toEqual(sorted(right));
    expect(request.url.split('?')[0]).toBe(expected.url.split('?')[0]);
  });
});

/** What arrives, or an error where the text cannot be read at all. */
function read(sent: { method: string; url: string; body: string | undefined }): Map<string, string> {
  try {
    return readRequest(sent).parameters;
  } catch {
    return new Map();
  }
}
const sorted = (parameters: ReadonlyMap<string, string>): [string, string][] =>
  [...parameters].sort(([one], [other]) => (one < other ? -1 : 1));

describe('response', () => {
  const operations = new Map<string, OperationDescriptor>(
    Object.values(cvmOperations).map((operation) => [operation.action, operation]),
  );
  const { vectors } = readVectors<
    { action: string; requestedIds: string[]; status: number; body: string },
    { outcome: unknown }
  >('response');

  test.each(byId(vectors))('%s', (_, { input: { action, ...answer }, expected }) => {
    const operation = operations.get(action);
    expect(operation).toBeDefined();
    const outcome = parseResponse({ ...answer, operation });
    expect(inVectorForm(outcome, answer.status)).toEqual(expected.outcome);
  });
});

function inVectorForm(outcome: ResponseV2, status: number): unknown {
  switch (outcome.kind) {
    case 'output':
      return { kind: 'output', output: outcome.output };
    case 'api': {
      const { code, codeDesc, moduleCode, serviceMessage, requestId } = outcome;
      return {
        kind: 'api-error',
        code,
        ...(codeDesc && { codeDesc }),
        ...(moduleCode && { moduleCode }),
        message: serviceMessage,
        ...(requestId && { requestId }),
      };
    }
    case 'batch': {
      const { code, succeeded, failed, unreported, unexpected, contradictions } = outcome;
      return {
        kind: 'batch-error',
        code,
        succeeded: succeeded.map(({ resourceId }) => resourceId),
        failed: failed.map(({ resourceId, code: own, codeDesc }) => ({
          instanceId: resourceId,
          code: own,
          ...(codeDesc && { codeDesc }),
        })),
        unreported,
        unexpected,
        contradictory: contradictions.length > 0,
      };
    }
    case 'malformed':
      return { kind: 'transport-error', status };
  }
}
