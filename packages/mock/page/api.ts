import type { SignatureExplanation } from '../src/core/signature-explanation.js';
import type { FaultRule, FaultRuleOptions } from '../src/core/faults/rule.js';
import type { PowerAction } from '../src/services/cvm/instances/instances.js';
import type { InstanceView } from '../src/services/cvm/instances/view.js';
import type {
  ClockBody,
  CredentialsBody,
  ErrorBody,
  FaultsBody,
  InstancesBody,
  RequestsBody,
} from '../src/adapters/server/admin/bodies.js';

import type { Part } from './panels/list.js';

const base = '/_emulator/api';

/** What the server refused, in its own words. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
}

async function call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(`${base}/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new ApiFailure(errorIn(text) ?? `The server answered with status ${response.status}.`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

function errorIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as ErrorBody).error;
  } catch {
    return undefined;
  }
}

/** Rows on a page of each list. */
export const rowsOf = { requests: 12, instances: 25 } as const;

const queryOf = (
  kind: keyof typeof rowsOf,
  { search, page }: Part,
  more: Record<string, string> = {},
): string => {
  const query = new URLSearchParams({
    limit: String(rowsOf[kind]),
    offset: String(page * rowsOf[kind]),
    ...more,
  });
  if (search !== '') query.set('search', search);
  return `${kind}?${query}`;
};

export const api = {
  instances: (part: Part, status: string) =>
    call<InstancesBody>('GET', queryOf('instances', part, status === '' ? {} : { status })),
  addInstance: () => call<InstancesBody>('POST', 'instances', {}),
  begin: (id: string, action: PowerAction, force: boolean) =>
    call<InstanceView>('POST', `instances/${encodeURIComponent(id)}/begin`, { action, force }),
  credentials: () => call<CredentialsBody>('GET', 'credentials'),
  requests: (part: Part) => call<RequestsBody>('GET', queryOf('requests', part)),
  explanation: (id: number) => call<SignatureExplanation>('GET', `requests/${id}/explanation`),
  forgetRequests: () => call<undefined>('DELETE', 'requests'),
  faults: () => call<FaultsBody>('GET', 'faults'),
  addFault: (rule: FaultRuleOptions) => call<FaultRule>('POST', 'faults', rule),
  removeFault: (id: number) => call<undefined>('DELETE', `faults/${id}`),
  clock: () => call<ClockBody>('GET', 'clock'),
  advance: (milliseconds: number) => call<ClockBody>('POST', 'clock/advance', { milliseconds }),
  reset: () => call<undefined>('POST', 'reset', {}),
  /** Reconnects by itself. */
  changes: () => new EventSource(`${base}/events`),
};
