import { checkThat } from '../../core/options/options-error.js';
import {
  anyText,
  anything,
  either,
  flag,
  list,
  object,
  text,
  that,
} from '../../core/options/option-rules.js';
import {
  defaultServerLimits,
  type ListenOptions,
  type ServerLimits,
  type TlsOptions,
} from '../../emulator/listen.js';
import { hostName, isLoopback } from '../../core/http/hosts.js';

/** The options of a server with everything decided. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsOptions | undefined;
  readonly adminApi: boolean;
  readonly page: boolean;
  readonly persist: string | undefined;
  readonly limits: ServerLimits;
}

/** Thrown by `listen` for an option that cannot be meant. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

const rule = object({
  host: anyText,
  port: that('a number', (value) => typeof value === 'number'),
  allowRemote: flag,
  tls: either(
    'true, false or an object',
    [(value) => typeof value === 'boolean', flag],
    [
      (value) => typeof value === 'object' && value !== null,
      object({ key: text, certificate: text, names: list(text), certificateAuthorityFile: text }),
    ],
  ),
  adminApi: flag,
  page: flag,
  persist: text,
  limits: anything,
  onProblem: that('a function', (value) => typeof value === 'function'),
});

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionsError for what is no option; ListenError for what cannot be meant.
 */
export function serverSettings(options: ListenOptions): ServerSettings {
  checkThat(options, { what: 'listen', rule });
  const host = hostName(options.host ?? '127.0.0.1');
  const port = options.port ?? 0;
  const remote = !isLoopback(host);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ListenError(`listen: port is ${port}: give an integer from 0 (any free port) to 65535`);
  }
  if (host === '') throw new ListenError('listen: host is empty: leave it out to listen on 127.0.0.1');
  if (remote && options.allowRemote !== true) {
    throw new ListenError(
      `listen: host ${host} can be reached by other machines, and all of them can change everything in it: ` +
        'listen on 127.0.0.1, or say allowRemote: true',
    );
  }
  const adminApi = options.adminApi ?? !remote;
  if (options.page === true && !adminApi) {
    throw new ListenError(
      'listen: page is true, but the page needs the admin API: say adminApi: true as well',
    );
  }
  return {
    host,
    port,
    tls: tlsSettings(options.tls),
    adminApi,
    page: options.page ?? adminApi,
    persist: options.persist,
    limits: limitsOf(options.limits),
  };
}

function tlsSettings(tls: ListenOptions['tls']): TlsOptions | undefined {
  if (tls === undefined || tls === false) return undefined;
  if (tls === true) return {};
  if ((tls.key === undefined) !== (tls.certificate === undefined)) {
    throw new ListenError('listen: tls.key and tls.certificate go together: give both, or neither');
  }
  if (tls.key !== undefined && (tls.names ?? tls.certificateAuthorityFile) !== undefined) {
    throw new ListenError(
      'listen: tls.names and tls.certificateAuthorityFile are for a certificate made at start',
    );
  }
  return tls;
}

function limitsOf(given: Partial<ServerLimits> = {}): ServerLimits {
  const limits = { ...defaultServerLimits, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultServerLimits, name))
      throw new ListenError(`listen: limits.${name} is not a limit`);
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ListenError(`listen: limits.${name} is ${value}: give an integer from 1 up`);
    }
  }
  return limits;
}
