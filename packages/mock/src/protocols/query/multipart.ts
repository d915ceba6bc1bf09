import { mostParameters } from './bounds.js';

/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** A character for each byte. */
  readonly content: string;
  readonly isFile: boolean;
}

/** The parts of a body, or why there are none. */
export type Parts =
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'broken'; readonly why: 'boundary' | 'body' | 'name' | 'number' };

/** Bytes as characters, one each: what is searched for is ASCII. */
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text between the parts of a multipart body. */
const boundaryOf = (type: string): string | undefined =>
  /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i
    .exec(type)
    ?.slice(1)
    .find((each) => each !== undefined);

/** Whether a content type is that of a form in parts. */
export const isMultipart = (type: string | undefined): boolean =>
  type !== undefined && /^\s*multipart\/form-data\s*(?:;|$)/i.test(type);

/** Takes a `multipart/form-data` body apart. */
export function partsOf(body: Uint8Array, contentType: string): Parts {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return { kind: 'broken', why: 'boundary' };
  const pieces = latin1
    .decode(body)
    .split(`--${boundary}`, mostParameters + 3)
    .slice(1, -1);
  if (pieces.length === 0) return { kind: 'broken', why: 'body' };
  if (pieces.length > mostParameters) return { kind: 'broken', why: 'number' };
  const parts: Part[] = [];
  for (const piece of pieces) {
    const end = piece.indexOf('\r\n\r\n');
    const head = piece.slice(0, end);
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
    if (end === -1 || name === undefined) return { kind: 'broken', why: 'name' };
    const content = piece.slice(end + 4).replace(/\r\n$/, '');
    parts.push({ name, content, isFile: /;\s*filename=/i.test(head) });
  }
  return { kind: 'parts', parts };
}

/** The content of a part as text; nothing if it is none. */
export function textOf(content: string): string | undefined {
  try {
    return utf8.decode(Uint8Array.from(content, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** A body as bytes, whichever way it came. */
export const bytesOf = (call: {
  readonly body: string;
  readonly bytes?: Uint8Array | undefined;
}): Uint8Array => call.bytes ?? encoder.encode(call.body);
