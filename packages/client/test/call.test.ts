import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  ApiError,
  BatchError,
  createClient,
  createCvm,
  createLimiter,
  describeInstances,
  restartInstances,
  stopInstances,
  TimeoutError,
  TransportError,
  TransportFailure,
  ValidationError,
  type ClientConfig,
} from '../src/index.js';
import { accepted, code, credentials, fails, json, scripted, silent, text } from './support/scripted.js';
import { countingController, Time } from './support/time.js';
import { rejection } from './support/rejection.js';

const ids = ['ins-09dx96dg', 'ins-1a2b3c4d'];

/** A client that lives in a time of its own. */
function clientOf(transport: ClientConfig['transport'], more: Partial<ClientConfig> = {}) {
  const time = new Time();
  const config = { region: 'ap-guangzhou', credentials, transport, runtime: time.runtime(), ...more };
  const cvm = createClient({ stopInstances, restartInstances, describeInstances }, config);
  return { time, cvm };
}

const rejectWith = (reason: unknown): Promise<never> => Promise.reject(reason);

test('a call sends the Action, the public parameters and the input, and gives the output', async () => {
  const service = scripted(accepted);
  const { time, cvm } = clientOf(service);
  const { output, meta } = await time.run(cvm.stopInstances.withMeta({ instanceIds: ids, forceStop: 1 }));
  expect(Object.keys(output.detail)).toEqual(ids);
  expect(output.detail['ins-09dx96dg']).toEqual({ code: 0, message: '', requestId: 'task-ins-09dx96dg' });
  expect(meta).toMatchObject({ attempts: 1, totalRetryDelay: 0, status: 200, raw: { codeDesc: 'Success' } });
  expect(service.calls).toEqual([
    {
      Action: 'StopInstances',
      Region: 'ap-guangzhou',
      SecretId: credentials.secretId,
      SignatureMethod: 'HmacSHA256',
      Timestamp: `${time.now() / 1000}`,
      Nonce: expect.stringMatching(/^\d+$/),
      Signature: expect.stringMatching(/^[\w+/]{43}=$/),
      'instanceIds.0': 'ins-09dx96dg',
      'instanceIds.1': 'ins-1a2b3c4d',
      forceStop: '1',
    },
  ]);
  expect(service.requests[0]).toMatchObject({ method: 'GET', maxResponseBytes: 10_485_760 });
});

test('a method gives the output alone, an operation without required parameters takes none', async () => {
  const { time, cvm } = clientOf(scripted(json({ code: 0, message: '', totalCount: 0, instanceSet: [] })));
  expect(await time.run(cvm.describeInstances())).toEqual({ totalCount: 0, instanceSet: [] });
  expect(cvm.describeInstances.operation).toBe(describeInstances);
  expect(cvm.describeInstances.name).toBe('describeInstances');
});

test('createCvm has every operation of the spec', () => {
  const spec = readFileSync(new URL('../../../specs/2.0/cvm.yaml', import.meta.url), 'utf8');
  const actions = [...spec.matchAll(/^ {2}\/(\w)(\w+):$/gm)];
  const methods = actions.map(([, first = '', rest = '']) => `${first.toLowerCase()}${rest}`);
  expect(methods).toContain('stopInstances');
  const cvm = createCvm({ region: 'ap-guangzhou', credentials, transport: scripted(accepted) });
  expect(Object.keys(cvm).sort()).toEqual(methods.sort());
});

test('refused credentials: the error says which variables gave them', async () => {
  const variables: Record<string, string> = {
    TENCENTCLOUD_SECRETID: 'AKIDplatform',
    TENCENTCLOUD_SECRETKEY: 'platform-key',
  };
  const time = new Time();
  const runtime = { ...time.runtime(), environment: (name: string) => variables[name] };
  const { cvm } = clientOf(scripted(code(4100, 'signature error')), { credentials: undefined, runtime });
  await expect(time.run(cvm.stopInstances({ instanceIds: ids }))).rejects.toThrow(
    'The credentials came from TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY of the environment.',
  );
});

test('with id and key swapped, no error shows more than the first characters of the key', async () => {
  const { secretId, secretKey } = credentials;
  const swapped = { secretId: secretKey, secretKey: secretId };
  const says = `SecretId ${secretKey} is not found (SecretId=${secretKey})`;
  for (const answer of [code(4104, says), text(says), json({ code: 5400, message: says, detail: {} })]) {
    const { time, cvm } = clientOf(scripted(answer), { credentials: swapped, retry: false });
    const error = await rejection(time.run(cvm.stopInstances({ instanceIds: ids })));
    const shown = inspect(error, { depth: 9 }) + JSON.stringify(error);
    expect(shown).not.toContain(secretKey.slice(0, 9));
    expect(shown).not.toContain(secretId);
  }
});

test('a call can name another region and another timeout', async () => {
  const service = scripted(silent);
  const { time, cvm } = clientOf(service, { retry: false });
  const error = await time.run(
    rejection(cvm.stopInstances({ instanceIds: ids }, { region: 'ap-beijing', timeout: 77 })),
  );
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ timeout: 77, region: 'ap-beijing' });
  expect(service.calls[0]).toMatchObject({ Region: 'ap-beijing' });
});

test('an input that is not valid is refused with every problem, and nothing is sent', async () => {
  const service = scripted(accepted);
  const { cvm } = clientOf(service);
  const input = { instanceIds: ['ins-a', 'no id', 'ins-a'], forceStop: 2, force: 1 };
  // @ts-expect-error It would not compile.
  const error = await rejection(cvm.stopInstances(input));
  expect(error).toBeInstanceOf(ValidationError);
  expect((error as ValidationError).problems.map(({ parameter }) => parameter)).toEqual([
    'instanceIds[1]',
    'instanceIds[2]',
    'forceStop',
    'force',
  ]);
  expect(service.calls).toHaveLength(0);
});

test.each<unknown>([null, 7, 'fast'])('%j are no options', async (options) => {
  const { cvm } = clientOf(scripted(accepted));
  const error = await rejection(cvm.stopInstances({ instanceIds: ids }, options as object));
  expect(error).toBeInstanceOf(ValidationError);
});

test('options that are not valid are refused', async () => {
  const { cvm } = clientOf(scripted(accepted));
  const options = { timeout: -1, region: '', signal: 'no', retries: 3 };
  // @ts-expect-error It would not compile.
  const error = await rejection(cvm.stopInstances({ instanceIds: ids }, options));
  expect((error as ValidationError).problems.map(({ parameter }) => parameter)).toEqual([
    'options.timeout',
    'options.region',
    'options.signal',
    'options.retries',
  ]);
});

describe('a refusal of the service', () => {
  test('is an ApiError that knows the call', async () => {
    const { time, cvm } = clientOf(scripted(code(4100, 'signature wrong')));
    const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: 4100,
      category: 'authentication',
      action: 'StopInstances',
      region: 'ap-guangzhou',
      resourceIds: ids,
      attempts: 1,
      totalRetryDelay: 0,
      retryable: false,
      ambiguous: false,
      status: 200,
    });
  });

  test('is retried when retryable, and reports the attempts when it persists', async () => {
    const service = scripted(code(4400));
    const { time, cvm } = clientOf(service);
    const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    expect(service.calls).toHaveLength(4);
    expect(error).toMatchObject({ attempts: 4, retryable: true, ambiguous: false });
    // Half of 5, 10 and 20 seconds: the jitter of this test.
    expect(time.sleeps).toEqual([2_500, 5_000, 10_000]);
    expect(error).toMatchObject({ totalRetryDelay: 17_500 });
    expect(error.message).toContain('4 attempts');
  });

  test('that goes away resolves with the attempts it took', async () => {
    const { time, cvm } = clientOf(scripted(code(6200), code(6000), accepted));
    const { meta } = await time.run(cvm.stopInstances.withMeta({ instanceIds: ids }));
    expect(meta).toMatchObject({ attempts: 3, totalRetryDelay: 100 + 200 });
  });

  test('is not tried again with retry: false', async () => {
    const service = scripted(code(4400));
    const { time, cvm } = clientOf(service, { retry: false });
    expect(await time.run(rejection(cvm.stopInstances({ instanceIds: ids })))).toMatchObject({ attempts: 1 });
  });
});

describe('every attempt', () => {
  test('has a new Nonce, a Timestamp that is not older, and a signature of its own', async () => {
    const service = scripted(code(6000));
    const { time, cvm } = clientOf(service, { retry: { maxAttempts: 6, baseDelay: 4_000 } });
    await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    const field = (name: string): string[] => service.calls.map((call) => call[name]!);
    expect(new Set(field('Nonce')).size).toBe(6);
    expect(new Set(field('Signature')).size).toBe(6);
    expect(field('Timestamp').map(Number)).toEqual(
      field('Timestamp')
        .map(Number)
        .sort((a, b) => a - b),
    );
  });

  test('keeps its Timestamp when the clock of the machine goes back within a call', async () => {
    const time = new Time();
    const start = time.now();
    const service = scripted(async () => {
      time.set(start - 5_000_000);
      return { status: 200, headers: {}, body: '{"code":6000}' };
    }, accepted);
    const { cvm } = clientOf(service, { runtime: time.runtime() });
    await time.run(cvm.stopInstances({ instanceIds: ids }));
    expect(service.calls.map((call) => call['Timestamp'])).toEqual([`${start / 1000}`, `${start / 1000}`]);
  });
});

describe('a wrong clock', () => {
  const service = (time: Time, offset: number) =>
    scripted(async (request) => {
      const now = time.now() + offset;
      const { Timestamp } = Object.fromEntries(new URL(request.url).searchParams);
      const headers = { date: new Date(now).toUTCString() };
      if (Math.abs(Number(Timestamp) - now / 1000) > 300)
        return { status: 200, headers, body: '{"code":4500}' };
      return { status: 200, headers, body: '{"code":0,"totalCount":0,"instanceSet":[]}' };
    });

  test.each([86_400_000, -86_400_000, 20 * 365 * 86_400_000])(
    'of %d ms is corrected within one retry, and stays so',
    async (offset) => {
      const time = new Time();
      const transport = service(time, offset);
      const { cvm } = clientOf(transport, { runtime: time.runtime() });
      const { meta } = await time.run(cvm.describeInstances.withMeta());
      expect(meta).toMatchObject({ attempts: 2, totalRetryDelay: 0 });
      expect((await time.run(cvm.describeInstances.withMeta())).meta.attempts).toBe(1);
    },
  );

  test('is corrected even if the call is not retried: the next one is right', async () => {
    const time = new Time();
    const { cvm } = clientOf(service(time, 9_000_000), { runtime: time.runtime(), retry: false });
    expect(await time.run(rejection(cvm.describeInstances()))).toMatchObject({ code: 4500 });
    expect(await time.run(cvm.describeInstances())).toEqual({ totalCount: 0, instanceSet: [] });
  });
});

describe('a Nonce that was used before, by a clock that is right', () => {
  const replayed = (time: Time) =>
    scripted(code(4500, 'replay', { date: new Date(time.now()).toUTCString() }), accepted);

  test('means that a copy of the request came first: what changes something is not sent again', async () => {
    for (const name of ['stopInstances', 'restartInstances'] as const) {
      const time = new Time();
      const transport = replayed(time);
      const { cvm } = clientOf(transport, { runtime: time.runtime() });
      const error = await time.run(rejection(cvm[name]({ instanceIds: ids })));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ code: 4500, ambiguous: true, retryable: false, attempts: 1 });
      expect(transport.calls).toHaveLength(1);
    }
  });

  test('does not matter to a call that only looks', async () => {
    const time = new Time();
    const transport = scripted(
      code(4500, 'replay', { date: new Date(time.now()).toUTCString() }),
      json({ code: 0, totalCount: 0, instanceSet: [] }),
    );
    const { cvm } = clientOf(transport, { runtime: time.runtime() });
    expect((await time.run(cvm.describeInstances.withMeta())).meta.attempts).toBe(2);
  });

  test('is told from a wrong clock, after which even restarting goes on', async () => {
    const time = new Time();
    const transport = scripted(
      code(4500, '', { date: new Date(time.now() + 301_000).toUTCString() }),
      accepted,
    );
    const { cvm } = clientOf(transport, { runtime: time.runtime() });
    expect((await time.run(cvm.restartInstances.withMeta({ instanceIds: ids }))).meta.attempts).toBe(2);
  });
});

test('a request that cannot be signed is one that was not sent', async () => {
  const time = new Time();
  const service = scripted(accepted);
  const runtime = time.runtime({ nonce: () => Symbol('no number') as never });
  const { cvm } = clientOf(service, { runtime });
  const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ phase: 'unsent', ambiguous: false, cause: { name: 'TypeError' } });
  expect(service.calls).toEqual([]);
});

describe('refused credentials', () => {
  /** A provider that gives other credentials every time, and how often it was asked. */
  const provider = () => {
    const state = { asked: 0 };
    return { state, credentials: () => ({ ...credentials, secretId: `AKID${++state.asked}` }) };
  };

  test('are refreshed once, and the call is tried again with the new ones', async () => {
    const { credentials: given } = provider();
    const service = scripted(code(4105), accepted);
    const { time, cvm } = clientOf(service, { credentials: given });
    const { meta } = await time.run(cvm.stopInstances.withMeta({ instanceIds: ids }));
    expect(meta).toMatchObject({ attempts: 2, totalRetryDelay: 0 });
    expect(service.calls.map(({ SecretId }) => SecretId)).toEqual(['AKID1', 'AKID2']);
  });

  test('are not refreshed for ever', async () => {
    const { state, credentials: given } = provider();
    const { time, cvm } = clientOf(scripted(code(4105)), { credentials: given });
    expect(await time.run(rejection(cvm.stopInstances({ instanceIds: ids })))).toMatchObject({ attempts: 2 });
    expect(state.asked).toBe(2);
  });

  test('that are always the same are not tried again', async () => {
    const { time, cvm } = clientOf(scripted(code(4105)));
    expect(await time.run(rejection(cvm.stopInstances({ instanceIds: ids })))).toMatchObject({ attempts: 1 });
  });

  test('are not kept for the next call, regardless of the reason', async () => {
    const { credentials: given } = provider();
    const service = scripted(code(4104), accepted);
    const { time, cvm } = clientOf(service, { credentials: given });
    await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    await time.run(cvm.stopInstances({ instanceIds: ids }));
    expect(service.calls.map(({ SecretId }) => SecretId)).toEqual(['AKID1', 'AKID2']);
  });
});

describe('a transport', () => {
  test.each([
    [
      'throws at once',
      (): never => {
        throw new TypeError('oops');
      },
    ],
    ['rejects with undefined', () => rejectWith(undefined)],
    ['rejects with a text', () => rejectWith('nope')],
    ['answers undefined', async () => undefined],
    ['answers a number', async () => 7],
    ['answers without a body', async () => ({ status: 200, headers: {} })],
    ['answers without headers', async () => ({ status: 200, body: '{"code":0}' })],
    ['answers a status that is none', async () => ({ status: 'ok', headers: {}, body: '' })],
  ])('that %s yields a TransportError, ambiguous for a call that changes something', async (_, answer) => {
    const service = scripted(answer);
    const { time, cvm } = clientOf(service);
    const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      phase: 'sent',
      ambiguous: true,
      retryable: false,
      attempts: 1,
      resourceIds: ids,
    });
    const read = await time.run(rejection(cvm.describeInstances()));
    expect(read).toMatchObject({ phase: 'sent', ambiguous: false, retryable: true, attempts: 4 });
  });

  test('that certainly did not send is tried again, regardless of the call', async () => {
    const { time, cvm } = clientOf(scripted(fails('unsent'), fails('unsent'), accepted));
    expect((await time.run(cvm.restartInstances.withMeta({ instanceIds: ids }))).meta.attempts).toBe(3);
  });

  test.each(['<html>502 Bad Gateway</html>', '', '{"code":', '[]', 'null', '{"message":"no code"}'])(
    'that brings %j yields a TransportError with status and excerpt',
    async (body) => {
      const { time, cvm } = clientOf(scripted(text(body, 502)));
      const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toMatchObject({ phase: 'response', status: 502, ambiguous: true });
    },
  );

  test('that never asked whether anything is new: 304 is no redirect, and no answer', async () => {
    const service = scripted(text('', 304));
    const { cvm, time } = clientOf(service, { retry: false });
    await expect(time.run(cvm.describeInstances())).rejects.toThrow(
      'got HTTP 304 instead of an API response',
    );
  });

  test('that follows no redirect: even one with a body that looks like success', async () => {
    const service = scripted(json({ code: 0, totalCount: 0, instanceSet: [] }, {}, 302));
    const { time, cvm } = clientOf(service);
    const error = await time.run(rejection(cvm.describeInstances()));
    expect(error).toMatchObject({ name: 'TransportError', status: 302, attempts: 1 });
  });
});

describe('after an attempt that may have acted', () => {
  const inner = {
    code: 5100,
    message: 'wrong status',
    codeDesc: 'OperationConstraints.InvaildInstanceStatus',
  };
  const refusal = json({ code: 5100, message: '', detail: Object.fromEntries(ids.map((id) => [id, inner])) });

  test('a later refusal of each instance says so', async () => {
    const { time, cvm } = clientOf(scripted(code(6000), refusal));
    const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    expect(error).toBeInstanceOf(BatchError);
    expect(error).toMatchObject({ ambiguous: true, attempts: 2 });
    expect((error as BatchError).advice).toContain('earlier attempt');
    expect((error as BatchError).failed.map(({ resourceId }) => resourceId)).toEqual(ids);
  });

  test('without one, the same refusal is plain', async () => {
    const { time, cvm } = clientOf(scripted(refusal));
    const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
    expect(error).toMatchObject({ ambiguous: false, attempts: 1 });
  });
});

describe('the limits of retrying', () => {
  test('no attempt starts after the deadline, and the last one is cut off at it', async () => {
    const service = scripted(silent);
    const { time, cvm } = clientOf(service, {
      timeout: 40_000,
      retry: { maxAttempts: 100, deadline: 100_000, baseDelay: 1 },
    });
    const start = time.now();
    const error = await time.run(rejection(cvm.describeInstances()));
    expect(time.now() - start).toBeLessThanOrEqual(100_000);
    expect(service.calls).toHaveLength(3);
    expect(error).toBeInstanceOf(TimeoutError);
    expect((error as TimeoutError).timeout).toBeLessThan(20_001);
  });

  test('a retry that had to wait for the quota until after the deadline is not sent', async () => {
    const service = scripted(code(6200));
    const { time, cvm } = clientOf(service, {
      limits: [{ calls: 1, seconds: 60, per: 'service' }],
      retry: { deadline: 30_000 },
    });
    const error = await time.run(rejection(cvm.describeInstances()));
    expect(error).toMatchObject({ code: 6200, attempts: 1 });
    expect(service.calls).toHaveLength(1);
  });

  test('all calls of a client share a budget, and success fills it again', async () => {
    const service = scripted(code(6200));
    const { time, cvm } = clientOf(service, { limits: false, retry: { maxAttempts: 3, budget: 20 } });
    for (let call = 0; call < 5; call++) await time.run(rejection(cvm.describeInstances()));
    expect(service.calls).toHaveLength(5 + 20 / 5);
    const recovered = scripted(
      ...Array.from({ length: 6 }, () => json({ code: 0, totalCount: 0, instanceSet: [] })),
      code(6200),
    );
    service.send = recovered.send.bind(recovered);
    for (let call = 0; call < 6; call++) await time.run(cvm.describeInstances());
    await time.run(rejection(cvm.describeInstances()));
    expect(recovered.calls).toHaveLength(6 + 1 + 1);
  });
});

test('the endpoint: its host is signed and asked, its path is the service’s unless it has one', async () => {
  const ask = async (endpoint: ClientConfig['endpoint']): Promise<string> => {
    const service = scripted(accepted);
    const { time, cvm } = clientOf(service, endpoint === undefined ? {} : { endpoint });
    await time.run(cvm.stopInstances({ instanceIds: ids }));
    return service.requests[0]!.url.split('?')[0]!;
  };
  expect(await ask(undefined)).toBe('https://cvm.api.qcloud.com/v2/index.php');
  expect(await ask('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/v2/index.php');
  expect(await ask(new URL('https://api.example:444/other/path'))).toBe('https://api.example:444/other/path');
  expect(await ask({ url: 'http://intranet.example', allowPlainHttp: true })).toBe(
    'http://intranet.example/v2/index.php',
  );
});

test('calls beyond the documented quota wait', async () => {
  const service = scripted(accepted);
  const { time, cvm } = clientOf(service, { limits: [{ calls: 2, seconds: 60, per: 'action' }] });
  const start = time.now();
  const sent: number[] = [];
  await time.run(
    Promise.all(
      [1, 2, 3, 4, 5].map(() =>
        cvm.stopInstances({ instanceIds: ids }).then(() => sent.push(time.now() - start)),
      ),
    ),
  );
  expect(sent.map((moment) => Math.floor(moment / 60_000))).toEqual([0, 0, 1, 1, 2]);
});

test('clients that share a limiter take turns in the order of their calls, however many each has made', async () => {
  const time = new Time();
  const config = {
    region: 'ap-guangzhou',
    credentials,
    transport: scripted(accepted),
    runtime: time.runtime(),
    limiter: createLimiter(time),
    limits: [{ calls: 1, seconds: 60, per: 'action' }] as const,
  };
  const [old, young] = [createClient({ stopInstances }, config), createClient({ stopInstances }, config)];
  for (let call = 0; call < 3; call++) await time.run(old.stopInstances({ instanceIds: ids }));
  const order: string[] = [];
  const calls = [old, young, young].map((cvm, index) =>
    cvm
      .stopInstances({ instanceIds: ids })
      .then(() => order.push(`${cvm === old ? 'old' : 'young'} ${index}`)),
  );
  await time.run(Promise.all(calls));
  expect(order).toEqual(['old 0', 'young 1', 'young 2']);
});

test('one signal for many calls gets one listener, and keeps none', async () => {
  const { controller, listeners } = countingController();
  const { signal } = controller;
  let most = 0;
  const count = <Value>(value: Value): Value => {
    most = Math.max(most, listeners());
    return value;
  };
  const service = scripted(async (request) => {
    count(request);
    return code(4400)(request);
  });
  const { time, cvm } = clientOf(service, {
    limits: [{ calls: 5, seconds: 60, per: 'service' }],
    retry: { maxAttempts: 2, deadline: 10_000_000 },
  });
  // Some wait for their turn, some for their answer, some for their next attempt.
  const calls = Array.from({ length: 20 }, () => rejection(cvm.describeInstances({}, { signal })));
  await time.advance(1);
  count(undefined);
  for (const error of await time.run(Promise.all(calls))) expect(error).toMatchObject({ attempts: 2 });
  expect([most, listeners(), time.listeners]).toEqual([1, 0, 0]);
});

describe('a server that is too busy', () => {
  const busy = (retryAfter: string, status = 503) => {
    const answer = json('<html>busy</html>', { 'retry-after': retryAfter }, status);
    return scripted(answer, json({ code: 0, totalCount: 0, instanceSet: [] }));
  };

  test.each([429, 503])('is asked again when it said, after HTTP %s', async (status) => {
    const { time, cvm } = clientOf(busy('45', status));
    const { meta } = await time.run(cvm.describeInstances.withMeta());
    expect(meta).toMatchObject({ attempts: 2, totalRetryDelay: 45_000 });
    expect(time.sleeps).toEqual([45_000]);
  });

  test('is not asked again before the usual delay', async () => {
    const { time, cvm } = clientOf(busy('0'));
    const { meta } = await time.run(cvm.describeInstances.withMeta());
    expect(meta).toMatchObject({ attempts: 2, totalRetryDelay: 100 });
  });

  test('that asks for more than the deadline is not asked again, and the error says what it asked for', async () => {
    const service = busy('120');
    const { time, cvm } = clientOf(service);
    const error = await time.run(rejection(cvm.describeInstances()));
    expect(error).toMatchObject({ status: 503, attempts: 1, retryable: true, totalRetryDelay: 0 });
    expect(error.message).toContain('asks to wait 120 s');
    expect(service.calls).toHaveLength(1);
    expect(time.sleeps).toEqual([]);
  });

  test('is not asked a second time to do what it may have done', async () => {
    const service = busy('1');
    const { time, cvm } = clientOf(service);
    const error = await time.run(rejection(cvm.restartInstances({ instanceIds: ids })));
    expect(error).toMatchObject({ ambiguous: true, attempts: 1 });
    expect(service.calls).toHaveLength(1);
  });

  test('is asked again to do what it has turned away with HTTP 429, regardless of what else it says', async () => {
    const done: typeof accepted = async (request) => ({ ...Object(await accepted(request)), status: 429 });
    for (const turnedAway of [json('<html>busy</html>', {}, 429), done]) {
      const { time, cvm } = clientOf(scripted(turnedAway, accepted));
      const { meta } = await time.run(cvm.restartInstances.withMeta({ instanceIds: ids }));
      expect(meta).toMatchObject({ attempts: 2 });
    }
    const { time, cvm } = clientOf(scripted(...Array.from({ length: 4 }, () => json('', {}, 429))));
    const error = await time.run(rejection(cvm.restartInstances({ instanceIds: ids })));
    expect(error).toMatchObject({ status: 429, ambiguous: false, retryable: true, attempts: 4 });
  });

  test('and answers by the rules of the API is taken at its word, too', async () => {
    const refused = json({ code: 4400, message: '' }, { 'retry-after': '50' }, 429);
    const { time, cvm } = clientOf(scripted(refused, accepted));
    const { meta } = await time.run(cvm.restartInstances.withMeta({ instanceIds: ids }));
    expect(meta).toMatchObject({ attempts: 2, totalRetryDelay: 50_000 });
  });
});

test('a failure that would come again is not tried again, and says what to do', async () => {
  const service = scripted(() =>
    rejectWith(new TransportFailure('no way', { phase: 'unsent', permanent: true })),
  );
  const { time, cvm } = clientOf(service);
  const error = await time.run(rejection(cvm.describeInstances()));
  expect(error).toMatchObject({ phase: 'unsent', retryable: false, ambiguous: false, attempts: 1 });
  expect(error.message).toContain('remove the cause');
});

test('a request that cannot be signed is not tried again, and says why', async () => {
  const service = scripted(accepted);
  const { time, cvm } = clientOf(service, {
    runtime: {
      ...new Time().runtime(),
      nonce: () => {
        throw new Error(`no nonce for ${credentials.secretKey}`);
      },
    },
  });
  const error = await time.run(rejection(cvm.restartInstances({ instanceIds: ids })));
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ phase: 'unsent', retryable: false, ambiguous: false, attempts: 1 });
  expect(error.message).toContain('could not be signed: no nonce for ***');
  expect(service.calls).toEqual([]);
});

test('of very many results that were not asked for, the first are kept and all are counted', async () => {
  const results = Array.from({ length: 100_000 }, (_, index) => [`ins-${index}`, { code: 0, message: '' }]);
  const body = JSON.stringify({ code: 0, message: '', detail: Object.fromEntries(results) as object });
  const { time, cvm } = clientOf(scripted(text(body)));
  const error = await time.run(rejection(cvm.stopInstances({ instanceIds: ids })));
  expect(error).toBeInstanceOf(BatchError);
  const { unexpected, contradictions } = error as BatchError;
  expect(unexpected).toHaveLength(100);
  expect(contradictions).toContain('100000 results for ids that were not requested');
  expect(JSON.stringify(error).length).toBeLessThan(20_000);
});
