import { partsOf, textOf } from '../../query/multipart.js';
import type { Sent, SentValue } from './sent.js';

const problems = {
  boundary: { english: 'Content-Type: it has no boundary', chinese: 'Content-Type 缺少 boundary' },
  body: { english: 'the body is not multipart/form-data', chinese: '请求体不是 multipart/form-data' },
  name: { english: 'a part has no name', chinese: '存在没有名称的部分' },
} as const;

/**
 * Reads a `multipart/form-data` body: each part is a parameter. A list or an object is a part with JSON, a file is its bytes in
 * base64.
 */
export function readMultipart(body: Uint8Array, contentType: string): Sent {
  const read = partsOf(body, contentType);
  if (read.kind === 'broken') return { from: 'form', parameters: {}, problem: problems[read.why] };
  const parameters = Object.create(null) as Record<string, SentValue>;
  for (const { name, content, isFile } of read.parts)
    parameters[name] = isFile ? btoa(content) : valueOf(content);
  return { from: 'form', parameters };
}

/** A value as text; a list or an object is written as JSON. */
function valueOf(content: string): SentValue {
  const text = textOf(content);
  if (text === undefined) return btoa(content);
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as SentValue;
  } catch {
    return text;
  }
}
