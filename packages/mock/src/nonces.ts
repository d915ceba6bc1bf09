import type { Behaviour } from './behaviour.js';

/** The Nonces that one SecretId has used, each until its Timestamp would be refused anyway. */
class UsedNonces {
  /** `nonce` or `nonce@timestamp`, with the Timestamp it came with, oldest use first. */
  readonly seen = new Map<string, { nonce: string; timestamp: number }>();
  /** Names of `seen` by Timestamp, so that what has expired is found without looking at the rest. */
  readonly byTimestamp = new Map<number, string[]>();
  /** No Timestamp below this one is remembered any more. */
  oldest = 0;

  forget(timestamp: number): void {
    for (const name of this.byTimestamp.get(timestamp) ?? []) this.seen.delete(name);
    this.byTimestamp.delete(timestamp);
  }
}

/** Replay protection: remembers which Nonces were used. Bounded in time and in number, per SecretId. */
export class NonceStore {
  readonly #behaviour: Behaviour;
  readonly #bySecretId = new Map<string, UsedNonces>();

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  /** Whether this Nonce was used before. `now` in seconds. */
  has(use: { secretId: string; nonce: string; timestamp: number; now: number }): boolean {
    const used = this.#bySecretId.get(use.secretId);
    if (!used) return false;
    this.#expire(used, use.now);
    return used.seen.has(this.#name(use.nonce, use.timestamp));
  }

  /** Uses a Nonce up. */
  add(use: { secretId: string; nonce: string; timestamp: number }): void {
    const { secretId, nonce, timestamp } = use;
    let used = this.#bySecretId.get(secretId);
    if (!used) this.#bySecretId.set(secretId, (used = new UsedNonces()));
    const name = this.#name(nonce, timestamp);
    if (used.seen.has(name)) return;
    used.seen.set(name, { nonce, timestamp });
    const bucket = used.byTimestamp.get(timestamp);
    if (bucket) bucket.push(name);
    else used.byTimestamp.set(timestamp, [name]);
    if (used.seen.size > this.#behaviour.maximumNonces) used.forget(Math.min(...used.byTimestamp.keys()));
  }

  /** By SecretId, every Nonce and its Timestamp, in order of use. */
  dump(): Record<string, (readonly [nonce: string, timestamp: number])[]> {
    const dump: Record<string, (readonly [string, number])[]> = {};
    for (const [secretId, used] of this.#bySecretId) {
      if (used.seen.size === 0) continue;
      dump[secretId] = [...used.seen.values()].map(({ nonce, timestamp }) => [nonce, timestamp] as const);
    }
    return dump;
  }

  clear(): void {
    this.#bySecretId.clear();
  }

  #name(nonce: string, timestamp: number): string {
    return this.#behaviour.nonceRememberedWith === 'alone' ? nonce : `${nonce}@${timestamp}`;
  }

  /** Forgets what a replay could no longer use, as its Timestamp has left the window. */
  #expire(used: UsedNonces, now: number): void {
    const oldest = now - this.#behaviour.timestampWindow;
    if (oldest === used.oldest) return;
    used.oldest = oldest;
    for (const timestamp of used.byTimestamp.keys()) if (timestamp < oldest) used.forget(timestamp);
  }
}
