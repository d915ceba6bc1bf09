import { Unavailable, type Candidate } from '../row.js';
import { startChild, type Child } from './child.js';

/** What a candidate does over and over in a process of its own. */
export interface Workload {
  /** Once. Asynchronous work is under way sixteen times at once. */
  readonly work: () => unknown;
}

/** What the module of a candidate exports in `candidates`, by name. Options arrive as JSON. */
export type OpenWorkload<Options> = (options: Options) => Workload | Promise<Workload>;

export interface WorkloadOptions<Options> {
  /** The module: `new URL('../candidates/calls.js', import.meta.url)`. */
  readonly module: URL;
  /** Its name there. */
  readonly candidate: string;
  readonly options: Options | (() => Promise<Options>);
  /** A process that has to run beside it, such as the server that it calls: its answers are merged into the options. */
  readonly beside?: () => Promise<{ readonly child: Child; readonly options: Partial<Options> }>;
}

/** The same in the process itself. */
export interface WorkloadRequest {
  readonly open?: { readonly module: string; readonly candidate: string; readonly options: unknown };
}

/** Microseconds of CPU time for each piece of work, of the whole process of the candidate and of nothing else. */
export function cpuOf<Options extends object>({
  module,
  candidate,
  options,
  beside,
}: WorkloadOptions<Options>): Candidate['open'] {
  return async () => {
    const given = typeof options === 'function' ? await options() : options;
    const neighbour = await beside?.();
    const child = startChild(new URL('workload-process.js', import.meta.url));
    const close = async (): Promise<void> => {
      await child.close();
      await neighbour?.child.close();
    };
    const open = { module: module.href, candidate, options: { ...given, ...neighbour?.options } };
    try {
      const { unavailable } = (await child.ask({ open } satisfies WorkloadRequest)) as {
        unavailable?: string;
      };
      if (unavailable !== undefined) throw new Unavailable(unavailable);
    } catch (error) {
      await close();
      throw error;
    }
    return {
      sample: async () => {
        const { cpu } = (await child.ask({} satisfies WorkloadRequest)) as { cpu: number };
        return cpu;
      },
      close,
    };
  };
}
