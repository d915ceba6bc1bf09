import { describe, expect, test } from 'vitest';
import { alone, emulatorToJudge, judgeV3, runningIds, shutDownIds } from '../../../src/conformance.js';
import type { Deviation } from '../../../src/conformance.js';
import {
  accepting,
  blindTo,
  changing,
  editing,
  passing,
  refusing,
  requestOf,
  rewriting,
  rightAuthorization,
} from '../../../src/gateway.js';
import type { Passing, Response3 } from '../../../src/gateway.js';

const action = ({ headers }: Passing): string => headers.get('x-tc-action') ?? '';
const isTc3 = ({ headers }: Passing): boolean => headers.get('authorization')?.startsWith('TC3-') === true;
const isV1 = (request: Passing): boolean =>
  !request.headers.has('authorization') && !request.headers.has('x-tc-action');
const instancesIn = (response: Response3): readonly Record<string, unknown>[] =>
  Array.isArray(response['InstanceSet']) ? (response['InstanceSet'] as Record<string, unknown>[]) : [];
const withInstances = (
  response: Response3,
  change: (instance: Record<string, unknown>) => Record<string, unknown>,
): Response3 =>
  response['InstanceSet'] ? { ...response, InstanceSet: instancesIn(response).map(change) } : response;
const knownFilters = ['zone', 'instance-id', 'instance-name', 'instance-state'];

/** Wrong in one way each, with the checks that must see it. */
const deviations: readonly (readonly [what: string, deviation: Deviation, seenBy: readonly string[]])[] = [
  [
    'does not look at signatures',
    blindTo(isTc3),
    [
      'signature/wrong',
      'signature/key-prefix',
      'signature/scope-day',
      'signature/payload',
      'signature/headers',
      'signature/method',
      'signature/required-headers',
    ],
  ],
  [
    'serves calls without a signature',
    blindTo(({ headers }) => !headers.has('authorization') && headers.has('x-tc-action')),
    ['signature/authorization'],
  ],
  [
    'knows JSON by its shortest name only',
    refusing(({ headers }) => (headers.get('content-type') ?? '').includes('charset')),
    ['signature/json'],
  ],
  [
    'does not know GET',
    refusing(({ method, headers }) => method === 'GET' && headers.has('authorization')),
    ['signature/get'],
  ],
  [
    'writes bodies anew before it hashes them',
    refusing((request) => {
      try {
        return (
          request.method === 'POST' &&
          isTc3(request) &&
          request.body !== JSON.stringify(JSON.parse(request.body))
        );
      } catch {
        return false;
      }
    }),
    ['signature/bytes'],
  ],
  [
    'wants every body signed',
    refusing(({ headers }) => headers.has('x-tc-content-sha256')),
    ['signature/unsigned-payload'],
  ],
  [
    'knows two signed headers',
    refusing(({ headers }) =>
      /SignedHeaders=(?!content-type;host,)/.test(headers.get('authorization') ?? ''),
    ),
    ['signature/more-headers'],
  ],
  [
    'calls an unknown key a wrong signature',
    rewriting((response) =>
      response.Error?.Code === 'AuthFailure.SecretIdNotFound'
        ? { ...response, Error: { ...response.Error, Code: 'AuthFailure.SignatureFailure' } }
        : response,
    ),
    ['signature/secret-id'],
  ],
  ['does not know method v1', refusing(isV1), ['signature-v1/accepted']],
  [
    'does not look at signatures of method v1',
    accepting(
      (response, request) => isV1(request) && response.Error?.Code === 'AuthFailure.SignatureFailure',
    ),
    ['signature-v1/refused'],
  ],
  [
    'does not look at Timestamps',
    changing(({ headers }, emulator) => {
      if (/^\d+$/.test(headers.get('x-tc-timestamp') ?? ''))
        headers.set('x-tc-timestamp', `${Math.floor(emulator.clock.now() / 1000)}`);
    }),
    ['freshness/stale', 'freshness/future'],
  ],
  [
    'takes its own time where there is none',
    (fetch, emulator) => async (request) => {
      const read = await passing(request);
      if (!isTc3(read) || /^\d+$/.test(read.headers.get('x-tc-timestamp') ?? '')) return fetch(request);
      read.headers.set('x-tc-timestamp', `${Math.floor(emulator.clock.now() / 1000)}`);
      read.headers.set('authorization', rightAuthorization(read, { emulator }));
      return fetch(requestOf(read));
    },
    ['freshness/timestamp'],
  ],
  [
    'has a window of a minute',
    (fetch, emulator) => async (request) => {
      const time = Number((await passing(request)).headers.get('x-tc-timestamp'));
      const off = Math.abs(time - emulator.clock.now() / 1000);
      return off > 60 && off < 300
        ? Response.json({
            Response: { Error: { Code: 'AuthFailure.SignatureExpire', Message: 'late' }, RequestId: '1' },
          })
        : fetch(request);
    },
    ['freshness/window'],
  ],
  [
    'answers without a Date',
    (fetch) => async (request) => new Response(await (await fetch(request)).text()),
    ['freshness/date'],
  ],
  [
    'answers an unknown Action with a page',
    (fetch) => async (request) =>
      action(await passing(request)) === 'DescribeInstance'
        ? new Response('<html>404</html>', { status: 404 })
        : fetch(request),
    ['parameters/action', 'answers/envelope'],
  ],
  [
    'has one version for all',
    changing(({ headers }) => void headers.set('x-tc-version', '2017-03-12')),
    ['parameters/version', 'parameters/public-missing'],
  ],
  [
    'answers a region that does not exist for another',
    changing(({ headers }) => void headers.set('x-tc-region', 'ap-guangzhou')),
    ['parameters/region', 'parameters/public-missing'],
  ],
  [
    'ignores parameters that it does not know',
    editing((parameters) => {
      delete parameters['limit'];
    }),
    ['parameters/unknown'],
  ],
  [
    'ignores what it does not understand',
    editing((parameters) => {
      for (const [name, value] of Object.entries(parameters)) {
        const isFit = name.endsWith('s')
          ? Array.isArray(value)
          : typeof value === 'number' && value >= 0 && value < 101;
        if (/^(?:Limit|Offset|InstanceIds|Filters)$/.test(name) && !isFit) delete parameters[name];
      }
    }),
    ['parameters/type', 'parameters/range'],
  ],
  [
    'needs no parameter',
    accepting((response) => response.Error?.Code === 'MissingParameter'),
    ['parameters/missing'],
  ],
  [
    'takes the first of two selections',
    editing((parameters) => {
      if (parameters['InstanceIds']) delete parameters['Filters'];
    }),
    ['parameters/together'],
  ],
  [
    'ignores filters that it does not know',
    editing((parameters) => {
      const filters = parameters['Filters'];
      if (Array.isArray(filters))
        parameters['Filters'] = filters.filter(({ Name }: { Name: string }) => knownFilters.includes(Name));
    }),
    ['parameters/filter'],
  ],
  [
    'takes any text for a way of stopping',
    editing((parameters) => {
      delete parameters['StopType'];
    }),
    ['parameters/enum'],
  ],
  [
    'takes a body that it cannot read for an empty one',
    accepting((_, { body }) => body === '[]' || body === '{"Limit": 1'),
    ['parameters/body'],
  ],
  [
    'writes numbers as texts',
    rewriting((response) =>
      withInstances(response, (instance) => ({ ...instance, CPU: `${instance['CPU'] as number}` })),
    ),
    ['list/fields'],
  ],
  [
    'ignores Offset',
    editing((parameters) => {
      if (Number(parameters['Offset']) >= 0) delete parameters['Offset'];
    }),
    ['list/pages', 'list/beyond'],
  ],
  [
    'counts the page instead of all',
    rewriting((response) =>
      response['InstanceSet'] ? { ...response, TotalCount: instancesIn(response).length } : response,
    ),
    ['list/pages', 'list/beyond'],
  ],
  [
    'lists everything for an unknown id',
    editing((parameters) => {
      const [id] = Array.isArray(parameters['InstanceIds']) ? (parameters['InstanceIds'] as string[]) : [];
      if (id?.startsWith('ins-0000000000')) delete parameters['InstanceIds'];
    }),
    ['list/unknown-id'],
  ],
  [
    'does not list by id',
    rewriting((response, { body }) =>
      response['InstanceSet'] && body.includes('InstanceIds')
        ? { ...response, TotalCount: 0, InstanceSet: [] }
        : response,
    ),
    ['list/by-id', 'life-cycle/listed'],
  ],
  [
    'has one filter at a time',
    editing((parameters) => {
      if (Array.isArray(parameters['Filters'])) parameters['Filters'] = parameters['Filters'].slice(0, 1);
    }),
    ['list/filters'],
  ],
  [
    'says another state in the short list',
    rewriting((response, request) =>
      action(request) === 'DescribeInstancesStatus' && response['InstanceStatusSet']
        ? {
            ...response,
            InstanceStatusSet: (response['InstanceStatusSet'] as object[]).map((each) => ({
              ...each,
              InstanceState: 'PENDING',
            })),
          }
        : response,
    ),
    ['list/status'],
  ],
  [
    'gives failures an HTTP status of their own',
    (fetch) => async (request) => {
      const answer = await fetch(request);
      const text = await answer.text();
      return new Response(text, { status: text.includes('"Error"') ? 400 : 200, headers: answer.headers });
    },
    ['answers/envelope'],
  ],
  [
    'gives every answer one RequestId',
    rewriting((response) => ({ ...response, RequestId: 'a' })),
    ['answers/request-id'],
  ],
  [
    'speaks one language',
    rewriting((response) =>
      response.Error
        ? { ...response, Error: { ...response.Error, Message: 'something is wrong' } }
        : response,
    ),
    ['answers/language'],
  ],
  [
    'accepts ids that do not exist',
    accepting((response) => response.Error?.Code === 'InvalidInstanceId.NotFound'),
    ['answers/unknown-instance', 'life-cycle/mixed'],
  ],
  [
    'overlooks DryRun',
    editing((parameters, request) => {
      if (action(request) === 'RunInstances') delete parameters['DryRun'];
    }),
    ['dry-run/run-instances'],
  ],
  [
    'accepts every dry run',
    accepting((_, request) => action(request) === 'RunInstances'),
    ['dry-run/refused'],
  ],
  [
    'never says that a stop is done',
    rewriting((response) =>
      withInstances(response, (instance) =>
        instance['LatestOperation'] === 'StopInstances'
          ? { ...instance, LatestOperationState: 'OPERATING' }
          : instance,
      ),
    ),
    ['life-cycle/stop'],
  ],
  [
    'does not say what was done last',
    rewriting((response) => withInstances(response, (instance) => ({ ...instance, LatestOperation: null }))),
    ['life-cycle/stop'],
  ],
  [
    'stops a second time',
    accepting((_, request) => action(request) === 'StopInstances'),
    ['life-cycle/stop-again'],
  ],
  [
    'does not start',
    refusing(
      (request) => action(request) === 'StartInstances' && !request.body.includes('ins-0000000000'),
      'InternalError',
    ),
    ['life-cycle/start', 'life-cycle/back'],
  ],
  [
    'starts a second time',
    accepting((response) => response.Error?.Code === 'UnsupportedOperation.InstanceStateRunning'),
    ['life-cycle/start-again'],
  ],
  [
    'does not reboot',
    refusing((request) => action(request) === 'RebootInstances', 'InternalError'),
    ['life-cycle/reboot'],
  ],
];

describe('an endpoint of API 3.0 that', () => {
  test.each(deviations)('reports the deviation: %s', async (_, deviation, seenBy) => {
    const report = await judgeV3({ deviation }, { only: alone(seenBy), patience: 60_000 });
    const differing = report.checks.filter(({ status }) => status === 'differs');
    expect(differing.map(({ id }) => id)).toEqual(expect.arrayContaining([...seenBy]));
    expect(report.conforms).toBe(false);
    for (const { meaning, observed } of differing) {
      expect(meaning).toMatch(/\.$/);
      expect(observed).not.toBe('');
    }
  });

  test('accepts any token is detected with a temporary key', async () => {
    const key = {
      secretId: 'AKIDtemporary',
      secretKey: 'temporary',
      token: 'right',
      expiresAt: '2030-01-01',
    };
    const emulator = emulatorToJudge({ accounts: [{ keys: [key] }] });
    const only = ['signature'];
    expect(await judgeV3({ emulator }, { only })).toMatchObject({ conforms: true, skipped: 0 });
    const deviation = changing(({ headers }) => void headers.set('x-tc-token', 'right'));
    const report = await judgeV3({ emulator, deviation }, { only });
    expect(report.checks.filter(({ status }) => status === 'differs').map(({ id }) => id)).toEqual([
      'signature/token',
    ]);
  });

  test('is unreachable still gets a report', async () => {
    const report = await judgeV3({ deviation: () => () => Promise.reject(new TypeError('fetch failed')) });
    expect(report).toMatchObject({ api: '3.0', reachable: false, conforms: false, agrees: 0, requests: 1 });
  });

  test.each([
    '',
    '{}',
    '{"Response":[]}',
    '{"Response":{"RequestId":"1"}}',
    '{"Response":{"RequestId":"1","TotalCount":1e9,"InstanceSet":[null,{"InstanceId":7}]}}',
  ])('answers %j to every request still gets a report', async (body) => {
    const report = await judgeV3({ deviation: () => async () => new Response(body) }, { patience: 1000 });
    expect(report.conforms).toBe(false);
  });
});

test('a field that all other checks need is missed by name', async () => {
  const deviation = rewriting((response) =>
    withInstances(response, ({ InstanceState: _, ...instance }) => instance),
  );
  const { checks } = await judgeV3({ deviation }, { only: ['list'] });
  const { status, observed } = checks.find(({ id }) => id === 'list/fields') ?? {};
  expect({ status, observed }).toEqual({ status: 'differs', observed: 'an instance without InstanceState' });
});

test('every check can fail', async () => {
  const seen = new Set([...deviations.flatMap(([, , ids]) => ids), 'signature/token']);
  const all = (await judgeV3()).checks.map(({ id }) => id);
  expect(all.filter((id) => !seen.has(id))).toEqual([]);
});

test('restores the status of every instance', async () => {
  const emulator = emulatorToJudge();
  await judgeV3({ emulator });
  const status = (id: string): string => emulator.instances.get(id).statusName;
  expect([...runningIds, ...shutDownIds].map(status)).toEqual(['running', 'running', 'shutDown']);
});
