import { integer, list, oneOf, text, type Options } from '../../core/options/option-rules.js';
import type { CheckName } from '../order.js';

/** The language of messages. */
export type MessageLanguage = 'en-US' | 'zh-CN';

/** What the documentation of API 3.0 leaves open about calls as such. */
export interface V3Behaviour {
  /** Hosts that are answered in addition to the services' own and loopback names, with port; `*` for all. Default: none. */
  readonly hosts: readonly string[];
  /** Seconds that a Timestamp may be away from the service's clock, in both directions. Default: 300. */
  readonly timestampWindow: number;
  /**
   * What happens to a request of signature method v1 that was sent before: with the same Timestamp, Nonce and Signature. Default:
   * `refuse`, with `AuthFailure.SignatureExpire`; `accept` is for SDKs that draw the Nonce from so few numbers that two of many equal calls
   * in one second are the same. TC3-HMAC-SHA256 has no Nonce.
   */
  readonly replayedNonce: 'refuse' | 'accept';
  /** The order in which a request is checked; checks that are not named keep their place after the named ones. */
  readonly checkOrder: readonly CheckName[];
  /** What happens to a parameter that the operation does not have. Default: `refuse`, with `UnknownParameter`. */
  readonly unknownParameters: 'refuse' | 'ignore';
  /** Whether a parameter that is `null` counts as left out, or as a value of the wrong type. Default: `absent`. */
  readonly nullParameters: 'absent' | 'refuse';
  /** What an empty list of ids or filters means. Default: `all`, as if it was left out. */
  readonly emptySelection: 'all' | 'refuse';
  /** Whether an operation that needs a region is refused without one, or means `ap-guangzhou`. Default: `refuse`. */
  readonly missingRegion: 'refuse' | 'default';
  /** Whether what is signed may leave the port of a host out that is none of the vendor's: the official Node SDK does. Default: `optional`. */
  readonly signedPort: 'optional' | 'required';
  /** What ids that occur twice in one batch do. `once`: the id is served once. Default: `once`. */
  readonly duplicateIds: 'once' | 'refuse';
  /** The language of messages where a call asks for none. Default: `en-US`. */
  readonly language: MessageLanguage;
}

export const v3Behaviour: Options<V3Behaviour> = {
  hosts: [[], list(text)],
  timestampWindow: [300, integer(0)],
  replayedNonce: ['refuse', oneOf('refuse', 'accept')],
  checkOrder: [[], list(text)],
  unknownParameters: ['refuse', oneOf('refuse', 'ignore')],
  nullParameters: ['absent', oneOf('absent', 'refuse')],
  emptySelection: ['all', oneOf('all', 'refuse')],
  missingRegion: ['refuse', oneOf('refuse', 'default')],
  signedPort: ['optional', oneOf('optional', 'required')],
  duplicateIds: ['once', oneOf('once', 'refuse')],
  language: ['en-US', oneOf('en-US', 'zh-CN')],
};
