import { instanceStatus } from '@qcvm/client';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { needArgument } from '../model/arguments.js';
import { FleetError } from '../model/errors.js';
import type { Plan } from './plan.js';
import { nextTimes } from './schedule.js';
import { planSchema, type PlanDocument } from './schema.js';

const invalid = (problems: readonly string[], source: string): FleetError =>
  new FleetError(
    'plan-invalid',
    `${source}: the plan is invalid: ${problems.join('; ')}. Nothing was sent. Correct the plan.`,
    { problems },
  );

/** Reads a plan from YAML, or JSON. `source` names it in messages. */
export function parsePlan(text: string, source = 'plan'): Plan {
  needArgument(typeof text === 'string', { parameter: 'text', must: 'a string', value: text });
  const document = parseDocument(text, { prettyErrors: true });
  // Only the place: an excerpt could quote a key that was pasted into the plan.
  const problems = document.errors.map(
    ({ code, linePos }) => `line ${linePos?.[0].line ?? '?'} is no YAML (${code})`,
  );
  if (problems.length > 0) throw invalid(problems, source);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw invalid(['it has more aliases than a plan needs'], source);
  }
  return readPlan(value, source);
}

/**
 * Checks a plan and fills in its defaults.
 *
 * @throws FleetError with `plan-invalid` and all problems.
 */
export function readPlan(value: unknown, source = 'plan'): Plan {
  const result = v.safeParse(planSchema, value);
  if (!result.success) throw invalid(result.issues.map(problemOf), source);
  const document = result.output;
  const problems = problemsWith(document);
  if (problems.length > 0) throw invalid(problems, source);
  return planOf(document);
}

const pathOf = (path: readonly { readonly key: unknown }[]): string =>
  path.reduce(
    (all, { key }) => (typeof key === 'number' ? `${all}[${key}]` : `${all}${all && '.'}${String(key)}`),
    '',
  );

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = pathOf((issue.path ?? []) as readonly { readonly key: unknown }[]);
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${path} is not known here`;
  if (issue.received === 'undefined') return `${path} is missing`;
  const must = issue.message.startsWith('must be') ? issue.message : 'has the wrong shape';
  return `${path || 'it'} ${must}`;
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `10m` in milliseconds. */
function millisecondsOf(text: string): number {
  const [, number, unit] = /^([\d.]+)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(number) * units[unit as keyof typeof units];
}

/** What is wrong with a selector without a field. */
const nothing = {
  select: 'chooses nothing; for every instance there is { all: true }',
  protect: 'protects nothing; name what to protect, such as { name: db-* }, or leave it out',
} as const;

/** What is wrong between fields. */
function problemsWith(plan: PlanDocument): string[] {
  const { action, accounts, regions, force = 'never', wait = true, api = '2.0' } = plan;
  const problems: string[] = [];
  const names = accounts.map(({ name }) => name);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index)))
    problems.push(`accounts: two are called ${name}`);
  if (regions === undefined)
    for (const { name, regions: own } of accounts)
      if (own === undefined) problems.push(`accounts: ${name} has no regions, and the plan has none for all`);
  if (action === 'start' && force !== 'never') problems.push('force: a start knows no force');
  if (typeof force === 'object' && (action === 'restart' || !wait))
    problems.push('force: must be never or fallback where only one request is sent');
  if (plan.stoppedMode !== undefined && action !== 'stop') problems.push('stoppedMode: only a stop has one');
  if (plan.stoppedMode !== undefined && api !== '3.0') problems.push("stoppedMode: needs api: '3.0'");
  for (const [list, selectors] of [
    ['select', plan.select],
    ['protect', plan.protect ?? []],
  ] as const) {
    for (const [index, selector] of selectors.entries()) {
      const { length } = Object.keys(selector);
      if (length === 0) problems.push(`${list}[${index}] ${nothing[list]}`);
      const { status } = selector;
      if (status !== undefined && !Object.hasOwn(instanceStatus, status))
        problems.push(`${list}[${index}].status must be one of ${Object.keys(instanceStatus).join(', ')}`);
      if ('all' in selector && length > 1) problems.push(`${list}[${index}]: all stands alone`);
    }
  }
  if (plan.schedule !== undefined && nextTimes(plan.schedule, { after: 0, count: 1 }) === undefined)
    problems.push('schedule: the cron expression or the time zone cannot be read');
  return problems;
}

function planOf(document: PlanDocument): Plan {
  const { force = 'never', regions = [], limits } = document;
  return {
    name: document.name,
    action: document.action,
    accounts: document.accounts.map((account) => ({
      name: account.name,
      credentials: account.credentials,
      regions: [...new Set(account.regions ?? regions)],
      limits: account.limits ?? limits,
    })),
    select: document.select,
    protect: document.protect ?? [],
    force: typeof force === 'object' ? { after: millisecondsOf(force.after) } : force,
    wait: document.wait ?? true,
    timeout: millisecondsOf(document.timeout ?? '10m'),
    settle: millisecondsOf(document.settle ?? '15s'),
    api: document.api ?? '2.0',
    stoppedMode: document.stoppedMode,
    endpoint: document.endpoint,
    allowPlainHttp: document.allowPlainHttp ?? false,
    schedule: document.schedule,
    document,
  };
}
