import { expect, test } from 'vitest';
import { signedRequest, signedUrl } from '../wire.js';
import { authorization, signedRequest as signedRequestV3 } from '../v3/wire.js';
import type { ValidationError } from './errors/errors.js';

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'abcdefgh' };
const call = { action: 'StopInstances', timestamp: 1_551_113_065, credentials, parameters: {} };
const endpoint = 'https://cvm.api.qcloud.com';
const place = { origin: endpoint, host: 'cvm.api.qcloud.com', path: '/' };
const v2 = { ...call, endpoint, nonce: 7 };

const row = {
  ...{ ...credentials, service: 'cvm', timestamp: 1_551_113_065, method: 'POST', host: 'cvm.example' },
  ...{ contentType: 'application/json', body: '{}' },
};

/** The functions that sign, each with what it needs. */
const signing: Readonly<Record<string, (further: object) => Promise<unknown>>> = {
  authorization: (further) => authorization({ ...row, ...further }),
  'signedRequest of API 2.0': (further) => signedRequest({ ...v2, ...further }),
  signedUrl: (further) => signedUrl({ ...v2, ...further }),
  'signedRequest of API 3.0': (further) =>
    signedRequestV3({ ...call, endpoint: place, service: 'cvm', version: '2017-03-12', ...further }),
};

const columns = [
  ...['scheme', 'name', 'authorization', 'id', 'expected', 'signature', 'comment', 'note', 'source'],
  ...['hashedPayload', 'canonicalRequest', 'stringToSign', 'canonical', 'date', 'hash', 'code', 'params', ''],
];
const columnsOfAuthorization = [
  'token',
  'region',
  'action',
  'version',
  'parameters',
  'nonce',
  'signatureMethod',
];

/** The misspelt ones of an option. */
const spellings = (option: string): string[] => [
  option.toUpperCase(),
  option.replace(/[A-Z]/g, (letter) => `_${letter}`),
  option.slice(1),
  `${option}s`,
  option.replace(/(.)(.)$/, '$2$1'),
];
const options: Readonly<Record<string, readonly string[]>> = {
  authorization: [
    ...['secretId', 'secretKey', 'timestamp', 'method', 'host', 'path', 'query'],
    ...['contentType', 'body', 'headers', 'unsignedPayload'],
  ],
  'signedRequest of API 2.0': ['method', 'region', 'signatureMethod'],
  signedUrl: ['region', 'signatureMethod'],
  'signedRequest of API 3.0': ['method', 'region', 'language', 'signatureMethod', 'nonce'],
};

test.each(Object.entries(signing))('%s does not look at further columns of a row', async (name, signed) => {
  const further = [...columns, ...(name === 'authorization' ? columnsOfAuthorization : [])];
  const row = Object.fromEntries(further.map((column) => [column, 'x']));
  expect(await signed(row)).toEqual(await signed({}));
});

test.each(Object.entries(signing).slice(1))(
  '%s refuses a Token that its credentials lack',
  async (_, signed) => {
    await expect(signed({ token: 'x' })).rejects.toThrow(
      'token is not known (did you mean credentials.token?)',
    );
    const within = { credentials: { ...credentials, token: 'x' } };
    expect(await signed({ ...within, token: 'x' })).toEqual(await signed(within));
    expect(await signed({ token: '' })).toEqual(await signed({}));
  },
);

test.each(Object.entries(signing))('%s refuses a misspelt option by its name', async (name, signed) => {
  for (const option of options[name]!)
    for (const wrong of spellings(option).filter((spelling) => spelling !== option)) {
      const { problems } = (await signed({ [wrong]: 'hunter2' }).catch(
        (error: unknown) => error,
      )) as ValidationError;
      expect(problems, wrong).toEqual([
        {
          ...{ parameter: wrong, rule: 'unknown', received: 'string' },
          message: expect.stringContaining(`(did you mean ${option}?)`) as unknown,
        },
      ]);
    }
});

test.each([
  ['pathname', 'path'],
  ['queryString', 'query'],
  ['payload', 'body'],
  ['content-type', 'contentType'],
  ['timeStamp', 'timestamp'],
])('authorization takes %s for %s', async (wrong, option) => {
  const { [option]: _, ...others } = row as Readonly<Record<string, unknown>>;
  await expect(authorization({ ...others, [wrong]: 'x' } as never)).rejects.toThrow(
    `${wrong} is not known (did you mean ${option}?)`,
  );
});

test.each(['pathname', 'queryString', 'payload'])('%s beside the option is a column', async (column) => {
  const given = { ...row, path: '/', query: '' };
  expect(await authorization({ ...given, [column]: 'x' })).toBe(await authorization(given));
});
