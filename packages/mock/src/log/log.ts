import type { IncomingCall } from '../call.js';
import type { Exchange } from '../exchange.js';
import type { SignatureExplanation } from '../explain/explanation.js';
import type { Form } from '../form.js';
import { redactParameters, shown } from '../redact.js';
import type { LogFilter, LoggedOutcome, LoggedRequest, RequestLog } from './entry.js';

/** One request as the log keeps it. What is shown of it is made when somebody looks. */
export interface Entry {
  readonly id: number;
  readonly at: number;
  readonly call: IncomingCall;
  readonly form: Form;
  readonly exchange: Exchange | undefined;
  readonly outcome: LoggedOutcome;
  readonly faults: readonly string[];
}

export class LogError extends Error {
  override readonly name = 'LogError';
}

type Explain = (entry: Pick<Entry, 'call' | 'form'>) => Promise<SignatureExplanation>;

/** The last requests, in a ring. */
export class Log implements RequestLog {
  readonly #entries = new Map<number, Entry>();
  readonly #maximum: number;
  readonly #explain: Explain;
  #total = 0;

  constructor(options: { maximum: number; explain: Explain }) {
    this.#maximum = options.maximum;
    this.#explain = options.explain;
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
    this.#entries.set(entry.id, entry);
    if (this.#entries.size <= this.#maximum) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  list(filter: LogFilter = {}): readonly LoggedRequest[] {
    return this.#matching(filter).map(viewOf);
  }

  get(id: number): LoggedRequest | undefined {
    const entry = this.#entries.get(id);
    return entry && viewOf(entry);
  }

  last(filter: LogFilter = {}): LoggedRequest | undefined {
    const entry = this.#matching(filter).at(-1);
    return entry && viewOf(entry);
  }

  async explain(id: number): Promise<SignatureExplanation> {
    const entry = this.#entries.get(id);
    if (!entry)
      throw new LogError(`the log has no request ${id}${id > 0 && id <= this.#total ? ' any more' : ''}`);
    return this.#explain(entry);
  }

  clear(): void {
    this.#entries.clear();
  }

  #matching({ action, code, account, after = 0 }: LogFilter): readonly Entry[] {
    return [...this.#entries.values()]
      .filter(
        ({ id, form, outcome, exchange }) =>
          id > after &&
          (action === undefined || form.parameters['Action'] === action) &&
          (account === undefined || exchange?.account?.id === account) &&
          (code === undefined || (outcome.kind === 'answered' && outcome.code === code)),
      )
      .sort((one, other) => one.id - other.id);
  }
}

function viewOf({ id, at, call, form, exchange, outcome, faults }: Entry): LoggedRequest {
  const { Action, Region, SecretId } = form.parameters;
  return {
    id,
    at,
    door: call.door,
    ...(call.remote === undefined ? {} : { remote: call.remote }),
    method: shown(call.method),
    scheme: call.scheme,
    host: shown(call.host, 255),
    path: shown(call.path, 255),
    ...(Action === undefined ? {} : { action: Action }),
    ...(Region === undefined ? {} : { region: Region }),
    ...(SecretId === undefined ? {} : { secretId: SecretId }),
    ...(exchange?.account ? { account: exchange.account.id } : {}),
    parameters: redactParameters(form.parameters),
    ...(exchange?.input ? { input: structuredClone(exchange.input) } : {}),
    outcome,
    faults,
  };
}
