import { isLoopback, withoutPort } from '../../core/http/hosts.js';
import type { IncomingCall } from '../../core/http/call.js';
import type { CheckRefusal } from '../../core/protocol.js';
import { shown } from '../../core/words/redact.js';
import { formOf, type Form } from '../query/form.js';
import { tokenProblem } from '../checks.js';
import { withoutLeadingZeros } from './checks/freshness.js';
import { protocol } from './checks/protocol.js';
import { publicParameters } from './checks/public-parameters.js';
import { isSigned, isWhollySigned } from './checks/signature.js';
import type { NonceUse } from '../nonces.js';
import { ReplayGuard } from './replay-guard.js';

/** A key that requests are signed with. */
export interface VerifierKey {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of a temporary key: requests need it. */
  readonly token?: string | undefined;
}

/** What a verifier lets in. */
export interface VerifierOptions {
  readonly keys: readonly VerifierKey[];
  /** Lets in every other SecretId as well: its signature cannot be checked. Default: false. */
  readonly acceptAnyKey?: boolean | undefined;
  /** Hosts that requests may be for in addition to those of API 2.0 and loopback names; `*.` stands for one label, `*` for all. Default: none. */
  readonly hosts?: readonly string[] | undefined;
  /**
   * The module of an Action, for hosts that name none. A program whose address is a setting may go on signing for the module's own
   * host, such as `cvm.api.qcloud.com`. Default: such signatures are refused.
   */
  readonly moduleWith?: ((action: string) => string) | undefined;
  /** Lets plain HTTP come from other machines. Default: false. */
  readonly allowPlainHttp?: boolean | undefined;
  /** When the server starts, in milliseconds since 1970. What may have been sent before counts as seen by an earlier process. */
  readonly startedAt: number;
  /** The last second of which an earlier process may have let requests through, in seconds since 1970. Default: 0. */
  readonly seenUntil?: number | undefined;
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
  /** Aborted when the server is about to end: a request that waits until it is due is refused then, with 6200. Default: never. */
  readonly ending?: AbortSignal | undefined;
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
  /** Its caller has left before its Timestamp was due. It counts as never received. */
  | { readonly kind: 'left'; readonly form: Form }
  /** `repeats`: the use of a Nonce that it repeats. */
  | {
      readonly kind: 'refused';
      readonly refusal: CheckRefusal;
      readonly form: Form;
      readonly repeats?: NonceUse | undefined;
    };

/** Tells requests of API 2.0 that may be carried out from all others. */
export interface Verifier {
  /** The first moment at which a request can be new, in milliseconds since 1970: `seenUntil` left aside. */
  readonly opensAt: number;
  /** All requests up to this second count as seen, in seconds since 1970. It goes on with the clock, and never back. */
  readonly seenUntil: number;
  /** Gives a promise only if it has to wait: most requests are many, and come at once. */
  verify(call: IncomingCall): Verification | Promise<Verification>;
  /** Notes that a request got no answer, so that a second one gets none either. */
  lose(use: NonceUse): void;
}

/** Where API 2.0 is at each of its hosts. */
const path = '/v2/index.php';

/** Headers that browsers send. */
const ofPages = ['origin', 'sec-fetch-site', 'referer'];

const domain = '.api.qcloud.com';

const moduleOf = (name: string): string | undefined =>
  /^([a-z0-9-]+)\.(?:api\.qcloud\.com|localhost)$/.exec(name)?.[1];

/** A host as it is compared: without its port, in lower case. */
const nameOf = (host: string): string => withoutPort(host).toLowerCase();

/** What a host is to a verifier. */
interface Place {
  readonly host: string;
  readonly module: string | undefined;
  readonly isServed: boolean;
}

/** Whether a name is one of a list in which `*.` stands for one label. */
const isAmong = (name: string, names: ReadonlySet<string>): boolean =>
  names.has(name) || names.has(`*${name.slice(Math.max(name.indexOf('.'), 0))}`);

/**
 * Makes a verifier with the checks of the emulator and a memory of Nonces that no restart and no lack of room can get around.
 *
 * A Timestamp has only seconds, and an earlier process may have carried out what a program with a clock that is ahead has sent.
 * So every request with a Timestamp up to `ahead` seconds after the start counts as seen, and nothing is carried out that is further
 * ahead than that: it waits.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { acceptAnyKey = false, hosts = [], allowPlainHttp = false, now, sleep, ending } = options;
  const { startedAt, window = 300, ahead = 1, longestWait = 30, maxNonces = 200_000 } = options;
  const keys = new Map(options.keys.map((key) => [key.secretId, key]));
  const firstSecond = Math.floor(startedAt / 1000) + ahead;
  const floor = Math.max(firstSecond, options.seenUntil ?? 0);
  const guard = new ReplayGuard({ floor, window, maxNonces });
  const behaviour = {
    requireHttps: allowPlainHttp ? 'never' : 'unless-loopback',
    duplicateParameters: 'refuse',
  } as const;
  const names = new Set(hosts.map(nameOf));
  const placeOf = (host: string): Place => {
    const name = nameOf(host);
    const module = moduleOf(name);
    const isServed = module !== undefined || isLoopback(host) || names.has('*') || isAmong(name, names);
    return { host, module, isServed };
  };
  let lastPlace = placeOf('');
  /** Many calls after each other are for one host. */
  const placeAt = (host: string): Place =>
    lastPlace.host === host ? lastPlace : (lastPlace = placeOf(host));

  /**
   * Hosts that a request may have been signed for in addition to the one that it was sent to. Programs differ in whether they sign a port, and
   * libraries in what they make of capitals. A host that names a module is only ever taken for that module.
   */
  const otherHosts = (host: string, action: string): readonly string[] => {
    const name = nameOf(host);
    const module = moduleOf(name) ?? options.moduleWith?.(action);
    return [name, ...(module === undefined ? [] : [`${module}${domain}`])].filter((each) => each !== host);
  };

  const refusedPlace = ({ host, path: given, headers }: IncomingCall): CheckRefusal | undefined => {
    // Programs are no pages: what a browser sends was not meant by the one in front of it. An image of a page that came over plain
    // HTTP has a Referer only.
    if (ofPages.some((name) => headers[name] !== undefined))
      return { code: 4300, message: 'the request was sent by a web page, and only programs are served' };
    if (!placeAt(host).isServed)
      return { code: 6100, message: `host ${shown(host)}: it is neither one of API 2.0 nor of this server` };
    if (given !== path) return { code: 6100, message: `path ${shown(given)}: API 2.0 is at ${path}` };
    return undefined;
  };

  type Request = { readonly call: IncomingCall; readonly form: Form; timestamp: number };

  const isSignedForAnother = async ({ call, form }: Request, secretKey: string): Promise<boolean> => {
    const { method, path: given } = call;
    const others = otherHosts(call.host, form.action ?? '');
    for (const host of others)
      if (await isSigned({ call: { method, path: given, host }, form }, secretKey)) return true;
    // The documentation has all parameters signed, and the SDKs leave such values out.
    if (method !== 'POST' || !Object.values(form.parameters).some((value) => value.startsWith('@')))
      return false;
    for (const host of [call.host, ...others])
      if (await isWhollySigned({ call: { method, path: given, host }, form }, secretKey)) return true;
    return false;
  };

  const wrongSignature = ({ call }: Request, { secretId }: VerifierKey): CheckRefusal => ({
    code: 4100,
    message: `Signature: not the one that the SecretKey of ${secretId} gives for this request, a ${call.method} to ${shown(call.host)}${path}`,
  });

  const refusedToken = ({ form }: Request, { secretId, token }: VerifierKey): CheckRefusal | undefined => {
    const key = { secretId, ...(token !== undefined && { token }) };
    const because = tokenProblem(key, { token: form.value('Token'), now: now() });
    return because === undefined ? undefined : { code: 4105, message: `Token: ${because}` };
  };

  const refusedKey = (request: Request): CheckRefusal | undefined | Promise<CheckRefusal | undefined> => {
    const { secretId = '' } = request.form;
    const key = keys.get(secretId);
    if (!key)
      return acceptAnyKey
        ? undefined
        : { code: 4104, message: 'SecretId: it is none of the keys of this server' };
    const signed = isSigned(request, key.secretKey);
    if (signed === true) return refusedToken(request, key);
    return (async () =>
      (await signed) || (await isSignedForAnother(request, key.secretKey))
        ? refusedToken(request, key)
        : wrongSignature(request, key))();
  };

  const refusedTime = (timestamp: number): CheckRefusal | undefined => {
    const difference = timestamp - Math.floor(now() / 1000);
    if (timestamp <= floor)
      return {
        code: 4500,
        message: `Timestamp ${timestamp} is not after ${floor > firstSecond ? 'the last one that was let through before the start of this server' : 'the start of this server'} (${floor}): whether the request was carried out before is not known here`,
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

  const isDue = (timestamp: number): boolean => (timestamp - ahead) * 1000 <= now();

  /** Waits until a Timestamp is near enough. The clock may be set meanwhile. */
  const untilDue = async (timestamp: number, call: IncomingCall): Promise<void> => {
    const signals = [call.signal, ending].filter((each) => each !== undefined);
    const over = AbortSignal.any(signals);
    while (!isDue(timestamp)) await sleep((timestamp - ahead) * 1000 - now(), over);
  };

  /** A SecretId that is kept: a text that was cut out of a request would keep all of it in memory. */
  const ownIdOf = (secretId: string): string =>
    keys.get(secretId)?.secretId ?? new TextDecoder().decode(new TextEncoder().encode(secretId));

  const freshnessOf = ({ call, form, timestamp }: Request): Verification => {
    const secretId = ownIdOf(form.secretId ?? '');
    const nonce = withoutLeadingZeros(form.value('Nonce') ?? '');
    const use: NonceUse = { secretId, nonce, timestamp };
    const freshness = guard.use(use, {
      now: Math.floor(now() / 1000),
      signature: form.value('Signature') ?? '',
    });
    switch (freshness) {
      case 'fresh': {
        const { module } = placeAt(call.host);
        return { kind: 'verified', request: { form, secretId, isKnown: keys.has(secretId), module }, use };
      }
      case 'lost':
        return { kind: 'lost', form };
      case 'another':
        return {
          kind: 'refused',
          refusal: {
            code: 4500,
            message: `Nonce ${nonce} was used with this Timestamp by another request: this one was not carried out`,
          },
          form,
        };
      case 'used':
      case 'forgotten':
        return {
          kind: 'refused',
          refusal: {
            code: 4500,
            message:
              freshness === 'used'
                ? `Nonce ${nonce} was used before: the request was received already, and is not carried out again`
                : `Timestamp ${timestamp}: it is no longer known here whether the request was carried out before`,
          },
          form,
          ...(freshness === 'used' && { repeats: use }),
        };
    }
  };

  const endedBefore = ({ form, timestamp }: Request): Verification => ({
    kind: 'refused',
    refusal: {
      code: 6200,
      message: `Timestamp ${timestamp} was ahead of the clock, and this server ends before it is due: nothing was done`,
    },
    form,
  });

  /** What is left once it is known who asks. */
  const verifyTime = (
    request: Request,
    refusal: CheckRefusal | undefined,
  ): Verification | Promise<Verification> => {
    const { call, form, timestamp } = request;
    const refused = refusal ?? refusedTime(timestamp);
    if (refused) return { kind: 'refused', refusal: refused, form };
    return isDue(timestamp)
      ? freshnessOf(request)
      : untilDue(timestamp, call).then(
          () => freshnessOf(request),
          () => (ending?.aborted && !call.isClosed ? endedBefore(request) : { kind: 'left', form }),
        );
  };

  return {
    opensAt: (firstSecond + 1) * 1000,
    get seenUntil() {
      return guard.floor;
    },
    lose: (use) => guard.lose(use),
    verify(call) {
      const form = formOf(call);
      const request: Request = { call, form, timestamp: NaN };
      const refusal =
        refusedPlace(call) ??
        protocol(request, { behaviour }) ??
        publicParameters(request, { behaviour, zeroNonce: true });
      if (refusal) return { kind: 'refused', refusal, form };
      const refused = refusedKey(request);
      return refused instanceof Promise
        ? refused.then((known) => verifyTime(request, known))
        : verifyTime(request, refused);
    },
  };
}
