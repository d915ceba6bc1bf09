import { withSource, type CredentialsProvider } from './credentials.js';
import { CredentialsError } from '../../model/errors/errors.js';
import { callable, checkOptions } from '../../model/option-rules.js';
import { systemRuntime, type Runtime } from '../../model/runtime/runtime.js';

/**
 * Names of variables that belong together, in the order in which they are asked: id, key, and tokens, of which the first that is
 * set counts. A token of one set says nothing of a key of the other.
 */
type Variables = readonly [secretId: string, secretKey: string, ...tokens: string[]];
const ours: Variables = [
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_TOKEN',
  'TENCENTCLOUD_SESSION_TOKEN',
  'TENCENTCLOUD_SECURITY_TOKEN',
];
/** What the function platform (SCF) gives a function that has a role. */
const ofPlatform: Variables = [
  'TENCENTCLOUD_SECRETID',
  'TENCENTCLOUD_SECRETKEY',
  'TENCENTCLOUD_SESSIONTOKEN',
];

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
    const [secretId, secretKey, ...tokens] =
      [ours, ofPlatform].find(([id, key]) => isSet(id) || isSet(key)) ?? ours;
    const missing = [secretId, secretKey].filter((name) => !isSet(name));
    if (missing.length > 0)
      throw new CredentialsError(
        `found no credentials: ${missing.join(' and ')} ${missing[1] ? 'are' : 'is'} not set in the environment`,
        { advice: 'Set them, or pass credentials to the client.' },
      );
    // The platform's token is one of other keys only where the platform has set none.
    const token = [...tokens, ...(isSet(ofPlatform[0]) ? [] : ofPlatform.slice(2))].find(isSet);
    return withSource(
      { secretId: read(secretId), secretKey: read(secretKey), token: token && read(token) },
      `${[secretId, secretKey, token].filter(Boolean).join(' and ')} of the environment`,
    );
  };
}
