import { defaultProtocolBehaviour } from '../protocols/v2/behaviour.js';
import type { ProtocolBehaviour } from '../protocols/v2/behaviour.js';
import { defaultCvmBehaviour } from '../services/cvm/behaviour.js';
import type { CvmBehaviour } from '../services/cvm/behaviour.js';

/**
 * What the documentation leaves open. Each is an option with a stated default, so that nothing comes to depend
 * on a guess: a test that matters runs with more than one value.
 */
export interface Behaviour extends ProtocolBehaviour, CvmBehaviour {}

export const defaultBehaviour: Behaviour = { ...defaultProtocolBehaviour, ...defaultCvmBehaviour };
