import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { NonceStore } from '../nonces.js';
import type { NonceUse } from '../nonces.js';
import { ReplayGuard } from './replay-guard.js';

const guard = (maxNonces = 100): ReplayGuard => new ReplayGuard({ floor: 0, window: 300, maxNonces });
const use = (nonce: string) => ({ secretId: 'AKIDa', nonce, timestamp: 1000 });
/** A request with a signature. */
const by = (signature: string) => ({ now: 1000, signature });

it('tells a copy of a request from another one with the same Nonce and Timestamp', () => {
  const seen = guard();
  expect(seen.use(use('7'), by('wYA3qq5Xu0='))).toBe('fresh');
  expect(seen.use(use('7'), by('wYA3qq5Xu1='))).toBe('another');
  expect(seen.use(use('7'), by('wYA3qq5Xu0='))).toBe('used');
  seen.lose(use('7'));
  expect(seen.use(use('7'), by('wYA3qq5Xu1='))).toBe('another');
  expect(seen.use(use('7'), by('wYA3qq5Xu0='))).toBe('lost');
});

it('tells Nonces apart however long they are', () => {
  const seen = guard();
  const nonces = [
    '7',
    '9007199254740993',
    '9007199254740992',
    '18446744073709551615',
    '18446744073709551614',
  ];
  for (const nonce of nonces) expect(seen.use(use(nonce), by('a'))).toBe('fresh');
  for (const nonce of nonces) expect(seen.use(use(nonce), by('a'))).toBe('used');
});

describe('memory', () => {
  const seen = guard(1000);
  const store = new NonceStore({ nonceRememberedWith: 'alone', maxNonces: 1000, timestampWindow: 300 });

  it.each([
    ['the guard', (used: NonceUse) => void seen.use(used, by('a'))],
    ['the store', (used: NonceUse) => store.add(used)],
  ])('keeps nothing of a request but its SecretId and Nonce: %s', (_, remember) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let number = 0; number < 40; number++) {
      const request = `${Buffer.alloc(1_000_000, 'a').toString()}Nonce=18446744073709${551_000 + number}&SecretId=AKIDlongenough${number}`;
      const { nonce = '', secretId = '' } =
        /Nonce=(?<nonce>\d+)&SecretId=(?<secretId>\w+)/.exec(request)?.groups ?? {};
      remember({ secretId, nonce, timestamp: 1000 });
    }
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  });
});
