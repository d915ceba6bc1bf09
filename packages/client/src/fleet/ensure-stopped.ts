import { ValidationError, type Problem } from '../model/errors.js';
import { checkOptions, count, positive, region, signal, type Rules } from '../model/options.js';
import { describeProblem } from '../model/problem.js';
import { isPlainObject } from '../model/shape.js';
import { runtimeOf } from '../core/client-runtime.js';
import { Channel } from './ensure-stopped/channel.js';
import { Run } from './ensure-stopped/run.js';
import type {
  EnsureStoppedEvent,
  EnsureStoppedOptions,
  EnsureStoppedRun,
  EnsureStoppedSummary,
  InstanceOutcome,
  StoppingClient,
} from './ensure-stopped/types.js';
import { instancesStopped, stopInstances } from '../services/cvm/2.0/operations.gen.js';
import { validate } from '../core/validate.js';

export type * from './ensure-stopped/types.js';

const rules: Rules = {
  signal,
  region,
  force: {
    must: "'never', 'fallback' or { after: milliseconds }",
    test: (value) =>
      value === 'never' || value === 'fallback' || (isPlainObject(value) && value['after'] !== undefined),
    fields: { after: positive },
  },
  timeout: positive,
  concurrency: count,
  window: count,
  settle: {
    must: 'a number of milliseconds',
    test: (value) => typeof value === 'number' && value >= 0 && value < Infinity,
  },
  requested: { must: 'a Set of ids', test: (value) => value instanceof Set },
};

function check(ids: unknown, options: object): void {
  const problems: Problem[] = [];
  // A text is iterable too, by its letters.
  const iterable =
    typeof ids === 'object' && ids !== null && (Symbol.iterator in ids || Symbol.asyncIterator in ids);
  if (!iterable)
    problems.push(
      describeProblem({
        parameter: 'ids',
        rule: 'type',
        value: ids,
        must: 'must be a list or an (async) iterable of instance ids',
      }),
    );
  checkOptions(rules, options, { action: 'ensureStopped', problems });
}

/** What is wrong with an id, if it cannot be one. */
function wrongWith(id: unknown): string | undefined {
  try {
    validate(stopInstances, { instanceIds: [id] });
    return undefined;
  } catch (error) {
    return error instanceof ValidationError
      ? error.problems.map(({ message }) => message).join('; ')
      : String(error);
  }
}

/**
 * Shuts a fleet down and loses nobody: looks at every instance, asks those that run to stop, in batches and in parallel
 * under the client's rate limits, asks again only those that failed, waits, forces those whose ordinary shutdown failed if
 * that is allowed, and looks again until every id has exactly one outcome.
 *
 * An answer that got lost is resolved by looking, never guessed. Running it again does only what is left to do. It never
 * rejects once it runs: what went wrong is in the outcomes, and in `reason` if it ended early.
 *
 * ```ts
 * const { allStopped, outcomes } = await ensureStopped(cvm, ['ins-09dx96dg', 'ins-4jgc8a6z'], { force: 'fallback' });
 *
 * for await (const event of ensureStopped(cvm, idsFromSomewhere()))
 *   if (event.type === 'outcome') console.log(event.outcome.instanceId, event.outcome.kind);
 * ```
 *
 * @param ids - A list, or a stream of any length: only as many are taken as fit into the window.
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export function ensureStopped(
  client: StoppingClient,
  ids: Iterable<string> | AsyncIterable<string>,
  options: EnsureStoppedOptions = {},
): EnsureStoppedRun {
  check(ids, options);
  const { force = 'never', timeout = 600_000, settle = 15_000, concurrency = 4, window = 2000 } = options;
  const left = new AbortController();
  const channel = new Channel<EnsureStoppedEvent>(() =>
    left.abort(new Error('nobody listens to the run any more')),
  );
  const { minDelay, maxDelay } = instancesStopped;
  const run = new Run(
    {
      client,
      ids,
      rules: { force, settle, maxFailures: 3 },
      timeout,
      signal: options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal,
      region: options.region,
      concurrency,
      window,
      requested: options.requested ?? new Set(),
      batch: client.stopInstances.operation.batch.maximum,
      delays: { minimum: minDelay * 1000, maximum: maxDelay * 1000 },
      runtime: runtimeOf(client),
      check: wrongWith,
    },
    channel,
  );

  let begun = false;
  const begin = (): AsyncIterator<EnsureStoppedEvent> => {
    if (begun) throw new Error('This run of ensureStopped has been used: iterate over it or await it, once.');
    begun = true;
    void run.run();
    return channel;
  };
  const summarise = async (): Promise<EnsureStoppedSummary> => {
    const outcomes: InstanceOutcome[] = [];
    for await (const event of { [Symbol.asyncIterator]: begin })
      if (event.type === 'outcome') outcomes.push(event.outcome);
    const { complete, reason, counts } = run;
    const down = counts.stopped + counts['already-stopped'] + counts.forced;
    return {
      complete,
      allStopped: complete && down === outcomes.length,
      ...(complete ? {} : { reason }),
      counts: { ...counts },
      outcomes,
    };
  };
  let summary: Promise<EnsureStoppedSummary> | undefined;
  return {
    [Symbol.asyncIterator]: begin,
    then: (onFulfilled, onRejected) => (summary ??= summarise()).then(onFulfilled, onRejected),
    counts: run.counts,
    get reason() {
      return run.reason;
    },
    get complete() {
      return run.complete;
    },
  };
}
