import { isCarried, waiterFor } from '../core/client/client-facts.js';
import { runtimeOf } from '../core/client/client-runtime.js';
import { validate } from '../core/call/validate.js';
import type { ChangeOperation, PaginatedOperation, WaiterDescriptor } from '../model/descriptor.js';
import { ValidationError, type Problem } from '../model/errors/errors.js';
import {
  checkFields,
  count,
  flag,
  positive,
  region,
  signal,
  throwIfAny,
  type Rules,
} from '../model/option-rules.js';
import { member, own, ownData } from '../model/own.js';
import { describeProblem } from '../model/errors/problem.js';
import { isPlainObject } from '../model/shape.js';
import { clientMethod } from './client-method.js';
import { instanceStatus } from '../services/cvm/2.0/operations.gen.js';
import { Channel } from './engine/channel.js';
import { classify, refusedCall } from './decisions/failure.js';
import { goalOf, type Goal, type GoalWords } from './decisions/goal.js';
import { Run } from './engine/run.js';
import { createFleetService, type Change, type Method } from './engine/service.js';
import type {
  FleetEvent,
  FleetOptions,
  FleetRun,
  FleetSummary,
  FleetTarget,
  FleetTargets,
  ForceOptions,
  ChargingOptions,
} from './engine/types.js';

type Waiter = WaiterDescriptor<never, unknown, unknown>;

/** One of the things that can be done to a fleet: all of it data, in words and waiters of API 2.0. */
export interface Job<Kind extends string> extends Omit<GoalWords, 'lasting' | 'kinds' | 'names'> {
  /** The function that the caller called. */
  readonly name: string;
  /** The methods that ask for it: a client has one of them. */
  readonly changes: readonly [string, ...string[]];
  /** How instances are looked at. */
  readonly waiter: Waiter;
  readonly kinds: Readonly<Record<keyof Goal['kinds'], Kind>>;
  readonly lasting?: readonly Waiter[];
}

/** The methods of a client that a job calls. */
export interface JobMethods {
  readonly list: Method<PaginatedOperation<never, unknown, unknown>>;
  readonly change: Change;
}

interface JobOptions extends FleetOptions, ForceOptions, ChargingOptions {}

const optionRules: Rules = {
  wait: flag,
  maxWait: positive,
  signal,
  region,
  concurrency: count,
  window: count,
  settle: { must: 'a number of milliseconds', test: (value) => value === 0 || positive.test(value) },
};

const policies: Rules = {
  force: {
    must: "'never', 'fallback' or { after: milliseconds }",
    test: (value) =>
      value === 'never' || value === 'fallback' || (isPlainObject(value) && value['after'] !== undefined),
    fields: { after: positive },
  },
};

const charging: Rules = { stoppedMode: { kind: 'string', values: ['STOP_CHARGING', 'KEEP_CHARGING'] } };

/** What costs can only be stopped over API 3.0. */
function problemsOfApi(options: JobOptions, { goal, change }: { goal: Goal; change: Change }): Problem[] {
  const { stoppedMode: value } = options;
  const { protocol } = change.operation.service;
  if (!goal.stops || value === undefined || protocol === 'v3' || isCarried(change)) return [];
  const must = 'must be omitted with API 2.0: set `api: v3()`, or use a client of @qcvm/client/v3';
  return [describeProblem({ parameter: 'options.stoppedMode', rule: 'conflict', must, value })];
}

/** What is wrong with the arguments, as far as the rules for single options do not say it. */
function problemsWith(targets: unknown, { force, wait }: JobOptions, { once }: Goal): Problem[] {
  const problems: Problem[] = [];
  // A text is iterable too, by its letters.
  const isIterable =
    typeof targets === 'object' &&
    targets !== null &&
    (Symbol.iterator in targets || Symbol.asyncIterator in targets);
  const report = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'type', must, value }));
  };
  if (!isIterable) report('ids', 'must be a list or an (async) iterable of instance ids', targets);
  if (isPlainObject(force) && (once || wait === false))
    report('options.force', "must be 'never' or 'fallback' where only one request is sent", force);
  return problems;
}

type Methods = Readonly<Record<string, JobMethods['list'] & Change>>;

/** The methods of a client that a job calls. */
const methodsOf = (
  client: Methods,
  { name: action, changes }: Pick<Job<string>, 'name' | 'changes'>,
): JobMethods => ({
  list: clientMethod(client, 'describeInstances', { action, fact: 'pagination' }),
  change: clientMethod(client, changes.find((each) => member(client, each) !== undefined) ?? changes[0], {
    action,
    fact: 'transition',
  }),
});

/** Begins a job, to be iterated over. */
export function runJob<Kind extends string>(
  job: Job<Kind>,
  client: object,
  { targets, options }: { readonly targets: FleetTargets; readonly options: JobOptions },
): FleetRun<Kind> {
  const { name, changes, waiter: given, lasting = [], ...words } = own(job);
  const { list, change } = methodsOf(client as Methods, { name, changes });
  const waiter = waiterFor(list, given);
  const others = lasting.map((each) => waiterFor(list, each));
  const goal = goalOf(change.operation, waiter, { ...words, names: instanceStatus, lasting: others });
  const rules = { ...optionRules, ...(goal.forceable && policies), ...(goal.stops && charging) };
  const problems: Problem[] = [];
  const wanted = own(checkFields(rules, options, { path: 'options', problems }));
  throwIfAny(
    [...problemsWith(targets, wanted, goal), ...problemsOfApi(wanted, { goal, change }), ...problems],
    {
      action: name,
    },
  );
  const operation = ownData(change.operation);
  const { force = 'never', wait = true, maxWait = 600_000, settle = 15_000 } = wanted;
  const { concurrency = 4, window = 2000, stoppedMode } = wanted;
  const channel = new Channel<FleetEvent>(() => run.stop(new Error('the loop over the events was left')));
  const runtime = runtimeOf(change);
  const run: Run = new Run(
    {
      service: createFleetService(list, change, {
        ...waiter,
        extra: stoppedMode === undefined ? undefined : { StoppedMode: stoppedMode },
      }),
      goal,
      rules: { force, wait, settle, stopCharging: stoppedMode === 'STOP_CHARGING' },
      targets,
      maxWait,
      signal: wanted.signal,
      concurrency,
      window,
      pauses: { min: waiter.minDelay * 1000, max: waiter.maxDelay * 1000 },
      runtime,
      read: (target) => readTarget(target, { change, region: wanted.region }),
      classify: (error) => classify(error, operation),
      refused: (error) => refusedCall(operation, error),
    },
    channel,
  );
  let begun = false;
  return {
    [Symbol.asyncIterator]() {
      if (begun) throw new Error(`The run of ${name} was already iterated: iterate over it once.`);
      begun = true;
      void run.run();
      return channel as AsyncIterator<FleetEvent<Kind>>;
    },
    counts: run.counts as Record<Kind, number>,
    get reason() {
      return run.reason;
    },
    get complete() {
      return run.complete;
    },
  };
}

/** Runs a job to its end. */
export async function summarise<Kind extends string>(run: FleetRun<Kind>): Promise<FleetSummary<Kind>> {
  const outcomes: FleetSummary<Kind>['outcomes'][number][] = [];
  for await (const event of run) if (event.type === 'outcome') outcomes.push(event.outcome);
  const { complete, reason, counts } = run;
  return { complete, ...(complete ? {} : { reason }), counts: { ...counts }, outcomes };
}

/** Whether a run is complete, and every instance is as the job wants it. */
export function isAllDone<Kind extends string>(
  { kinds }: Job<Kind>,
  { complete, outcomes }: FleetSummary<Kind>,
): boolean {
  const done = new Set(Object.values<Kind>(kinds));
  return complete && outcomes.every(({ kind }) => done.has(kind));
}

/** What there is to do, in full, or what is wrong with it. */
function readTarget(
  given: string | FleetTarget,
  { change, region: everywhere }: { readonly change: Change; readonly region: string | undefined },
): FleetTarget & { readonly wrong: string | undefined } {
  const target = own<FleetTarget>(
    isPlainObject(given) ? (given as FleetTarget) : { instanceId: given as string },
  );
  const { instanceId, region: where = everywhere, earlier } = target;
  const wrong = wrongWith(instanceId, change.operation) ?? wrongWithRegion(where);
  return own({
    instanceId: typeof instanceId === 'string' ? instanceId : String(instanceId),
    region: where,
    earlier,
    wrong,
  });
}

/** What is wrong with an id, if it cannot be one. */
function wrongWith(id: unknown, operation: ChangeOperation<never, unknown>): string | undefined {
  try {
    validate(operation, { [operation.batch.ids]: [id] });
    return undefined;
  } catch (error) {
    return error instanceof ValidationError
      ? error.problems.map(({ message }) => message).join('; ')
      : String(error);
  }
}

const wrongWithRegion = (value: unknown): string | undefined =>
  value === undefined || region.test(value) ? undefined : `region must be ${region.must}`;
