import { defaultsOf, list, object, oneOf, rulesOf } from '../core/options/option-rules.js';
import { protocolBehaviour, type ProtocolBehaviour } from '../protocols/v2/behaviour.js';
import { checkNames } from '../protocols/v2/checks/checks.js';
import { v3Behaviour, type V3Behaviour } from '../protocols/v3/behaviour.js';
import { checkNamesV3 } from '../protocols/v3/checks/checks.js';
import {
  cvmBehaviour,
  cvmV3Behaviour,
  type CvmBehaviour,
  type CvmV3Behaviour,
} from '../services/cvm/behaviour.js';

/**
 * What the documentation leaves open. Each is an option with a stated default, so that nothing comes to depend
 * on a guess: a test that matters runs with more than one value.
 */
export interface Behaviour extends ProtocolBehaviour, CvmBehaviour {
  /** What the documentation of API 3.0 leaves open; what stands beside it is about API 2.0. */
  readonly v3: BehaviourV3;
}

/** What the documentation of API 3.0 leaves open. */
export interface BehaviourV3 extends V3Behaviour, CvmV3Behaviour {}

/** Some of it; the rest has its default. */
export type BehaviourOptions = Partial<Omit<Behaviour, 'v3'>> & { readonly v3?: Partial<BehaviourV3> };

const options = { ...protocolBehaviour, ...cvmBehaviour };
const optionsV3 = { ...v3Behaviour, ...cvmV3Behaviour };

export const defaultBehaviour: Behaviour = { ...defaultsOf(options), v3: defaultsOf(optionsV3) };

export const behaviourRule = object({
  ...rulesOf(options),
  checkOrder: list(oneOf(...checkNames)),
  v3: object({ ...rulesOf(optionsV3), checkOrder: list(oneOf(...checkNamesV3)) }),
});

export const behaviourOf = (given: BehaviourOptions = {}): Behaviour => ({
  ...defaultBehaviour,
  ...given,
  v3: { ...defaultBehaviour.v3, ...given.v3 },
});
