import type { Form } from '@qcvm/mock/server';
import type { Keys } from './keys.js';

/** Names of parameters that hold passwords, or scripts that may: the log shows that they are there, and no more. */
const secretName =
  /passw(?:or)?d|pwd|secret(?!id$)|token|userdata|privatekey|accesskey|credential|^content$/i;

/** Whether a parameter of this name is never shown. */
export const isSecret = (name: string): boolean => secretName.test(name) && name !== 'ClientToken';

const hidden = '***';

/** What an id of a key looks like. A program with swapped settings sends a key in its place. */
const isSecretId = /^AKID[A-Za-z0-9]{1,64}$/;

/** The SecretId of a call as the log shows it: one that is not known may be a secret. */
export function shownSecretId(secretId: string, { known }: Pick<Keys, 'known'>): string {
  if (secretId === '' || known.has(secretId)) return secretId;
  const isKey = [...known.values()].some(
    ({ secretKey, token }) => secretKey === secretId || token === secretId,
  );
  return isSecretId.test(secretId) && !isKey ? secretId : hidden;
}

/** The message of a response for the log, without values of parameters that are or may be secret. */
export function shownMessage(
  message: string,
  { form, isOwn }: { readonly form: Form | undefined; /** It is none of API 3.0. */ readonly isOwn: boolean },
): string {
  // A value is quoted where the bridge says that it is wrong, and may have quotes within.
  let shown = isOwn ? message.replace(/".*"/s, `"${hidden}"`) : message;
  for (const [name, value] of Object.entries(form?.parameters ?? {}))
    if (value.length > 3 && name.split('.').some(isSecret)) shown = shown.replaceAll(value, hidden);
  return shown;
}

/**
 * Makes what hides the keys of programs in a text, wherever they stand: a program may send one in the place of anything else. Names of hosts
 * come in small letters.
 */
export function hidingKeys({ known, own }: Keys): (text: string) => string {
  const secrets = [...known.values(), ...(own ? [own] : [])]
    .flatMap(({ secretKey, token = '' }) => [secretKey, token])
    .filter((secret) => secret.length > 3)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  if (secrets.length === 0) return (text) => text;
  // An id is no secret, also where a key is a part of it. The longest is looked for first: an id may be the beginning of a key.
  const patterns = [...new Set([...known.keys(), ...secrets])]
    .sort((one, other) => other.length - one.length)
    .map(escaped);
  const pattern = new RegExp(patterns.join('|'), 'gi');
  const hide = (text: string): string =>
    text.replace(pattern, (found) => (known.has(found) ? found : hidden));
  // Every line has an id, and hardly one a secret.
  const any = new RegExp(secrets.map(escaped).join('|'), 'i');
  return (text) => (any.test(text) ? hide(text) : text);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
