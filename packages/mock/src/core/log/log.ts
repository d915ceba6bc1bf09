import type { Protocol, LoggedCall } from '../protocol.js';
import { redactFields, shown } from '../words/redact.js';
import type { ResourceResult } from '../service.js';
import type { SignatureExplanation } from '../signature-explanation.js';
import type { LogFilter, LoggedOutcome, LoggedRequest, RequestLog } from './entry.js';

/** One request as the log keeps it: little. What is shown of it is made when it is looked at. */
export interface Entry {
  readonly id: number;
  readonly at: number;
  /** A fault may hold the answer back after it was written down. */
  duration: number;
  readonly protocol: Pick<Protocol, 'read' | 'explain'>;
  readonly call: LoggedCall;
  readonly action: string | undefined;
  readonly account: string | undefined;
  readonly input: Readonly<Record<string, unknown>> | undefined;
  readonly outcome: LoggedOutcome;
  readonly results?: readonly ResourceResult[] | undefined;
  readonly faults: readonly string[];
}

export class LogError extends Error {
  override readonly name = 'LogError';
}

/** The last requests, in a ring: each has its place by its id. */
export class Log implements RequestLog {
  #entries: (Entry | undefined)[] = [];
  readonly #maximum: number;
  #total = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  get total(): number {
    return this.#total;
  }

  /** The id of a request that has just arrived. */
  nextId(): number {
    this.#total += 1;
    return this.#total;
  }

  add(entry: Entry): void {
    if (this.#maximum === 0) return;
    const place = entry.id % this.#maximum;
    // A request that was answered late must not push out a later one.
    if ((this.#entries[place]?.id ?? 0) < entry.id) this.#entries[place] = entry;
  }

  list(filter: LogFilter = {}): readonly LoggedRequest[] {
    return this.#matching(filter).map(viewOf);
  }

  get(id: number): LoggedRequest | undefined {
    const entry = this.#find(id);
    return entry && viewOf(entry);
  }

  last(filter: LogFilter = {}): LoggedRequest | undefined {
    const entry = this.#matching(filter).at(-1);
    return entry && viewOf(entry);
  }

  async explain(id: number): Promise<SignatureExplanation> {
    const entry = this.#find(id);
    if (!entry)
      throw new LogError(`the log has no request ${id}${id > 0 && id <= this.#total ? ' any more' : ''}`);
    return entry.protocol.explain(entry.call);
  }

  clear(): void {
    this.#entries = [];
  }

  #find(id: number): Entry | undefined {
    const entry = this.#maximum === 0 ? undefined : this.#entries[id % this.#maximum];
    return entry?.id === id ? entry : undefined;
  }

  #matching({ action, code, account, after = 0 }: LogFilter): readonly Entry[] {
    return this.#entries
      .filter((entry) => entry !== undefined)
      .filter(
        (entry) =>
          entry.id > after &&
          (action === undefined || entry.action === action) &&
          (account === undefined || entry.account === account) &&
          (code === undefined || (entry.outcome.kind === 'answered' && entry.outcome.code === code)),
      )
      .sort((one, other) => one.id - other.id);
  }
}

function viewOf(entry: Entry): LoggedRequest {
  const { id, at, duration, protocol, call, account, input, outcome, results, faults } = entry;
  const { action, region, secretId, parameters } = protocol.read(call);
  return {
    id,
    at,
    duration,
    adapter: call.adapter,
    ...(call.remote === undefined ? {} : { remote: call.remote }),
    method: shown(call.method),
    scheme: call.scheme,
    host: shown(call.host, 255),
    path: shown(call.path, 255),
    ...(action === undefined ? {} : { action }),
    ...(region === undefined ? {} : { region }),
    ...(secretId === undefined ? {} : { secretId }),
    ...(account === undefined ? {} : { account }),
    parameters: redactFields(parameters),
    ...(input ? { input: redactFields(input) } : {}),
    outcome: results && outcome.kind === 'answered' ? { ...outcome, results: byId(results) } : outcome,
    faults,
  };
}

const byId = (results: readonly ResourceResult[]): Record<string, number> =>
  Object.fromEntries(results.map(({ id, code }) => [id, code]));
