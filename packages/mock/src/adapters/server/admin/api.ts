import { builtInKey } from '../../../accounts/api.js';
import type { Emulator } from '../../../emulator/emulator.js';
import type { Snapshot } from '../../../emulator/snapshot.js';
import { AdminError } from './admin-error.js';
import {
  advanceIn,
  beginningIn,
  faultIn,
  instanceChangeIn,
  instanceSeedsIn,
  snapshotIn,
} from './bodies-in.js';
import type { AccountsBody, ClockBody, CredentialsBody, FaultsBody } from './bodies.js';
import { instancesBody, requestsBody } from './queries.js';
import { withSecrets, withoutSecrets } from './snapshot-secrets.js';

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

interface RouteCall {
  /** What stands at `:id`. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly run: (call: RouteCall) => AdminAnswer | Promise<AdminAnswer>;
}

const ok = (body: unknown): AdminAnswer => ({ status: 200, body });
const done: AdminAnswer = { status: 204 };

/** What can be done with an emulator from outside. Knows nothing of HTTP beyond methods and statuses. */
export class AdminApi {
  readonly #emulator: Emulator;
  readonly #pristine: Snapshot;
  readonly #routes: readonly Route[];

  /** @param pristine the state that `reset` goes back to */
  constructor(emulator: Emulator, pristine: Snapshot) {
    this.#emulator = emulator;
    this.#pristine = pristine;
    this.#routes = this.#table();
  }

  /** Rejects with an `AdminError` for what cannot be served. */
  async serve({ method, segments, query, body }: AdminRequest): Promise<AdminAnswer> {
    const fitting = this.#routes.flatMap((route) => {
      const id = matched(route.path, segments);
      return id === undefined ? [] : [{ route, id }];
    });
    const hit = fitting.find(({ route }) => route.method === method);
    if (hit) return hit.route.run({ id: hit.id, query, body });
    if (fitting.length === 0)
      throw new AdminError(
        404,
        `There is no ${shownPath(segments)}: GET /_emulator/api/ lists what there is.`,
      );
    const allow = fitting.map(({ route }) => route.method).join(', ');
    return {
      status: 405,
      body: { error: `${shownPath(segments)} knows ${allow}.` },
      headers: { allow },
    };
  }

  #table(): readonly Route[] {
    const { instances, requests, faults, clock, accounts } = this.#emulator;
    const clockBody = (): ClockBody => ({ mode: clock.mode, now: clock.now() });
    return [
      {
        method: 'GET',
        path: '',
        summary: 'What there is.',
        run: () =>
          ok({
            routes: this.#routes.map(({ method, path, summary }) => ({
              method,
              path: `/_emulator/api/${path}`,
              summary,
            })),
          }),
      },
      {
        method: 'GET',
        path: 'instances',
        summary: 'The fleet as it is now; region, account, status, search, offset, limit.',
        run: ({ query }) => ok(instancesBody(this.#emulator, query)),
      },
      {
        method: 'POST',
        path: 'instances',
        summary: 'Adds instances: a seed, or a list of seeds.',
        run: ({ body }) => ({ status: 201, body: { instances: instances.add(instanceSeedsIn(body)) } }),
      },
      {
        method: 'PATCH',
        path: 'instances/:id',
        summary: "Changes an instance behind the API's back.",
        run: ({ id, body }) => {
          if (!instances.has(id)) throw new AdminError(404, `There is no instance ${id}.`);
          return ok(instances.update(id, instanceChangeIn(body)));
        },
      },
      {
        method: 'POST',
        path: 'instances/:id/begin',
        summary: 'Begins what a call would: action StopInstances, StartInstances or RebootInstances; force.',
        run: ({ id, body }) => {
          if (!instances.has(id)) throw new AdminError(404, `There is no instance ${id}.`);
          const { action, force = false } = beginningIn(body);
          return ok(instances.begin(action, id, { force })[0]);
        },
      },
      {
        method: 'DELETE',
        path: 'instances/:id',
        summary: 'Removes an instance without a trace.',
        run: ({ id }) => {
          if (!instances.has(id)) throw new AdminError(404, `There is no instance ${id}.`);
          instances.remove(id);
          return done;
        },
      },
      {
        method: 'GET',
        path: 'requests',
        summary:
          'The latest requests, oldest first; action, code, account, after, search, offset (from the end), limit.',
        run: ({ query }) => ok(requestsBody(this.#emulator, query)),
      },
      {
        method: 'DELETE',
        path: 'requests',
        summary: 'Forgets the requests.',
        run: () => {
          requests.clear();
          return done;
        },
      },
      {
        method: 'GET',
        path: 'requests/:id',
        summary: 'One request.',
        run: ({ id }) => ok(this.#request(id)),
      },
      {
        method: 'GET',
        path: 'requests/:id/explanation',
        summary: 'Why the signature of a request is wrong, or that it is right.',
        run: async ({ id }) => ok(await requests.explain(this.#request(id).id)),
      },
      {
        method: 'GET',
        path: 'faults',
        summary: 'The rules by which things go wrong.',
        run: () => ok({ faults: faults.list() } satisfies FaultsBody),
      },
      {
        method: 'POST',
        path: 'faults',
        summary: 'Adds a rule.',
        run: ({ body }) => ({ status: 201, body: faults.add(faultIn(body)) }),
      },
      {
        method: 'DELETE',
        path: 'faults',
        summary: 'Removes all rules.',
        run: () => {
          faults.clear();
          return done;
        },
      },
      {
        method: 'DELETE',
        path: 'faults/:id',
        summary: 'Removes a rule.',
        run: ({ id }) => {
          const rule = faults.list().find((each) => String(each.id) === id);
          if (!rule) throw new AdminError(404, `There is no fault ${id}.`);
          faults.remove(rule.id);
          return done;
        },
      },
      { method: 'GET', path: 'clock', summary: "The emulator's time.", run: () => ok(clockBody()) },
      {
        method: 'POST',
        path: 'clock/advance',
        summary: 'Moves the time forward by so many milliseconds.',
        run: ({ body }) => {
          clock.advance(advanceIn(body));
          return ok(clockBody());
        },
      },
      {
        method: 'GET',
        path: 'accounts',
        summary: 'Accounts and their keys, without secrets.',
        run: () => ok({ accounts: accounts.list() } satisfies AccountsBody),
      },
      {
        method: 'GET',
        path: 'credentials',
        summary: 'A key that works; its SecretKey only where that is the built-in one.',
        run: () => ok(credentialsBody(this.#emulator)),
      },
      {
        method: 'GET',
        path: 'snapshot',
        summary: 'Everything that makes the future, without secrets.',
        run: () => ok(withoutSecrets(this.#emulator.snapshot())),
      },
      {
        method: 'PUT',
        path: 'snapshot',
        summary: 'Continues from a snapshot; keys keep the secrets that they have now.',
        run: ({ body }) => {
          this.#emulator.restore(withSecrets(snapshotIn(body), this.#emulator.snapshot()));
          return done;
        },
      },
      {
        method: 'POST',
        path: 'reset',
        summary: 'Goes back to the state at the start, and forgets the requests.',
        run: () => {
          this.#emulator.restore(this.#pristine);
          requests.clear();
          return done;
        },
      },
    ];
  }

  #request(id: string) {
    const found = /^\d+$/.test(id) ? this.#emulator.requests.get(Number(id)) : undefined;
    if (!found) throw new AdminError(404, `The log has no request ${id}.`);
    return found;
  }
}

/** A key that works; throws nothing where there is none. */
function credentialsBody(emulator: Emulator): CredentialsBody {
  const active = emulator.accounts
    .list()
    .flatMap(({ keys }) => keys)
    .find(({ status }) => status === 'active');
  const secretId = active?.secretId ?? '';
  if (secretId !== builtInKey.secretId || emulator.credentials.secretKey !== builtInKey.secretKey)
    return { secretId };
  return { secretId, secretKey: builtInKey.secretKey };
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
