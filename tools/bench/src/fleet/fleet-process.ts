/** A process with a fleet of its own: warms up with the first of it, and then stops as many of the rest as it is asked to. */
import { answerParent } from '../harness/child.js';
import { createFleet, type FleetApi, type FleetCost } from './measure-fleet.js';

export interface FleetRequest {
  /** Makes a fleet of so many. */
  readonly create?: number;
  /** By what they are stopped. Default: API 2.0. */
  readonly api?: FleetApi;
  /** Stops the next so many of it. */
  readonly stop: number;
}

let stop: ((from: number, to: number) => Promise<FleetCost>) | undefined;
let next = 0;

answerParent(async (message) => {
  const { create, api = '2.0', stop: count } = message as FleetRequest;
  if (create !== undefined) stop = createFleet(create, api);
  if (stop === undefined) throw new Error('There is no fleet yet');
  const cost = await stop(next, (next += count));
  if (cost.stopped !== count) throw new Error(`${cost.stopped} of ${count} were stopped`);
  return cost;
});
