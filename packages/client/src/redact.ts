/** Takes secrets out of a text that we are about to show. */
export type Redact = (text: string) => string;

/** A redactor that knows these secrets (SecretKey, Token, Signature), whatever surrounds them. */
export function createRedactor(secrets: readonly (string | undefined)[]): Redact {
  const needles = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length > 3)
    .flatMap((secret) => [secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')]);
  return (text) =>
    needles
      .reduce((rest, needle) => rest.replaceAll(needle, '***'), text)
      .replace(/\b(Signature|Token|SecretKey)=[^&\s"']*/gi, '$1=***');
}

/** At most 200 printable characters of a foreign text, secrets taken out. */
export function excerpt(text: string, redact: Redact): string {
  const shown = redact(text.slice(0, 2000).replace(/[\p{C}\s]+/gu, ' '));
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown;
}

/** A copy of a foreign error that keeps name, message, code and stack, all redacted, and nothing else. */
export function safeCause(cause: unknown, redact: Redact, depth = 4): unknown {
  if (!(cause instanceof Error)) return cause === undefined ? undefined : redact(String(cause));
  const copy = new Error(redact(cause.message));
  copy.name = cause.name;
  if (cause.stack) copy.stack = redact(cause.stack);
  if (depth && cause.cause !== undefined) copy.cause = safeCause(cause.cause, redact, depth - 1);
  return 'code' in cause && typeof cause.code === 'string' ? Object.assign(copy, { code: cause.code }) : copy;
}
