/** What is remembered of Nonces, and for how long: see `ProtocolBehaviour` of API 2.0. */
interface Rules {
  readonly nonceRememberedWith: 'timestamp' | 'alone';
  readonly maxNonces: number;
  readonly timestampWindow: number;
}

/** A text on its own. One that was cut out of a request would keep all of that in memory for as long as it is kept. */
export const detached = (text: string): string => (text.length < 13 ? text : [...text].join(''));

/** The Nonces that one SecretId has used, each until its Timestamp would be refused anyway. */
class UsedNonces {
  readonly byTimestamp = new Map<number, Set<string>>();
  /** Of all Timestamps together. */
  readonly all = new Set<string>();
  count = 0;
  /** Timestamps below this one have been forgotten. */
  oldest = 0;

  add(nonce: string, timestamp: number): void {
    let used = this.byTimestamp.get(timestamp);
    if (!used) this.byTimestamp.set(timestamp, (used = new Set()));
    if (used.has(nonce)) return;
    used.add(nonce);
    this.count += 1;
  }

  forget(timestamp: number): void {
    const used = this.byTimestamp.get(timestamp);
    if (!used) return;
    this.byTimestamp.delete(timestamp);
    this.count -= used.size;
    for (const nonce of used) this.all.delete(nonce);
  }
}

/** One use of a Nonce. */
export interface NonceUse {
  readonly secretId: string;
  /** In decimal digits, without leading zeros. */
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Replay protection of both generations: remembers which Nonces were used. Bounded in time and in number, per SecretId. */
export class NonceStore {
  readonly #behaviour: Rules;
  readonly #bySecretId = new Map<string, UsedNonces>();

  constructor(behaviour: Rules) {
    this.#behaviour = behaviour;
  }

  /** Whether this Nonce was used before. `now` in seconds. */
  has({ secretId, nonce, timestamp }: NonceUse, now: number): boolean {
    const used = this.#bySecretId.get(secretId);
    if (!used) return false;
    this.#expire(used, now);
    if (this.#behaviour.nonceRememberedWith === 'alone') return used.all.has(nonce);
    return used.byTimestamp.get(timestamp)?.has(nonce) ?? false;
  }

  /** Uses a Nonce up. */
  add({ secretId, nonce: sent, timestamp }: NonceUse): void {
    let used = this.#bySecretId.get(secretId);
    if (!used) this.#bySecretId.set(detached(secretId), (used = new UsedNonces()));
    const nonce = detached(sent);
    used.add(nonce, timestamp);
    if (this.#behaviour.nonceRememberedWith === 'alone') used.all.add(nonce);
    if (used.count > this.#behaviour.maxNonces) used.forget(Math.min(...used.byTimestamp.keys()));
  }

  /** By SecretId, every Nonce and its Timestamp. */
  dump(): Record<string, (readonly [nonce: string, timestamp: number])[]> {
    const dump: Record<string, (readonly [string, number])[]> = {};
    for (const [secretId, { byTimestamp, count }] of this.#bySecretId) {
      if (count === 0) continue;
      dump[secretId] = [...byTimestamp].flatMap(([timestamp, nonces]) =>
        [...nonces].map((nonce) => [nonce, timestamp] as const),
      );
    }
    return dump;
  }

  clear(): void {
    this.#bySecretId.clear();
  }

  /** Forgets what a replay could no longer use, as its Timestamp has left the window. */
  #expire(used: UsedNonces, now: number): void {
    const oldest = now - this.#behaviour.timestampWindow;
    if (oldest === used.oldest) return;
    used.oldest = oldest;
    for (const timestamp of used.byTimestamp.keys()) if (timestamp < oldest) used.forget(timestamp);
  }
}
