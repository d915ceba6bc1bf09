import { TransportFailure, type TransportRequest } from '../../src/model/transport.js';
import type { Transport } from '../../src/model/transport.js';

/** A request of API 3.0, read. */
export interface Asked {
  readonly action: string;
  readonly region: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Counts from 1. */
  readonly number: number;
}

export interface Refusal {
  readonly Code: string;
  readonly Message?: string;
}

/** What is done in place of the ordinary answer: a refusal, fields of an answer, a lost answer, or no answer ever. */
export type Instead =
  | { readonly refuse: Refusal }
  | { readonly fields: object }
  | { readonly lost: 'before' | 'after' }
  | { readonly hang: true }
  | undefined;

export interface WholeService extends Transport {
  readonly asked: Asked[];
  readonly requests: TransportRequest[];
  /** States by id; changed by the calls that are accepted. */
  readonly states: Map<string, string>;
  /** How often each instance was changed. */
  readonly changes: Map<string, number>;
  /** The ids of each request for a change. */
  readonly changeRequests: () => readonly (readonly string[])[];
}

const transitions: Readonly<Record<string, readonly [from: string, via: string]>> = {
  StopInstances: ['RUNNING', 'STOPPING'],
  StartInstances: ['STOPPED', 'STARTING'],
  RebootInstances: ['RUNNING', 'REBOOTING'],
};

const word = (state: string): string => state.charAt(0) + state.slice(1).toLowerCase();

export interface WholeOptions {
  readonly instead?: (asked: Asked) => Instead;
  /** Which of the bad ids a message names. Default: the first. */
  readonly names?: 'none' | 'first' | 'all';
  /** The other ids of a refused call are changed all the same. */
  readonly partial?: boolean;
}

/** A small service of API 3.0 that accepts or refuses a call as a whole. */
export function wholeService(
  instances: Readonly<Record<string, string>>,
  { instead = () => undefined, names = 'first', partial = false }: WholeOptions = {},
): WholeService {
  const states = new Map(Object.entries(instances));
  const asked: Asked[] = [];
  const requests: TransportRequest[] = [];
  const changes = new Map<string, number>();
  const latest = new Map<string, string>();

  const listed = (id: string): object => ({
    InstanceId: id,
    InstanceState: states.get(id),
    Placement: { Zone: 'ap-guangzhou-3', ProjectId: 0 },
    LatestOperationRequestId: latest.get(id) ?? null,
  });
  const change = (ids: readonly string[], { number }: Asked, via: string): void => {
    for (const id of ids) {
      states.set(id, via);
      changes.set(id, (changes.get(id) ?? 0) + 1);
      latest.set(id, `request-${number}`);
    }
  };
  const answer = (one: Asked): object => {
    const { action, body } = one;
    const ids = body['InstanceIds'] as readonly string[] | undefined;
    if (action === 'DescribeZones')
      return { ZoneSet: [{ Zone: 'ap-guangzhou-3', ZoneId: '100003', ZoneName: 'Guangzhou Zone 3' }] };
    if (action === 'DescribeInstances') {
      const found = [...states.keys()].filter((id) => ids === undefined || ids.includes(id));
      return { TotalCount: found.length, InstanceSet: found.map(listed) };
    }
    const [from = '', via = ''] = transitions[action] ?? [];
    const all = ids ?? [];
    const bad = all.filter((id) => states.get(id) !== from);
    const [first] = bad;
    if (first === undefined) {
      change(all, one, via);
      return {};
    }
    if (partial)
      change(
        all.filter((id) => !bad.includes(id)),
        one,
        via,
      );
    const state = states.get(first);
    const Code =
      state === undefined ? 'InvalidInstanceId.NotFound' : `UnsupportedOperation.InstanceState${word(state)}`;
    const named = names === 'none' ? '' : (names === 'first' ? [first] : bad).join(', ');
    return { Error: { Code, Message: `not supported: ${named}` } };
  };

  return {
    asked,
    requests,
    states,
    changes,
    changeRequests: () =>
      asked.filter(({ action }) => action in transitions).map(({ body }) => body['InstanceIds'] as string[]),
    send(request) {
      requests.push(request);
      const body = JSON.parse(request.body ?? '{}') as Record<string, unknown>;
      const { 'x-tc-action': action = '', 'x-tc-region': region } = request.headers;
      const one: Asked = { action, region, body, number: requests.length };
      asked.push(one);
      const other = instead(one);
      if (other && 'hang' in other)
        return new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        });
      if (other && 'lost' in other) {
        if (other.lost === 'after') answer(one);
        return Promise.reject(new TransportFailure('broken on purpose', { phase: 'sent' }));
      }
      const fields = other && 'refuse' in other ? { Error: { Message: '', ...other.refuse } } : other?.fields;
      const Response = { ...(fields ?? answer(one)), RequestId: `request-${one.number}` };
      return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ Response }) });
    },
  };
}
