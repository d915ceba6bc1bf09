import { startChild, type Child } from '../harness/child.js';
import { instanceIds } from './shared-fleet.js';

/** What the process that makes calls is asked for. */
export interface Load {
  /** Of the server that is measured. */
  readonly port: number;
  /** How many calls, rounded up to fill every lane. */
  readonly calls: number;
  /** How many instances each is about. */
  readonly count: number;
}

/** So many calls are under way at once, over as many connections. */
export const lanes = 16;

/** The instances of one lane: no two lanes share any. */
export const idsOfLane = (lane: number, count: number): string[] =>
  instanceIds(lanes * count).slice(lane * count, (lane + 1) * count);

/** Starts the process that makes calls; `load` is the port where it is asked to. */
export async function startLoad(): Promise<{ child: Child; load: number }> {
  const child = startChild(new URL('load-process.js', import.meta.url));
  const { load } = (await child.ask({})) as { load: number };
  return { child, load };
}
