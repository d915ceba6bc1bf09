import { isLoopback, withoutPort } from '../../core/http/hosts.js';
import type { IncomingCall } from '../../core/http/call.js';
import type { CheckRefusal } from '../../core/protocol.js';
import { shown } from '../../core/words/redact.js';
import { formOf, type Form } from '../query/form.js';
import { token } from './checks/credentials.js';
import { withoutLeadingZeros } from './checks/freshness.js';
import { protocol } from './checks/protocol.js';
import { publicParameters } from './checks/public-parameters.js';
import { isSigned } from './checks/signature.js';
import { ReplayGuard, type NonceUse } from './replay-guard.js';

/** A key that requests are signed with. */
export interface VerifierKey {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of a temporary key: requests must carry it. */
  readonly token?: string | undefined;
}

/** What a verifier lets in. */
export interface VerifierOptions {
  readonly keys: readonly VerifierKey[];
  /** Lets in every other SecretId as well: its signature cannot be checked. Default: false. */
  readonly acceptAnyKey?: boolean | undefined;
  /** Hosts that requests may be for besides those of API 2.0 and loopback names, with port; `*` for all. Default: none. */
  readonly hosts?: readonly string[] | undefined;
  /** Lets plain HTTP come from other machines. Default: false. */
  readonly allowPlainHttp?: boolean | undefined;
  /** When the server starts, in milliseconds since 1970. What may have been sent before counts as seen by an earlier process. */
  readonly startedAt: number;
  /** Seconds that a Timestamp may be behind. Default: 300. */
  readonly window?: number | undefined;
  /** Seconds that a Timestamp may be ahead: the clocks of programs round up. Default: 1. */
  readonly ahead?: number | undefined;
  /** Seconds that a Timestamp may be further ahead: such a request waits until it is due. Default: 30. */
  readonly longestWait?: number | undefined;
  /** Nonces that are remembered. Of a second that is forgotten to make room, all requests count as seen. Default: 200000. */
  readonly maxNonces?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A request of API 2.0, or of the generation in between, whose sender is known and which was never seen before. */
export interface VerifiedRequest {
  readonly form: Form;
  readonly secretId: string;
  /** The SecretId is one of the keys: the signature was checked. */
  readonly isKnown: boolean;
  /** The module that the host names: `cvm` of `cvm.api.qcloud.com`. Nothing for a host that names none. */
  readonly module: string | undefined;
}

/** What becomes of a request at a verifier. */
export type Verification =
  | { readonly kind: 'verified'; readonly request: VerifiedRequest; readonly use: NonceUse }
  /** It is a second one, and the first got no answer. */
  | { readonly kind: 'lost'; readonly form: Form }
  | { readonly kind: 'refused'; readonly refusal: CheckRefusal; readonly form: Form };

/** Tells requests of API 2.0 that may be carried out from all others. */
export interface Verifier {
  /** The first moment at which a request can be new, in milliseconds since 1970. */
  readonly opensAt: number;
  verify(call: IncomingCall): Promise<Verification>;
  /** Notes that a request got no answer, so that a second one gets none either. */
  lose(use: NonceUse): void;
}

/** Where API 2.0 is at each of its hosts. */
const path = '/v2/index.php';

const moduleOf = (host: string): string | undefined =>
  /^([a-z0-9-]+)\.(?:api\.qcloud\.com|localhost)$/i.exec(withoutPort(host))?.[1]?.toLowerCase();

/**
 * Makes a verifier with the checks of the emulator and a memory of Nonces that no restart and no lack of room can get around.
 *
 * A Timestamp has only seconds, and an earlier process may have carried out what a program with a clock that is ahead has sent.
 * So whatever has a Timestamp up to `ahead` seconds after the start counts as seen, and nothing is carried out that is further
 * ahead than that: it waits.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { acceptAnyKey = false, hosts = [], allowPlainHttp = false, now, sleep } = options;
  const { startedAt, window = 300, ahead = 1, longestWait = 30, maxNonces = 200_000 } = options;
  const keys = new Map(options.keys.map((key) => [key.secretId, key]));
  const floor = Math.floor(startedAt / 1000) + ahead;
  const guard = new ReplayGuard({ floor, window, maxNonces });
  const behaviour = {
    requireHttps: allowPlainHttp ? 'never' : 'unless-loopback',
    duplicateParameters: 'refuse',
  } as const;
  const isServed = (host: string): boolean =>
    moduleOf(host) !== undefined || isLoopback(host) || hosts.includes('*') || hosts.includes(host);

  const refusedPlace = ({ host, path: given, headers }: IncomingCall): CheckRefusal | undefined => {
    // Programs are no pages: what a browser sends was not meant by the one in front of it. An image of a page that came over plain
    // HTTP has a Referer only.
    if (['origin', 'sec-fetch-site', 'referer'].some((name) => headers[name] !== undefined))
      return { code: 4300, message: 'the request was sent by a web page, and only programs are served' };
    if (!isServed(host))
      return { code: 6100, message: `host ${shown(host)}: it is neither one of API 2.0 nor of this server` };
    if (given !== path) return { code: 6100, message: `path ${shown(given)}: API 2.0 is at ${path}` };
    return undefined;
  };

  const refusedKey = async (request: {
    readonly call: IncomingCall;
    readonly form: Form;
  }): Promise<CheckRefusal | undefined> => {
    const { SecretId = '' } = request.form.parameters;
    const key = keys.get(SecretId);
    if (!key)
      return acceptAnyKey
        ? undefined
        : { code: 4104, message: `SecretId ${shown(SecretId)} is none of the keys of this server` };
    const { secretId, secretKey } = key;
    const signed = isSigned(request, secretKey);
    if (!(signed === true || (await signed)))
      return {
        code: 4100,
        message: `Signature: not the one that the SecretKey of ${secretId} gives for this request`,
      };
    return token({
      key: { secretId, secretKey, status: 'active', ...(key.token !== undefined && { token: key.token }) },
      form: request.form,
      delivery: { now: now() },
    });
  };

  const refusedTime = (timestamp: number): CheckRefusal | undefined => {
    const difference = timestamp - Math.floor(now() / 1000);
    if (timestamp <= floor)
      return {
        code: 4500,
        message: `Timestamp ${timestamp} is not after the start of this server (${floor}): whether the request was carried out before is not known here`,
      };
    if (difference < -window)
      return {
        code: 4200,
        message: `Timestamp ${timestamp} is ${-difference} s behind the clock of this server; at most ${window} s are accepted`,
      };
    if (difference > ahead + longestWait)
      return {
        code: 4500,
        message: `Timestamp ${timestamp} is ${difference} s ahead of the clock of this server; at most ${ahead + longestWait} s are accepted`,
      };
    return undefined;
  };

  /** Waits until a Timestamp is near enough. The clock may be set meanwhile. */
  const due = async (timestamp: number, call: IncomingCall): Promise<void> => {
    for (;;) {
      const early = (timestamp - ahead) * 1000 - now();
      if (early <= 0) return;
      await sleep(early, call.signal);
    }
  };

  return {
    opensAt: (floor + 1) * 1000,
    lose: (use) => guard.lose(use),
    async verify(call) {
      const form = formOf(call);
      const request = { call, form, timestamp: NaN };
      const refusal =
        refusedPlace(call) ??
        protocol(request, { behaviour }) ??
        publicParameters(request, { behaviour }) ??
        (await refusedKey(request)) ??
        refusedTime(request.timestamp);
      if (refusal) return { kind: 'refused', refusal, form };
      const { timestamp } = request;
      await due(timestamp, call);
      const { SecretId = '', Nonce = '' } = form.parameters;
      const use: NonceUse = { secretId: SecretId, nonce: withoutLeadingZeros(Nonce), timestamp };
      const freshness = guard.use(use, Math.floor(now() / 1000));
      switch (freshness) {
        case 'fresh': {
          const isKnown = keys.has(SecretId);
          const module = moduleOf(call.host);
          return { kind: 'verified', request: { form, secretId: SecretId, isKnown, module }, use };
        }
        case 'lost':
          return { kind: 'lost', form };
        case 'used':
        case 'forgotten':
          return {
            kind: 'refused',
            refusal: {
              code: 4500,
              message:
                freshness === 'used'
                  ? `Nonce ${use.nonce} was used before: the request was received already, and is not carried out again`
                  : `Timestamp ${timestamp}: it is no longer known here whether the request was carried out before`,
            },
            form,
          };
      }
    },
  };
}
