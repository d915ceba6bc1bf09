import { integer, number, object, oneOf, text, type Options } from '../../core/options/option-rules.js';

/** What the documentation of CVM in API 3.0 leaves open. */
export interface CvmV3Behaviour {
  /**
   * What one instance that something stands against does to a batch. `whole`: nothing is done with any of them. `partial`: the
   * others change, and the call is refused all the same. Default: `whole`.
   */
  readonly mixedBatch: 'whole' | 'partial';
  /** Which ids the refusal of a batch names: those of its code, or the first of them. Default: `first`. */
  readonly refusedIds: 'first' | 'all';
  /** Whether an instance that cannot stop without costing is stopped and goes on costing, or is refused. Default: `keep`. */
  readonly cannotStopCharging: 'keep' | 'refuse';
  /**
   * What RunInstances does with a ClientToken that was used for another order. `first`: it gets the instances of that one; `refuse`:
   * `InvalidParameter.ParameterConflict`. Default: `first`.
   */
  readonly clientTokenReuse: 'first' | 'refuse';
  /** What a dry run of RunInstances that would succeed gets: an ordinary answer, or the code. Default: `answer`. */
  readonly dryRun: 'answer' | 'DryRunOperation';
  /**
   * What RunInstances does with an image that is neither public here nor the account's own. `refuse`: `InvalidImageId.NotFound`; `accept`: for
   * programs that name the images of a real account. Default: `refuse`.
   */
  readonly unknownImages: 'refuse' | 'accept';
  /**
   * Milliseconds after which DescribeInstances shows the id of a call in `LatestOperationRequestId`; before, that of the one
   * before. The service lags by some seconds. Default: 0.
   */
  readonly latestRequestIdLag: number;
  /**
   * What the filter `instance-name` finds: names that contain one of its values, in either case, as `searchWord` of API 2.0 does,
   * or names that are one of them. Default: `part`, so that both APIs find the same.
   */
  readonly instanceNameFilter: 'part' | 'whole';
}

export const cvmV3Behaviour: Options<CvmV3Behaviour> = {
  mixedBatch: ['whole', oneOf('whole', 'partial')],
  refusedIds: ['first', oneOf('first', 'all')],
  cannotStopCharging: ['keep', oneOf('keep', 'refuse')],
  clientTokenReuse: ['first', oneOf('first', 'refuse')],
  dryRun: ['answer', oneOf('answer', 'DryRunOperation')],
  unknownImages: ['refuse', oneOf('refuse', 'accept')],
  latestRequestIdLag: [0, number(0)],
  instanceNameFilter: ['part', oneOf('part', 'whole')],
};

const answer = object({ 'code!': integer(1), codeDesc: text });

/** What the documentation of CVM leaves open. */
export interface CvmBehaviour {
  /** The inner answer for an instance in the wrong status. Default: 5100, `OperationConstraints.InvaildInstanceStatus`. */
  readonly wrongStatus: { readonly code: number; readonly codeDesc?: string };
  /** The inner answer for an unknown id, or one of another account. Default: 5000, without `codeDesc`. */
  readonly unknownInstance: { readonly code: number; readonly codeDesc?: string };
  /** What DescribeInstances does with ids that it does not find. `refuse`: code 5000. Default: `omit`. */
  readonly describeUnknownIds: 'omit' | 'refuse';
  /** The status that a stubborn instance returns to when its ordinary shutdown has failed. Default: 2, running. */
  readonly failedStopStatus: number;
  /** How Region is written in results. Default: `asRequested`. */
  readonly regionSpelling: 'asRequested' | 'long' | 'short';
}

export const cvmBehaviour: Options<CvmBehaviour> = {
  wrongStatus: [{ code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' }, answer],
  unknownInstance: [{ code: 5000 }, answer],
  describeUnknownIds: ['omit', oneOf('omit', 'refuse')],
  failedStopStatus: [2, integer()],
  regionSpelling: ['asRequested', oneOf('asRequested', 'long', 'short')],
};
