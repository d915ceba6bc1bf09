import { expect, test } from 'vitest';
import { Time } from '../../../test/support/time.js';
import { checkCredentials, inCall, holdCredentials, withSource, type Credentials } from './credentials.js';
import { CredentialsError, type Problem } from '../../model/errors/errors.js';

const key: Credentials = { secretId: 'AKIDexample', secretKey: 'verysecretkey' };

test('a key is copied, without anything else that is in the object', () => {
  const own = { ...key, extra: 1 };
  const source = holdCredentials(own, { now: () => 0 });
  own.secretKey = 'changed';
  expect(source.get()).toEqual(key);
  expect(source.refreshable).toBe(false);
});

/** A provider whose credentials last for so many milliseconds, and how often it was asked. */
function provider(time: Time, lifetime?: number) {
  const state = { asked: 0 };
  const source = holdCredentials(async () => {
    const secretId = `AKID${++state.asked}`;
    await time.sleep(10);
    return { ...key, secretId, ...(lifetime && { expiration: new Date(time.now() + lifetime) }) };
  }, time);
  const get = async (): Promise<string> => (await time.run(Promise.resolve(source.get()))).secretId;
  return { state, source, get };
}

test('a provider is asked once at a time, and not again before its credentials end', async () => {
  const time = new Time();
  const { state, source } = provider(time);
  const all = await time.run(Promise.all([source.get(), source.get(), source.get()]));
  expect(all.map(({ secretId }) => secretId)).toEqual(['AKID1', 'AKID1', 'AKID1']);
  await time.advance(10 ** 9);
  expect(source.get()).toMatchObject({ secretId: 'AKID1' });
  expect(state.asked).toBe(1);
});

test('it is asked again a minute before they end', async () => {
  const time = new Time();
  const { get } = provider(time, 3_600_000);
  expect(await get()).toBe('AKID1');
  await time.advance(3_539_999);
  expect(await get()).toBe('AKID1');
  await time.advance(1);
  expect(await get()).toBe('AKID2');
});

test('credentials that last for less than two minutes are used for half of their time, not asked for with every call', async () => {
  const time = new Time();
  const { get } = provider(time, 30_000);
  expect(await get()).toBe('AKID1');
  await time.advance(14_999);
  expect(await get()).toBe('AKID1');
  await time.advance(1);
  expect(await get()).toBe('AKID2');
});

test('it is asked again after the service refused what it gave, but not for an older refusal', async () => {
  const time = new Time();
  const { source, get } = provider(time);
  const first = await time.run(Promise.resolve(source.get()));
  source.refuse(first);
  expect(await get()).toBe('AKID2');
  source.refuse(first);
  expect(await get()).toBe('AKID2');
});

test('a failure is not remembered, and its foreign details stay behind', async () => {
  let fail = true;
  const source = holdCredentials(
    () => {
      if (fail) throw Object.assign(new Error('no luck'), { code: 'EHOSTDOWN', request: { token: 'abc' } });
      return key;
    },
    { now: () => 0 },
  );
  const error = await Promise.resolve(source.get()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CredentialsError);
  expect((error as CredentialsError).cause).toMatchObject({ message: 'no luck', code: 'EHOSTDOWN' });
  expect((error as CredentialsError).cause).not.toHaveProperty('request');
  fail = false;
  expect(await source.get()).toEqual(key);
});

test.each([
  undefined,
  null,
  'key',
  {},
  { secretId: 'a' },
  { ...key, secretKey: 7 },
  { ...key, token: 'a b' },
])('a provider that gives %j is told what is missing, not what it gave', async (given) => {
  const source = holdCredentials(() => given as Credentials, { now: () => 0 });
  await expect(source.get()).rejects.toThrow(CredentialsError);
  await expect(source.get()).rejects.not.toThrow(/verysecretkey/);
});

test('quotes around a value are named, and where it came from', async () => {
  const given = withSource({ ...key, secretKey: '"verysecretkey"' }, 'profile ops of the test');
  const source = holdCredentials(() => given, { now: () => 0 });
  await expect(source.get()).rejects.toThrow(
    'unusable credentials from profile ops of the test: secretKey must have no quotes around it',
  );
});

test('a provider may give more than the client reads', async () => {
  const source = holdCredentials(async () => ({ ...key, expiredTime: 1_790_000_000 }) as Credentials, {
    now: () => 0,
  });
  expect(await source.get()).toEqual({ ...key });
});

test('a key that does not show when its object is looked at is read', async () => {
  const hidden = Object.defineProperty({ secretId: 'AKIDexample' }, 'secretKey', {
    value: 'hush',
  }) as Credentials;
  const problems: Problem[] = [];
  checkCredentials(hidden, { path: 'credentials', problems });
  expect(problems).toEqual([]);
  expect(await holdCredentials(() => hidden, { now: () => 0 }).get()).toMatchObject({ secretKey: 'hush' });
});

test('a misspelt token of the configuration is named', () => {
  const problems: Problem[] = [];
  checkCredentials(
    { secretId: 'AKIDexample', secretKey: 'hush', tokn: 'x' },
    { path: 'credentials', problems },
  );
  expect(problems).toMatchObject([{ parameter: 'credentials.tokn' }]);
});

test('an error of a provider becomes one of the call', () => {
  const rethrow = inCall(() => ({ action: 'StopInstances', region: 'gz', attempts: 0 }));
  expect(() => rethrow(new CredentialsError('found none', { advice: 'Look again.' }))).toThrow(
    'StopInstances found none [gz]. Look again.',
  );
  expect(() => rethrow(new CredentialsError('is of another account'))).toThrow(
    /^StopInstances is of another account \[gz\]/,
  );
});
