import type { SignatureCause } from '../../../core/signature-explanation.js';
import { hex, hmac, sha256 } from './digest.js';

/**
 * How a signature was made, step by step, so that each step can be done wrong by itself. The right plan and every variation of it
 * are carried out by the same few lines.
 */
export interface Plan {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The signed headers, as they are written and in the order in which they are. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly signedHeaders: string;
  /** What the hash of the payload is of. */
  readonly payload: string | Uint8Array;
  readonly upperCaseHash?: boolean;
  /** Stands between the headers and their names. */
  readonly gap: string;
  readonly timestamp: string;
  readonly date: string;
  readonly service: string;
  /** The service in the chain of keys, where it is another one. */
  readonly keyService?: string;
  readonly keyPrefix: string;
  readonly secretKey: string;
  /** The canonical request itself stands in the string to sign, not its hash. */
  readonly unhashed?: boolean;
}

/** The request as a plan sees it. */
export async function canonicalOf(plan: Plan): Promise<string> {
  const { method, path, query, headers, gap, signedHeaders, payload, upperCaseHash } = plan;
  const hashed = await sha256(payload);
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return `${method}\n${path}\n${query}\n${lines}${gap}${signedHeaders}\n${upperCaseHash ? hashed.toUpperCase() : hashed}`;
}

/** The text that a plan signs. */
export async function textOf(plan: Plan, canonical: string): Promise<string> {
  const { timestamp, date, service, unhashed } = plan;
  const last = unhashed ? canonical : await sha256(canonical);
  return `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${last}`;
}

/** Signs texts by plans: a derived key is made once for its day, service and SecretKey. */
export class Signer {
  readonly #keys = new Map<string, Promise<Uint8Array>>();

  async sign(plan: Plan, text: string): Promise<string> {
    const { keyPrefix, secretKey, date, service, keyService = service } = plan;
    const steps = [`${keyPrefix}${secretKey}`, date, keyService].join('\n');
    let key = this.#keys.get(steps);
    if (!key) this.#keys.set(steps, (key = derive(plan)));
    return hex(await hmac(await key, text));
  }
}

async function derive({
  keyPrefix,
  secretKey,
  date,
  service,
  keyService = service,
}: Plan): Promise<Uint8Array> {
  const ofDate = await hmac(`${keyPrefix}${secretKey}`, date);
  return hmac(await hmac(ofDate, keyService), 'tc3_request');
}

/** One mistake: what it is called, and what it does to the plan. */
export interface Mistake {
  readonly cause: SignatureCause;
  /** Mistakes about the same step exclude each other. */
  readonly step: string;
  readonly apply: (plan: Plan) => Plan;
  /** It is looked for by itself only: many of its kind would make too many pairs. */
  readonly alone?: true;
}

/** What of a request mistakes are looked for in. */
export interface Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secretId: string;
  /** The service in the credential scope. */
  readonly service: string;
  /** The names of the signed headers in lower case, as they are listed. */
  readonly listed: readonly string[];
  /** The same as they are written. */
  readonly written: readonly string[];
  readonly otherKeys: readonly { readonly secretId: string; readonly secretKey: string }[];
}

export const mistake = (
  step: string,
  { name, explanation, advice }: SignatureCause,
  apply: (plan: Plan) => Plan,
): Mistake => ({ step, cause: { name, explanation, advice }, apply });
