import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '@qcvm/mock';
import { canonicalText, hmacOf, signatureFor } from '../../src/independent/signature.js';
import { decodeForm } from '../../src/independent/wire.js';
import { alone, judge, runningIds, shutDownIds, type Deviation, type Fetch } from '../../src/conformance.js';
import { runs } from '../../../../packages/client/test/support/runs.js';

interface Asked {
  readonly request: Request;
  readonly parameters: Map<string, string>;
}

/** What a request says, wherever it says it. */
async function read(request: Request): Promise<Asked> {
  const { method, url } = request;
  const form = method === 'POST' ? await request.clone().text() : new URL(url).search.slice(1);
  return { request, parameters: decodeForm(form) };
}

/** The signature that a request should have. */
function rightSignature({ request: { method, url }, parameters }: Asked, secretKey: string): string {
  const { host, pathname: path } = new URL(url);
  return signatureFor(parameters, { secretKey, method, host, path });
}

/** The same request with other parameters, signed again, so that nothing else of it is refused. */
function resigned(asked: Asked, secretKey: string): Request {
  const { request, parameters } = asked;
  const { method, url } = request;
  const { pathname: path, origin } = new URL(url);
  parameters.set('Signature', rightSignature(asked, secretKey));
  const form = [...parameters].map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return method === 'POST'
    ? new Request(origin + path, {
        method,
        body: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    : new Request(`${origin}${path}?${form}`);
}

type Body = Record<string, unknown> & { code?: number };
const answer = (body: Body, status = 200): Response =>
  Response.json(body, { status, headers: { date: new Date().toUTCString() } });

/** Changes answers on their way back. */
const rewriting =
  (rewrite: (body: Body, asked: Asked) => Body): Deviation =>
  (fetch) =>
  async (request) => {
    const asked = await read(request);
    const response = await fetch(request);
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    return new Response(JSON.stringify(rewrite((await response.json()) as Body, asked)), {
      status: response.status,
      headers,
    });
  };

/** Changes requests on their way there, and signs them again. */
const changing =
  (change: (parameters: Map<string, string>, emulator: Emulator) => void): Deviation =>
  (fetch, emulator) =>
  async (request) => {
    const asked = await read(request);
    const { secretKey } = emulator.credentials;
    // Only what was right before: a wrong signature stays wrong.
    if (asked.parameters.get('Signature') !== rightSignature(asked, secretKey)) return fetch(request);
    change(asked.parameters, emulator);
    return fetch(resigned(asked, secretKey));
  };

/** Signs any request anew: an endpoint that ignores signatures. */
const blind: Deviation = (fetch, emulator) => async (request) => {
  const asked = await read(request);
  if (!asked.parameters.has('Signature')) return fetch(request);
  return fetch(resigned(asked, emulator.credentials.secretKey));
};

let fresh = 5_000_000_000;
const withFreshNonce = (parameters: Map<string, string>): void => {
  const nonce = parameters.get('Nonce') ?? '';
  if (/^[1-9]\d*$/.test(nonce)) parameters.set('Nonce', `${(fresh += 1)}`);
};

/** Refuses what it is told to, and passes on the rest. */
const refusing =
  (isRefused: (asked: Asked) => boolean, code = 4100): Deviation =>
  (fetch) =>
  async (request) =>
    isRefused(await read(request)) ? answer({ code, message: 'no' }) : fetch(request);

const values = ({ parameters }: Asked): string[] =>
  [...parameters].filter(([name]) => /^[a-z]/.test(name)).map(([, value]) => value);
const rawForm = ({ request }: Asked): string => new URL(request.url).search;

/** Wrong in one way each, with the check that must see it. */
const deviations: readonly (readonly [what: string, deviation: Deviation, seenBy: readonly string[]])[] = [
  [
    'does not look at signatures',
    blind,
    [
      'signature/wrong',
      'signature/hash-named',
      'signature/parameters',
      'signature/method',
      'signature/encoded-twice',
    ],
  ],
  [
    'does not know SHA-1',
    refusing(({ parameters }) => parameters.get('SignatureMethod') !== 'HmacSHA256'),
    ['signature/sha1'],
  ],
  [
    'takes SHA-256 for the default',
    (fetch, emulator) => async (request) => {
      const asked = await read(request);
      if (asked.parameters.has('SignatureMethod')) return fetch(request);
      const { host, pathname: path } = new URL(request.url);
      const { secretKey } = emulator.credentials;
      const text = canonicalText(asked.parameters, { method: request.method, host, path });
      const wanted = hmacOf(text, { secretKey, signatureMethod: 'HmacSHA256' });
      return refusing(({ parameters }) => parameters.get('Signature') !== wanted)(fetch, emulator)(request);
    },
    ['signature/sha1-when-absent'],
  ],
  [
    'sorts numbers in names as numbers',
    refusing(({ parameters }) => parameters.has('lanIps.10')),
    ['signature/byte-order'],
  ],
  [
    'decodes twice',
    (fetch) => async (request) => {
      const { parameters } = await read(request);
      const signature = parameters.get('Signature') ?? '';
      if (!signature.includes('%')) return fetch(request);
      return fetch(new Request(request.url.replace(/%25/g, '%'), { method: request.method }));
    },
    ['signature/encoded-twice'],
  ],
  ['forgets Nonces', changing(withFreshNonce), ['freshness/replay']],
  [
    'does not look at Timestamps',
    changing((parameters, emulator) => {
      if (/^\d+$/.test(parameters.get('Timestamp') ?? ''))
        parameters.set('Timestamp', `${Math.floor(emulator.clock.now() / 1000)}`);
    }),
    ['freshness/stale', 'freshness/future'],
  ],
  [
    'remembers a Nonce for all keys and times by its first digits',
    (fetch) => {
      const seen = new Map<string, string>();
      return async (request) => {
        const { parameters } = await read(request);
        const [nonce = '', timestamp = ''] = [parameters.get('Nonce'), parameters.get('Timestamp')];
        if (seen.get(timestamp) !== undefined && seen.get(timestamp) !== nonce)
          return answer({ code: 4500, message: 'one a second' });
        seen.set(timestamp, nonce);
        return fetch(request);
      };
    },
    ['freshness/another-nonce'],
  ],
  [
    'answers without a Date',
    (fetch) => async (request) => {
      const response = await fetch(request);
      const headers = new Headers(response.headers);
      headers.delete('date');
      return new Response(await response.text(), { headers });
    },
    ['freshness/date'],
  ],
  [
    'answers an unknown Action with a page',
    (fetch) => async (request) =>
      (await read(request)).parameters.get('Action') === 'DescribeInstance'
        ? new Response('<html>404</html>', { status: 404 })
        : fetch(request),
    ['parameters/action'],
  ],
  [
    'ignores a filter that it does not understand',
    changing((parameters) => {
      for (const name of ['limit', 'offset', 'status'])
        if (!/^\d{1,2}$|^100$/.test(parameters.get(name) ?? '0')) parameters.delete(name);
    }),
    ['parameters/api-malformed'],
  ],
  [
    'takes the parameters of a POST from anywhere',
    (fetch) => async (request) => {
      const { search, origin, pathname } = new URL(request.url);
      if (request.method !== 'POST' || search === '') return fetch(request);
      return fetch(
        new Request(origin + pathname, {
          method: 'POST',
          body: search.slice(1),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      );
    },
    ['parameters/post-form'],
  ],
  [
    'speaks plain HTTP',
    refusing(({ request }) => request.url.startsWith('http:'), 4104),
    ['parameters/https'],
  ],
  [
    'does not know short regions',
    refusing(({ parameters }) => parameters.get('Region') === 'gz', 4000),
    ['parameters/short-region'],
  ],
  [
    'answers a region that does not exist for another',
    changing((parameters) => {
      if (parameters.get('Region') === 'ap-nowhere') parameters.set('Region', 'ap-guangzhou');
    }),
    ['parameters/region'],
  ],
  [
    'writes a status as a word',
    rewriting((body) =>
      Array.isArray(body['instanceSet'])
        ? {
            ...body,
            instanceSet: body['instanceSet'].map((item: object) => ({ ...item, status: 'RUNNING' })),
          }
        : body,
    ),
    ['list/shape'],
  ],
  ['ignores offset', changing((parameters) => void parameters.delete('offset')), ['list/pages']],
  [
    'counts the page instead of all',
    rewriting((body) =>
      Array.isArray(body['instanceSet']) ? { ...body, totalCount: body['instanceSet'].length } : body,
    ),
    ['list/pages'],
  ],
  [
    'has pages of 10',
    changing((parameters) => {
      if (parameters.get('Action') === 'DescribeInstances' && !parameters.has('limit'))
        parameters.set('limit', '10');
    }),
    ['list/beyond'],
  ],
  [
    'lists everything for an unknown id',
    changing((parameters) => {
      if (
        parameters.get('Action') === 'DescribeInstances' &&
        /^ins-0{40}$/.test(parameters.get('instanceIds.0') ?? '')
      )
        parameters.delete('instanceIds.0');
    }),
    ['list/unknown-id'],
  ],
  [
    'gives failures an HTTP status of their own',
    (fetch) => async (request) => {
      const response = await fetch(request);
      const body = (await response.json()) as Body;
      return new Response(JSON.stringify(body), {
        status: body.code === 0 ? 200 : 400,
        headers: response.headers,
      });
    },
    ['answers/envelope'],
  ],
  [
    'writes detail as a list',
    rewriting((body) =>
      body['detail']
        ? {
            ...body,
            detail: Object.entries(body['detail']).map(([id, result]) => ({ id, ...(result as object) })),
          }
        : body,
    ),
    ['answers/batch-unknown'],
  ],
  [
    'carries out what it has understood of a batch',
    changing((parameters) => {
      if (!['0', '1', undefined].includes(parameters.get('forceStop'))) parameters.delete('forceStop');
    }),
    ['answers/batch-invalid'],
  ],
  [
    'accepts for good what does not exist',
    rewriting((body, { parameters }) => {
      const detail = body['detail'] as Record<string, { code: number }> | undefined;
      return detail && parameters.get('Action') === 'StartInstances' && body.code === 5400
        ? {
            ...body,
            code: 0,
            detail: Object.fromEntries(
              Object.keys(detail).map((id) => [id, { code: 0, message: '', requestId: '1' }]),
            ),
          }
        : body;
    }),
    ['life-cycle/partly'],
  ],
  [
    'says that it has stopped, and does nothing',
    (fetch) => async (request) => {
      const { parameters } = await read(request);
      const real = runningIds.includes(parameters.get('instanceIds.0') ?? '');
      if (parameters.get('Action') !== 'StopInstances' || !real) return fetch(request);
      const ids = [...parameters].filter(([name]) => name.startsWith('instanceIds.')).map(([, id]) => id);
      return answer({
        code: 0,
        message: '',
        detail: Object.fromEntries(ids.map((id) => [id, { code: 0, message: '', requestId: '1' }])),
      });
    },
    ['life-cycle/stop'],
  ],
  [
    'stops a second time',
    rewriting((body, { parameters }) => {
      const detail = body['detail'] as Record<string, { code: number }> | undefined;
      const real = detail && Object.keys(detail).some((id) => runningIds.includes(id));
      return real && body.code === 5100 && parameters.get('Action') === 'StopInstances'
        ? { ...body, code: 0 }
        : body;
    }),
    ['life-cycle/stop-again'],
  ],
  [
    'does not know SHA-256',
    refusing(({ parameters }) => parameters.get('SignatureMethod') === 'HmacSHA256'),
    ['signature/sha256'],
  ],
  [
    'signs encoded values',
    refusing((asked) => values(asked).some((value) => encodeURIComponent(value) !== value)),
    ['signature/raw-values', 'signature/at-sign'],
  ],
  ['does not take + for a space', refusing((asked) => rawForm(asked).includes('+')), ['signature/encoding']],
  [
    'does not tell a wrong key from a wrong signature',
    rewriting((body) => (body.code === 4104 ? { ...body, code: 4100 } : body)),
    ['signature/secret-id'],
  ],
  [
    'blames itself for the mistakes of others',
    rewriting((body) => (body.code === 4000 ? { ...body, code: 6000 } : body)),
    [
      'parameters/public-missing',
      'parameters/public-malformed',
      'parameters/region',
      'parameters/api-malformed',
      'parameters/post-form',
      'answers/batch-invalid',
    ],
  ],
  [
    'does not list by id',
    rewriting((body, { parameters }) =>
      Array.isArray(body['instanceSet']) && parameters.has('instanceIds.0')
        ? { ...body, instanceSet: [], totalCount: 0 }
        : body,
    ),
    ['list/by-id', 'life-cycle/listed'],
  ],
  [
    'starts a second time',
    rewriting((body, { parameters }) =>
      body.code === 5100 && parameters.get('Action') === 'StartInstances' ? { ...body, code: 0 } : body,
    ),
    ['life-cycle/start-again'],
  ],
  [
    'does not stop what it has started',
    refusing(
      ({ parameters }) =>
        parameters.get('Action') === 'StopInstances' && parameters.get('instanceIds.0') === shutDownIds[0],
      6200,
    ),
    ['life-cycle/back'],
  ],
];

describe('an endpoint that', () => {
  test.each(deviations)('reports the deviation: %s', async (_, deviation, seenBy) => {
    const report = await judge({ deviation }, { only: alone(seenBy) });
    const differing = report.checks.filter(({ status }) => status === 'differs');
    expect(differing.map(({ id }) => id)).toEqual(expect.arrayContaining([...seenBy]));
    expect(report.conforms).toBe(false);
    for (const { meaning, observed } of differing) {
      expect(meaning).toMatch(/\.$/);
      expect(observed).not.toBe('');
    }
  });

  test('is unreachable still gets a report', async () => {
    const unreachable: Fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));
    const report = await judge({ deviation: () => unreachable });
    expect(report).toMatchObject({ reachable: false, conforms: false, agrees: 0, differs: 0, requests: 1 });
    expect(report.checks[0]?.observed).toBe('no answer: fetch failed: connect ECONNREFUSED');
  });

  test('fails half way still gets a report', async () => {
    let left = 30;
    const report = await judge({
      deviation: (fetch) => (request) =>
        (left -= 1) < 0 ? Promise.reject(new TypeError('fetch failed')) : fetch(request),
    });
    expect(report.conforms).toBe(false);
    expect(report.agrees).toBeGreaterThan(0);
    expect(report.checks.at(-3)).toMatchObject({ id: 'life-cycle/partly', status: 'skipped' });
  });
});

test('every check can fail', async () => {
  const seen = new Set(deviations.flatMap(([, , ids]) => ids));
  const all = (await judge()).checks.map(({ id }) => id);
  expect(all.filter((id) => !seen.has(id))).toEqual([]);
});

test('always gets a report, for any answers', async () => {
  const almost = fc.constantFrom(
    '',
    '{}',
    '{"code":0}',
    '{"code":"0","instanceSet":{},"totalCount":-1}',
    '{"code":0,"totalCount":1e9,"instanceSet":[null,1,{"unInstanceId":7}]}',
    '{"code":0,"totalCount":3,"instanceSet":[{"unInstanceId":"ins-00000001","status":2},{"unInstanceId":"ins-00000002"}]}',
    '{"code":5400,"detail":{"ins-00000001":null}}',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(almost, fc.json(), fc.string()),
      fc.constantFrom(200, 302, 500),
      async (body, status) => {
        const deviation: Deviation = () => async () => new Response(body, { status });
        const report = await judge({ deviation }, { patience: 1000 });
        expect(report.conforms).toBe(false);
      },
    ),
    runs(12),
  );
});
