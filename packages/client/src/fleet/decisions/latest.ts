import { sourceOf } from '../../core/client/client-facts.js';
import { ownField } from '../../model/shape.js';

/** The last change of an instance, as API 3.0 reports it. It lags behind the call: an older one says nothing. */
export interface LatestChange {
  readonly requestId: string;
  readonly state: 'SUCCESS' | 'OPERATING' | 'FAILED';
  /** It is of the kind that the run asks for. */
  readonly isOurs: boolean;
}

/** What became of the costs of a stopped instance; `not applicable`: there is nothing to stop. */
export type Charging = 'stopped' | 'kept' | 'not applicable';

const chargingModes: Readonly<Record<string, Charging>> = {
  STOP_CHARGING: 'stopped',
  KEEP_CHARGING: 'kept',
  NOT_APPLICABLE: 'not applicable',
};

/** Fields of an instance that only API 3.0 has. */
export interface Told {
  readonly latest: LatestChange | undefined;
  /** The request id of the last change, regardless of what it was; empty if there was none. */
  readonly lastRequest: string | undefined;
  readonly charging: Charging | undefined;
}

/**
 * Nothing of an instance that API 2.0 lists. Source: https://cloud.tencent.com/document/api/213/15753
 *
 * @param action - What the run asks for.
 */
export function readLatest(item: unknown, action: string): Told {
  const source = sourceOf(item);
  const requestId = ownField(source, 'LatestOperationRequestId');
  const state = ownField(source, 'LatestOperationState');
  const mode = ownField(source, 'StopChargingMode');
  return {
    latest:
      typeof requestId === 'string' && (state === 'SUCCESS' || state === 'OPERATING' || state === 'FAILED')
        ? { requestId, state, isOurs: ownField(source, 'LatestOperation') === action }
        : undefined,
    // Before the first change there is none.
    lastRequest: typeof requestId === 'string' ? requestId : requestId === null ? '' : undefined,
    charging:
      typeof mode === 'string' && Object.hasOwn(chargingModes, mode) ? chargingModes[mode] : undefined,
  };
}
