import { withSource, type CredentialsProvider } from './credentials.js';
import { CredentialsError } from '../../model/errors/errors.js';
import { callable, checkOptions } from '../../model/option-rules.js';
import { systemRuntime, type Runtime } from '../../model/runtime/runtime.js';

/** Names of variables that belong together: a token of one set says nothing of a key of the other. */
interface Variables {
  readonly secretId: string;
  readonly secretKey: string;
  /** The first that is set counts. */
  readonly tokens: readonly string[];
}

/** A token by the name that the function platform gives it: of a key by other names only where the platform has set none. */
const platformToken = 'TENCENTCLOUD_SESSIONTOKEN';

/** In the order in which they are asked. */
const sets: readonly [Variables, ...Variables[]] = [
  {
    secretId: 'TENCENTCLOUD_SECRET_ID',
    secretKey: 'TENCENTCLOUD_SECRET_KEY',
    tokens: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
  },
  // What the function platform (SCF) gives a function that has a role.
  {
    secretId: 'TENCENTCLOUD_SECRETID',
    secretKey: 'TENCENTCLOUD_SECRETKEY',
    tokens: [platformToken],
  },
];

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();

/**
 * Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, with temporary credentials, `TENCENTCLOUD_TOKEN`
 * (or `TENCENTCLOUD_SESSION_TOKEN`, `TENCENTCLOUD_SECURITY_TOKEN` or `TENCENTCLOUD_SESSIONTOKEN`, as other tools call it); if
 * neither of the first two is set, from `TENCENTCLOUD_SECRETID`, `TENCENTCLOUD_SECRETKEY` and `TENCENTCLOUD_SESSIONTOKEN`,
 * which the function platform sets: where it has, its token is of its key only. `credentialsSource` says which it was.
 *
 * @throws CredentialsError that names the variables which are missing.
 */
export function fromEnvironment(
  environment: Runtime['environment'] = (name) => systemRuntime.environment(name),
): CredentialsProvider {
  checkOptions({ environment: callable }, { environment });
  return () => {
    const read = (name: string): string => environment(name)?.trim() ?? '';
    const isSet = (name: string): boolean => read(name) !== '';
    const { secretId, secretKey, tokens } =
      sets.find((names) => isSet(names.secretId) || isSet(names.secretKey)) ?? sets[0];
    const missing = [secretId, secretKey].filter((name) => !isSet(name));
    if (missing.length > 0)
      throw new CredentialsError(
        `found no credentials: ${listed(missing)} ${missing.length > 1 ? 'are' : 'is'} not set in the environment`,
        { advice: 'Set them, or pass credentials to the client.' },
      );
    const token = [...tokens, ...(isSet('TENCENTCLOUD_SECRETID') ? [] : [platformToken])].find(isSet);
    const used = [secretId, secretKey, ...(token === undefined ? [] : [token])];
    return withSource(
      {
        secretId: read(secretId),
        secretKey: read(secretKey),
        token: token === undefined ? undefined : read(token),
      },
      `${listed(used)} of the environment`,
    );
  };
}
