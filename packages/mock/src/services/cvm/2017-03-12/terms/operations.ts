import { services } from '../../../services-3.0.gen.js';
import type { InstanceState } from '../../states.js';
import { stateChangeIn } from './states.js';

/** The name that API 3.0 has for a change of state, by what it goes through. */
const byVia = new Map<InstanceState, string>(
  services.flatMap(({ operations }) =>
    Object.values(operations).flatMap(({ action, transition }) =>
      transition ? [[stateChangeIn(transition).via, action] as const] : [],
    ),
  ),
);

/** The Action of API 3.0 that goes through a state. */
export const operationThrough = (via: InstanceState): string | undefined => byVia.get(via);
