import { expect, test } from 'vitest';
import { credentialsSource, holdCredentials } from './credentials.js';
import { fromEnvironment } from './environment.js';

const get = (variables: Record<string, string>) => fromEnvironment((name) => variables[name]);
const key = { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b' };

test('the environment: both variables are needed, the missing one is named', () => {
  expect(get({ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: ' b\n' })()).toMatchObject({
    secretId: 'a',
    secretKey: 'b',
  });
  expect(
    get({ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b', TENCENTCLOUD_TOKEN: 'c' })(),
  ).toMatchObject({ token: 'c' });
  expect(
    get({ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b', TENCENTCLOUD_SESSION_TOKEN: 'd' })(),
  ).toMatchObject({ token: 'd' });
  expect(get({})).toThrow('TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set');
  expect(get({ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: '' })).toThrow(
    'found no credentials: TENCENTCLOUD_SECRET_KEY is not set in the environment',
  );
});

test.each([
  'TENCENTCLOUD_TOKEN',
  'TENCENTCLOUD_SESSION_TOKEN',
  'TENCENTCLOUD_SECURITY_TOKEN',
  'TENCENTCLOUD_SESSIONTOKEN',
])('the token of temporary credentials is in %s', async (name) => {
  const given = await get({ ...key, [name]: 't' })();
  expect(given).toEqual({ secretId: 'a', secretKey: 'b', token: 't' });
  expect(credentialsSource(given)).toBe(
    `TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY and ${name} of the environment`,
  );
});

test('the function platform has its own variables, and its token is used with its key only', async () => {
  const platform = {
    TENCENTCLOUD_SECRETID: 'x',
    TENCENTCLOUD_SECRETKEY: 'y',
    TENCENTCLOUD_SESSIONTOKEN: 'z',
  };
  const given = await get(platform)();
  expect(given).toEqual({ secretId: 'x', secretKey: 'y', token: 'z' });
  expect(credentialsSource(given)).toMatch(
    'TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY and TENCENTCLOUD_SESSIONTOKEN',
  );
  expect(await get({ ...platform, ...key })()).toEqual({ secretId: 'a', secretKey: 'b' });
  expect(get({ TENCENTCLOUD_SECRETID: 'x' })).toThrow('TENCENTCLOUD_SECRETKEY is not set');
});

test.each(['"b"', "'b'", '“b”', '`b`'])('quotes kept around a value are named: %s', async (value) => {
  const source = holdCredentials(get({ ...key, TENCENTCLOUD_SECRET_KEY: value }), { now: () => 0 });
  await expect(source.get()).rejects.toThrow(
    'from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY of the environment: secretKey must have no quotes around it',
  );
});
