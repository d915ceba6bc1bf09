import { startInstances, stopInstances, type Cvm, type Instance, type Limiter } from '@qcvm/client';
import { accountFingerprint } from '../plan/credentials.js';
import type { FleetAction, Plan, PlanAccount } from '../plan/plan.js';
import { idsOf, instancesOf, matcherOf, type Lookup } from '../plan/selector.js';
import { taggedIdsOf } from '../plan/tags.js';
import { clientOf, keyOf, newerConfigOf, type Connections } from './connect.js';
import { FleetError } from '../model/errors.js';
import type { OutcomeKind } from '../model/outcome.js';
import type { TermsAccount } from '../plan/terms.js';

/** What is decided of an instance before anything is sent: `open` is worked on. */
export interface Decision {
  readonly account: string;
  readonly region: string;
  readonly instanceId: string;
  readonly kind:
    | 'open'
    | Extract<OutcomeKind, 'protected' | 'already-stopped' | 'already-running' | 'not-found'>;
  readonly name?: string;
  /** Its status, as a number of DescribeInstances. */
  readonly status?: number;
  readonly reason?: string;
}

export interface DecideOptions extends Connections {
  readonly limiter: Limiter;
  readonly signal: AbortSignal;
}

/** Where ids are that no account and region of the plan has. */
export const nowhere = '-';

/** What each action has as a wanted status; a restart is always to be done. */
const already: Readonly<
  Record<FleetAction, { readonly status: number; readonly kind: Decision['kind'] } | undefined>
> = {
  stop: { status: Number(stopInstances.transition.to), kind: 'already-stopped' },
  start: { status: Number(startInstances.transition.to), kind: 'already-running' },
  restart: undefined,
};

/** The accounts of a plan with their identities. Throws when two are the same. */
export async function accountsOf(
  plan: Plan,
  { resolve }: Pick<Connections, 'resolve'>,
): Promise<readonly TermsAccount[]> {
  const accounts: TermsAccount[] = [];
  for (const { name, credentials, limits } of plan.accounts) {
    const fingerprint = await accountFingerprint(await keyOf({ name, credentials }, resolve));
    const twin = fingerprint && accounts.find((other) => other.fingerprint === fingerprint);
    if (twin)
      throw new FleetError(
        'plan-invalid',
        `accounts ${twin.name} and ${name} have the same key: their instances would be worked on twice. Nothing was sent.`,
      );
    accounts.push({ name, credentials, limits, ...(fingerprint && { fingerprint }) });
  }
  return accounts;
}

/**
 * Looks at everything that a plan is about, and decides what can be decided: page by page, so that the memory it takes does not
 * grow with the fleet. An instance that fits two selectors comes twice.
 */
export async function* decisionsOf(plan: Plan, options: DecideOptions): AsyncGenerator<readonly Decision[]> {
  const named = new Set(plan.select.flatMap(({ ids = [] }) => ids));
  for (const account of plan.accounts) {
    const [region = ''] = account.regions;
    const config = { ...options, target: plan, account, region };
    const cvm = clientOf(config);
    for (const each of account.regions) yield* inRegion(plan, { options, account, cvm, region: each, named });
  }
  const only = plan.accounts.length === 1 ? plan.accounts[0] : undefined;
  const place = {
    account: only?.name ?? nowhere,
    region: (only?.regions.length === 1 && only.regions[0]) || nowhere,
  };
  const reason = 'no account and region of the plan has it';
  if (named.size > 0)
    yield [...named].map((instanceId) => ({ ...place, instanceId, kind: 'not-found', reason }) as const);
}

async function* inRegion(
  plan: Plan,
  about: {
    readonly options: DecideOptions;
    readonly account: PlanAccount;
    readonly cvm: Cvm;
    readonly region: string;
    readonly named: Set<string>;
  },
): AsyncGenerator<readonly Decision[]> {
  const { options, account, cvm, region, named } = about;
  const { signal } = options;
  const tagged = taggedIdsOf(newerConfigOf({ ...options, target: plan, account, region }));
  const lookup: Lookup = { cvm, region, tagged, signal };
  const protections = await Promise.all(plan.protect.map((selector) => matcherOf(selector, lookup)));
  const wanted = already[plan.action];
  const decide = (instance: Instance): Decision => {
    for (const id of idsOf(instance)) named.delete(id);
    const status = Number(instance.status);
    const kind = protections.some((fits) => fits(instance))
      ? 'protected'
      : wanted?.status === status
        ? wanted.kind
        : 'open';
    const { unInstanceId: instanceId, instanceName: name } = instance;
    return { account: account.name, region, instanceId, kind, status, ...(name !== undefined && { name }) };
  };
  for (const selector of plan.select)
    for await (const page of instancesOf(selector, lookup)) yield page.map(decide);
}
