import { builtInKey } from '../../../accounts/api.js';
import type { Emulator } from '../../../emulator/emulator.js';
import type { Snapshot } from '../../../emulator/snapshot.js';
import { AdminError } from './admin-error.js';
import { bodyIn, seedsIn } from './bodies-in.js';
import type { AccountsBody, ClockBody, CredentialsBody, FaultsBody } from './bodies.js';
import { instancesBody, requestsBody } from './queries.js';
import { withoutSecrets, withSecrets } from './snapshot-secrets.js';

/** A request to the admin API, below `/_emulator/api/`. */
export interface AdminRequest {
  readonly method: string;
  /** Decoded parts of the path after `api/`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when there is none. */
  readonly body: unknown;
}

export interface AdminAnswer {
  readonly status: number;
  /** Said as JSON; absent with 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface RouteCall extends Pick<AdminRequest, 'query' | 'body'> {
  /** What stands at `:id`. */
  readonly id: string;
}

/** What is answered with 200; nothing with 204. */
type Run = (call: RouteCall) => unknown;

/** Routes by method and path. */
type Routes = Readonly<Record<string, readonly [summary: string, run: Run, status?: number]>>;

/** What can be done with an emulator from outside. Knows nothing of HTTP beyond methods and statuses. */
export class AdminApi {
  readonly #routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly summary: string;
    readonly run: Run;
    readonly status: number;
  }[];

  /** @param pristine the state that `reset` goes back to */
  constructor(emulator: Emulator, pristine: Snapshot) {
    const listed: Run = () => ({
      routes: this.#routes.map(({ method, path, summary }) => ({
        method,
        path: `/_emulator/api/${path}`,
        summary,
      })),
    });
    const routes: Routes = { 'GET ': ['What there is.', listed], ...routesOf(emulator, pristine) };
    this.#routes = Object.entries(routes).map(([route, [summary, run, status = 200]]) => {
      const [method = '', path = ''] = route.split(' ');
      return { method, path, summary, run, status };
    });
  }

  /** Rejects with an `AdminError` for what cannot be served. */
  async serve({ method, segments, query, body }: AdminRequest): Promise<AdminAnswer> {
    const fitting = this.#routes.flatMap((route) => {
      const id = matched(route.path, segments);
      return id === undefined ? [] : [{ ...route, id }];
    });
    const hit = fitting.find((route) => route.method === method);
    if (hit) {
      const answered = await hit.run({ id: hit.id, query, body });
      return answered === undefined ? { status: 204 } : { status: hit.status, body: answered };
    }
    if (fitting.length === 0)
      throw new AdminError(
        404,
        `There is no ${shownPath(segments)}: GET /_emulator/api/ lists what there is.`,
      );
    const allow = fitting.map((route) => route.method).join(', ');
    return {
      status: 405,
      body: { error: `${shownPath(segments)} knows ${allow}.` },
      headers: { allow },
    };
  }
}

function routesOf(emulator: Emulator, pristine: Snapshot): Routes {
  const { instances, requests, faults, clock, accounts } = emulator;
  const clockBody = (): ClockBody => ({ mode: clock.mode, now: clock.now() });
  const instance = (id: string): string => {
    if (instances.has(id)) return id;
    throw new AdminError(404, `There is no instance ${id}.`);
  };
  const request = (id: string) => {
    const found = /^\d+$/.test(id) ? requests.get(Number(id)) : undefined;
    if (found) return found;
    throw new AdminError(404, `The log has no request ${id}.`);
  };
  return {
    'GET instances': [
      'The fleet as it is now; region, account, status, search, offset, limit.',
      ({ query }) => instancesBody(emulator, query),
    ],
    'POST instances': [
      'Adds instances: a seed, or a list of seeds.',
      ({ body }) => ({ instances: instances.add(seedsIn(body)) }),
      201,
    ],
    'PATCH instances/:id': [
      "Changes an instance behind the API's back.",
      ({ id, body }) => instances.update(instance(id), bodyIn('change', body)),
    ],
    'POST instances/:id/begin': [
      'Begins what a call would: action StopInstances, StartInstances or RebootInstances; force.',
      ({ id, body }) => {
        const { action, force = false } = bodyIn('beginning', instance(id) && body);
        return instances.begin(action, id, { force })[0];
      },
    ],
    'DELETE instances/:id': [
      'Removes an instance without a trace.',
      ({ id }) => instances.remove(instance(id)),
    ],
    'GET requests': [
      'The latest requests, oldest first; action, code, account, after, search, offset (from the end), limit.',
      ({ query }) => requestsBody(emulator, query),
    ],
    'DELETE requests': ['Forgets the requests.', () => requests.clear()],
    'GET requests/:id': ['One request.', ({ id }) => request(id)],
    'GET requests/:id/explanation': [
      'Why the signature of a request is wrong, or that it is right.',
      ({ id }) => requests.explain(request(id).id),
    ],
    'GET faults': [
      'The rules by which things go wrong.',
      () => ({ faults: faults.list() }) satisfies FaultsBody,
    ],
    'POST faults': ['Adds a rule.', ({ body }) => faults.add(bodyIn('fault', body)), 201],
    'DELETE faults': ['Removes all rules.', () => faults.clear()],
    'DELETE faults/:id': [
      'Removes a rule.',
      ({ id }) => {
        const rule = faults.list().find((each) => String(each.id) === id);
        if (!rule) throw new AdminError(404, `There is no fault ${id}.`);
        faults.remove(rule.id);
      },
    ],
    'GET clock': ["The emulator's time.", clockBody],
    'POST clock/advance': [
      'Moves the time forward by so many milliseconds.',
      ({ body }) => {
        clock.advance(bodyIn('advance', body).milliseconds);
        return clockBody();
      },
    ],
    'GET accounts': [
      'Accounts and their keys, without secrets.',
      () => ({ accounts: accounts.list() }) satisfies AccountsBody,
    ],
    'GET credentials': [
      'A key that works; its SecretKey only where that is the built-in one.',
      () => credentialsBody(emulator),
    ],
    'GET snapshot': [
      'Everything that makes the future, without secrets.',
      () => withoutSecrets(emulator.snapshot()),
    ],
    'PUT snapshot': [
      'Continues from a snapshot; keys keep the secrets that they have now.',
      ({ body }) => emulator.restore(withSecrets(bodyIn('snapshot', body), emulator.snapshot())),
    ],
    'POST reset': [
      'Goes back to the state at the start, and forgets the requests.',
      () => {
        emulator.restore(pristine);
        requests.clear();
      },
    ],
  };
}

/** A key that works; throws nothing where there is none. */
function credentialsBody(emulator: Emulator): CredentialsBody {
  const keys = emulator.accounts.list().flatMap((account) => account.keys);
  const secretId = keys.find(({ status }) => status === 'active')?.secretId ?? '';
  return secretId === builtInKey.secretId && emulator.credentials.secretKey === builtInKey.secretKey
    ? builtInKey
    : { secretId };
}

/** Fits a path to a pattern: what stands at `:id`, an empty text when the pattern has none, nothing when it does not fit. */
function matched(pattern: string, segments: readonly string[]): string | undefined {
  const parts = pattern === '' ? [] : pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  let id = '';
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part === ':id') id = segment;
    else if (part !== segment) return undefined;
  }
  return id;
}

const shownPath = (segments: readonly string[]): string =>
  `/_emulator/api/${segments.map(encodeURIComponent).join('/')}`;
