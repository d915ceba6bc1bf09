import { describe, expect, test, vi } from 'vitest';
import { callAction, createClient, createCvm, stopInstances, ValidationError } from '../../src/index.js';
import { createImageClient } from '../../src/image.gen.js';
import { createCvm as createNativeCvm, successorOf, v3 } from '../../src/v3/index.js';
import { commonErrors } from '../../src/services/2.0.gen.js';
import { credentials } from '../support/scripted.js';
import { wholeService } from '../support/whole-service.js';

const base = { region: 'ap-guangzhou', credentials };

const thrownBy = (run: () => unknown): ValidationError => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return error as ValidationError;
  }
  expect.fail('nothing was thrown');
};

describe('the configuration', () => {
  test.each<[more: object, message: string]>([
    [{ signatureMethod: 'HmacSHA1' }, 'signatureMethod must be omitted with `api: v3()`'],
    [{ method: 'POST' }, 'method must be omitted with `api: v3()`'],
    [{ endpoint: 'https://cvm.api.qcloud.com/v2/index.php' }, 'has the path of API 2.0'],
    [{ region: 'xx' }, 'region must be a region such as ap-guangzhou or gz'],
    [{ timeout: -1 }, 'timeout must be a positive number'],
    [{ nonsense: 1 }, 'nonsense is unknown'],
  ])('%j does not go with a carrier', (more, message) => {
    expect(thrownBy(() => createCvm({ ...base, ...more, api: v3() })).message).toContain(message);
  });

  test('an error says which options it is about', () => {
    const { message } = thrownBy(() => createCvm({ ...base, timeout: 0, region: 'xx', api: v3() }));
    expect(message).toMatch(/^Invalid client options: /);
    expect(thrownBy(() => v3({ language: 'xx' as 'en-US' })).message).toMatch(
      /^Invalid options of v3\(\): options\.language must be /,
    );
  });

  test('everything that is wrong is said at once', () => {
    const { problems } = thrownBy(() =>
      createCvm({ ...base, signatureMethod: 'HmacSHA1', method: 'GET', timeout: 0, api: v3() }),
    );
    expect(problems.map(({ parameter }) => parameter)).toEqual(['signatureMethod', 'method', 'timeout']);
  });

  test.each(['https://cvm.api.qcloud.com/v2/index.php', { url: 'https://cvm.api.qcloud.com/v2/index.php' }])(
    'an endpoint of API 2.0 is refused in the options of v3() as well: %j',
    (endpoint) => {
      expect(thrownBy(() => createCvm({ ...base, api: v3({ endpoint }) })).message).toContain(
        'has the path of API 2.0',
      );
    },
  );

  test('two endpoints exclude each other', () => {
    const endpoint = 'http://127.0.0.1:8080';
    expect(thrownBy(() => createCvm({ ...base, endpoint, api: v3({ endpoint }) })).message).toContain(
      'endpoint and the endpoint of v3() are mutually exclusive',
    );
  });

  test.each([
    [{ endpoint: 'http://127.0.0.1:8080' }, {}, 'http://127.0.0.1:8080/'],
    [{}, { endpoint: 'https://cvm.intl.tencentcloudapi.com' }, 'https://cvm.intl.tencentcloudapi.com/'],
    [{}, {}, 'https://cvm.tencentcloudapi.com/'],
  ])('with %j and v3(%j) calls go to %s', async (more, options, url) => {
    const service = wholeService({ 'ins-00000001': 'RUNNING' });
    const cvm = createCvm({
      ...base,
      ...more,
      transport: service,
      api: v3({ language: 'en-US', ...options }),
    });
    await cvm.stopInstances({ instanceIds: ['ins-00000001'] });
    expect(service.requests[0]?.url).toBe(url);
    expect(service.requests[0]?.headers['x-tc-language']).toBe('en-US');
  });

  test('calls are signed as the options of v3() say', async () => {
    const service = wholeService({ 'ins-00000001': 'RUNNING' });
    const api = v3({ signatureMethod: 'HmacSHA1' });
    const cvm = createCvm({ ...base, transport: service, api });
    await cvm.describeInstances({ instanceIds: ['ins-00000001'] }).catch(() => undefined);
    const [request] = service.requests;
    expect(new URLSearchParams(request?.body).get('SignatureMethod')).toBe('HmacSHA1');
  });

  test.each([
    [{ signatureMethod: 'HmacMD5' }, 'options.signatureMethod must be one of TC3-HMAC-SHA256, HmacSHA256'],
    [{ stoppedMode: 'FREE' }, 'options.stoppedMode must be one of KEEP_CHARGING, STOP_CHARGING'],
    [{ language: 'de' }, 'options.language must be one of zh-CN, en-US'],
    [{ endPoint: '' }, 'options.endPoint is unknown (did you mean endpoint?)'],
  ])('v3(%j) is refused', (options, message) => {
    expect(thrownBy(() => v3(options as never)).message).toContain(message);
  });

  test('the options that are listed are those of the client', () => {
    const listed = (create: (config: never) => unknown): string[] =>
      thrownBy(() => create({ ...base, zzzz: 1 } as never))
        .message.replace(/^.*\(there are (.*)\).*$/s, '$1')
        .split(', ');
    expect(listed(createCvm)).toEqual(expect.arrayContaining(['api', 'region', 'method']));
    expect(listed((config: object) => createCvm({ ...config, api: v3() } as never))).toContain('api');
    const ofNative = listed(createNativeCvm);
    expect(ofNative).toEqual(expect.arrayContaining(['region', 'method', 'language']));
    expect(ofNative).not.toContain('api');
    for (const api of ['3.0', {}])
      expect(thrownBy(() => createNativeCvm({ ...base, api } as never)).message).toContain('api is unknown');
  });

  test('what is no carrier is refused', () => {
    const message = 'api must be v3() of @qcvm/client/v3';
    expect(thrownBy(() => createCvm({ ...base, api: '3.0' as never })).message).toContain(message);
    expect(thrownBy(() => createNativeCvm({ ...base, api: v3() } as never)).message).toContain(
      'v3() is for API 2.0 calls',
    );
    expect(createCvm({ ...base, api: undefined })).toBeDefined();
  });
});

test('a carrier of another copy of the package is refused, and it is said that there are two', async () => {
  vi.resetModules();
  const other = await import('../../src/v3/index.js');
  const create = () => createCvm({ ...base, api: other.v3() });
  expect(create).toThrow('another copy created it: two copies are loaded');
  expect(create).toThrow('npm ls @qcvm/client');
  const { createCvm: createOther } = await import('../../src/index.js');
  expect(createOther({ ...base, api: other.v3() })).toBeDefined();
});

test('nothing can be read from a carrier but its API', () => {
  expect(Object.keys(v3({ stoppedMode: 'STOP_CHARGING' }))).toEqual(['protocol']);
  expect(Object.isFrozen(v3())).toBe(true);
});

describe('calls without an equivalent', () => {
  const service = wholeService({});
  const config = { ...base, transport: service, api: v3() };

  test.each([
    [
      { service: 'cvm', action: 'RunInstances' },
      'RunInstances of cvm is not supported through API 3.0: call RunInstances of cvm 2017-03-12',
    ],
    [
      { service: 'cbs', action: 'AttachCbsStorages' },
      'call AttachDisks of cbs 2017-03-12 with @qcvm/client/v3',
    ],
    [{ service: 'cvm', action: 'ModifyUserCvmOverview' }, 'there is no equivalent'],
    [
      { service: 'cvm', action: 'StopInstances' },
      'StopInstances is supported only as a method of the client: call the method',
    ],
    [
      { service: 'lb', action: 'DescribeLoadBalancers' },
      'call its API 3.0 equivalent with callAction of @qcvm/client/v3',
    ],
  ])('%j is refused by name, with what there is', async (request, message) => {
    const error: unknown = await callAction(createCvm(config), request).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as Error).message).toContain(message);
    expect(service.asked).toEqual([]);
  });

  test('an operation of another service', async () => {
    const images = createImageClient(config);
    const error: unknown = await images.describeImages({ imageType: 1 }).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toContain('call DescribeImages of cvm 2017-03-12 with @qcvm/client/v3');
    expect(service.asked).toEqual([]);
  });

  test('a short region that API 3.0 cannot be told', async () => {
    const cvm = createClient({ stopInstances }, config);
    const call = cvm.stopInstances({ instanceIds: ['ins-00000001'] }, { region: 'moon' });
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as Error).message).toContain('options.region must be a region such as ap-guangzhou or gz');
  });
});

test.each([
  ['cvm', 'StopInstances', { service: 'cvm', isCarried: true }],
  [
    'cvm',
    'AttachCbsStorages',
    {
      ...{ service: 'cbs', isCarried: false },
      equivalents: [{ service: 'cbs', version: '2017-03-12', action: 'AttachDisks' }],
    },
  ],
  ['cvm', 'ModifyUserCvmOverview', { service: 'cvm', isCarried: false, equivalents: [] }],
  ['cvm', 'toString', { service: 'cvm', isCarried: false }],
  ['constructor', 'name', { service: 'constructor', isCarried: false }],
])('successorOf finds what replaces %s %s', (service, action, successor) => {
  expect(successorOf({ service, action })).toEqual(successor);
});

test('API 2.0 refusing an account is answered with the way out', () => {
  expect(commonErrors['4300']?.advice).toContain('`api: v3()`');
});
