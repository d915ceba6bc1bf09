import { detached, type NonceUse } from '../nonces.js';

/**
 * What is known of a request by its SecretId, Timestamp and Nonce. `lost`: it was received before, and got no answer. `another`: they are
 * those of another request.
 */
export type Freshness = 'fresh' | 'forgotten' | 'used' | 'lost' | 'another';

export interface ReplayGuardOptions {
  /** Requests up to this second count as seen. */
  readonly floor: number;
  /** Seconds that a Nonce is remembered for after its Timestamp. */
  readonly window: number;
  /** Nonces that are remembered, in all. */
  readonly maxNonces: number;
}

/** A number, and no text: a text that was cut out of a request would keep all of it in memory. */
type Nonce = number | bigint;
const numberOf = (nonce: string): Nonce => (nonce.length <= 15 ? Number(nonce) : BigInt(nonce));

/** Characters of a signature that are looked at: none that fits a key is longer. */
const mostOfSignature = 64;

/**
 * A number that tells a signature from nearly all others (FNV-1a). Of two that have the same, one is taken for a copy of the other, which
 * is not carried out either.
 */
function markOf(signature: string): number {
  let mark = 0x811c_9dc5;
  for (let place = Math.min(signature.length, mostOfSignature) - 1; place >= 0; place--)
    mark = Math.imul(mark ^ signature.charCodeAt(place), 0x0100_0193);
  return mark;
}

/**
 * Lets no request through twice, regardless of what is forgotten: what is forgotten counts as seen. It is for servers whose requests do
 * something; an emulator may forget more freely.
 */
export class ReplayGuard {
  readonly #options: ReplayGuardOptions;
  /** By Timestamp, then by SecretId. */
  readonly #used = new Map<number, Map<string, Map<Nonce, number>>>();
  readonly #lost = new Map<number, Set<string>>();
  #floor: number;
  #count = 0;

  constructor(options: ReplayGuardOptions) {
    this.#options = options;
    this.#floor = options.floor;
  }

  /** Requests up to this second count as seen. It never goes back, also where the clock does. */
  get floor(): number {
    return this.#floor;
  }

  /** Uses a Nonce up, for the request with a signature. `now` in seconds. Only of a `fresh` request this is the first use. */
  use(
    { secretId, nonce, timestamp }: NonceUse,
    { now, signature }: { readonly now: number; readonly signature: string },
  ): Freshness {
    this.#forgetUntil(now - this.#options.window - 1);
    if (timestamp <= this.#floor) return 'forgotten';
    let second = this.#used.get(timestamp);
    if (!second) this.#used.set(timestamp, (second = new Map<string, Map<Nonce, number>>()));
    let nonces = second.get(secretId);
    if (!nonces) second.set(detached(secretId), (nonces = new Map<Nonce, number>()));
    const key = numberOf(nonce);
    const mark = markOf(signature);
    const first = nonces.get(key);
    if (first !== undefined) {
      if (first !== mark) return 'another';
      return this.#lost.get(timestamp)?.has(`${secretId} ${nonce}`) ? 'lost' : 'used';
    }
    nonces.set(key, mark);
    this.#count += 1;
    if (this.#count > this.#options.maxNonces) this.#forgetUntil(Math.min(...this.#used.keys()));
    return 'fresh';
  }

  /** Notes that a request got no answer. */
  lose({ secretId, nonce, timestamp }: NonceUse): void {
    let lost = this.#lost.get(timestamp);
    if (!lost) this.#lost.set(timestamp, (lost = new Set()));
    lost.add(detached(`${secretId} ${nonce}`));
  }

  #forgetUntil(floor: number): void {
    if (floor <= this.#floor) return;
    this.#floor = floor;
    for (const [timestamp, second] of this.#used) {
      if (timestamp > floor) continue;
      for (const { size } of second.values()) this.#count -= size;
      this.#used.delete(timestamp);
    }
    for (const timestamp of this.#lost.keys()) if (timestamp <= floor) this.#lost.delete(timestamp);
  }
}
