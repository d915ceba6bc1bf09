/** A text as hexadecimal digits that tell it apart, and nothing of it. */
export async function fingerprintOf(...parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(parts.join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 12);
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
