import { defaultProtocolBehaviour, type ProtocolBehaviour } from '../protocols/v2/behaviour.js';
import { defaultV3Behaviour, type V3Behaviour } from '../protocols/v3/behaviour.js';
import {
  defaultCvmBehaviour,
  defaultCvmV3Behaviour,
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

export const defaultBehaviour: Behaviour = {
  ...defaultProtocolBehaviour,
  ...defaultCvmBehaviour,
  v3: { ...defaultV3Behaviour, ...defaultCvmV3Behaviour },
};

export const behaviourOf = (options: BehaviourOptions = {}): Behaviour => ({
  ...defaultBehaviour,
  ...options,
  v3: { ...defaultBehaviour.v3, ...options.v3 },
});
