import type { Sent, SentValue } from './sent.js';

/** The text between the parts of a multipart body. */
const boundaryOf = (type: string): string | undefined =>
  /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i
    .exec(type)
    ?.slice(1)
    .find((each) => each !== undefined);

/** Bytes as characters, one each: what is searched for is ASCII. */
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const problem = (english: string, chinese: string): Sent => ({
  from: 'form',
  parameters: {},
  problem: { english, chinese },
});

/**
 * Reads a `multipart/form-data` body: each part is a parameter. A list or an object is a part with JSON, a file is its bytes in
 * base64.
 */
export function readMultipart(body: Uint8Array, contentType: string): Sent {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined)
    return problem('Content-Type: it has no boundary', 'Content-Type 缺少 boundary');
  const parts = latin1.decode(body).split(`--${boundary}`).slice(1, -1);
  if (parts.length === 0)
    return problem('the body is not multipart/form-data', '请求体不是 multipart/form-data');
  const parameters = Object.create(null) as Record<string, SentValue>;
  for (const part of parts) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, end);
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
    if (end === -1 || name === undefined) return problem('a part has no name', '存在没有名称的部分');
    const content = part.slice(end + 4).replace(/\r\n$/, '');
    parameters[name] = /;\s*filename=/i.test(head) ? btoa(content) : textOf(content);
  }
  return { from: 'form', parameters };
}

/** A value as text; a list or an object is written as JSON. */
function textOf(content: string): SentValue {
  const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0));
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return btoa(content);
  }
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as SentValue;
  } catch {
    return text;
  }
}

/** A body as bytes, whichever way it came. */
export const bytesOf = (call: {
  readonly body: string;
  readonly bytes?: Uint8Array | undefined;
}): Uint8Array => call.bytes ?? encoder.encode(call.body);
