import { createLimiter, type Transport } from '@qcvm/client';
import { credentialsOf, type ResolveCredentials } from '../plan/credentials.js';
import type { Plan } from '../plan/plan.js';
import { systemRuntime, type FleetRuntime } from '../model/runtime.js';
import { accountsOf, decisionsOf, type Decision } from './decide.js';

export interface PreviewOptions {
  readonly credentials?: ResolveCredentials | undefined;
  readonly transport?: Transport | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly runtime?: Partial<FleetRuntime> | undefined;
}

/**
 * What a run of the plan would do now, instance by instance: it only looks, and needs no store.
 *
 * @throws what a call throws, and FleetError when two accounts are the same.
 */
export async function* previewPlan(plan: Plan, options: PreviewOptions = {}): AsyncGenerator<Decision> {
  const runtime: FleetRuntime = { ...systemRuntime, ...options.runtime };
  const { signal = new AbortController().signal, transport } = options;
  const resolve = options.credentials ?? credentialsOf(runtime);
  await accountsOf(plan, { resolve });
  const seen = new Set<string>();
  const limiter = createLimiter(runtime);
  for await (const page of decisionsOf(plan, { resolve, transport, limiter, signal })) {
    for (const decision of page) {
      const key = `${decision.account} ${decision.region} ${decision.instanceId}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield decision;
    }
  }
}
