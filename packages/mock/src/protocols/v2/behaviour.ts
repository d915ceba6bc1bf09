import {
  defaultsOf,
  flag,
  integer,
  list,
  oneOf,
  text,
  type Options,
} from '../../core/options/option-rules.js';
import type { CheckName } from '../order.js';

/** What the documentation of API 2.0 leaves open. */
export interface ProtocolBehaviour {
  /**
   * Which requests over plain HTTP are refused with 4600. `unless-loopback`: those that leave the machine.
   * Default: `unless-loopback`, so that a local server needs no certificate.
   */
  readonly requireHttps: 'always' | 'unless-loopback' | 'never';
  /** Hosts that are answered in addition to the services' own and loopback names, with port; `*` for all. Default: none. */
  readonly hosts: readonly string[];
  /** Seconds that a Timestamp may be away from the service's clock, in both directions. Default: 300. */
  readonly timestampWindow: number;
  /** The code for a Timestamp that is too old. Default: 4200. */
  readonly staleTimestampCode: 4200 | 4500;
  /** The code for a Timestamp that is too far ahead. Default: 4500. */
  readonly futureTimestampCode: 4200 | 4500;
  /**
   * Whether a Nonce is used up for its Timestamp only, or for as long as any Timestamp of its time would be
   * accepted. Always for one SecretId. Default: `timestamp`.
   */
  readonly nonceRememberedWith: 'timestamp' | 'alone';
  /** Whether a request that is refused after its Nonce was checked has used the Nonce up. Default: true. */
  readonly refusedRequestUsesNonce: boolean;
  /** Nonces that are remembered for one SecretId; beyond it, those with the oldest Timestamp go first. Default: 100000. */
  readonly maxNonces: number;
  /** The order in which a request is checked; checks that are not named keep their place after the named ones. */
  readonly checkOrder: readonly CheckName[];
  /** What happens to a parameter that occurs twice. Default: `refuse`, with 4000. */
  readonly duplicateParameters: 'refuse' | 'last';
  /** What happens to an API parameter that the operation does not have. Default: `refuse`, with 4000. */
  readonly unknownParameters: 'refuse' | 'ignore';
  /** Region texts that are accepted in addition to the documented ones. Default: none. */
  readonly regions: readonly string[];
  /** Whether a request without Region is refused with 4000, or means `ap-guangzhou`. Default: `refuse`. */
  readonly missingRegion: 'refuse' | 'default';
  /** The largest batch. Default: 100. */
  readonly maxBatch: number;
  /** What ids that occur twice in one batch do. `once`: the id is served once. Default: `once`. */
  readonly duplicateIds: 'once' | 'refuse';
  /** Whether one instance without permission refuses the whole request (4102), or only itself. Default: `request`. */
  readonly unauthorizedInstance: 'request' | 'instance';
  /** The HTTP status of answers with a code other than 0. Default: 200. */
  readonly failureHttpStatus: number;
  /** How `requestId` is written. Default: `string`. */
  readonly requestIdAs: 'string' | 'number';
  /** How `code` is written, inside and outside. Default: `number`. */
  readonly codeAs: 'number' | 'string';
  /** Whether answers have `codeDesc`. Default: true. */
  readonly codeDesc: boolean;
}

export const protocolBehaviour: Options<ProtocolBehaviour> = {
  requireHttps: ['unless-loopback', oneOf('always', 'unless-loopback', 'never')],
  hosts: [[], list(text)],
  timestampWindow: [300, integer(0)],
  staleTimestampCode: [4200, oneOf(4200, 4500)],
  futureTimestampCode: [4500, oneOf(4200, 4500)],
  nonceRememberedWith: ['timestamp', oneOf('timestamp', 'alone')],
  refusedRequestUsesNonce: [true, flag],
  maxNonces: [100_000, integer(1)],
  checkOrder: [[], list(text)],
  duplicateParameters: ['refuse', oneOf('refuse', 'last')],
  unknownParameters: ['refuse', oneOf('refuse', 'ignore')],
  regions: [[], list(text)],
  missingRegion: ['refuse', oneOf('refuse', 'default')],
  maxBatch: [100, integer(1)],
  duplicateIds: ['once', oneOf('once', 'refuse')],
  unauthorizedInstance: ['request', oneOf('request', 'instance')],
  failureHttpStatus: [200, integer(200)],
  requestIdAs: ['string', oneOf('string', 'number')],
  codeAs: ['number', oneOf('number', 'string')],
  codeDesc: [true, flag],
};

export const defaultProtocolBehaviour = defaultsOf(protocolBehaviour);
