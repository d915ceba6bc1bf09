import type { Reading } from '../../core/protocol.js';
import { bytesOf, isMultipart, partsOf, textOf } from './multipart.js';

/** Reads `application/x-www-form-urlencoded` text, a query string or a form body, as the service does. */
export interface Form extends Reading {
  /** Names that occur more than once. */
  readonly duplicates: readonly string[];
  /** Names whose name or value is not percent-encoded UTF-8; what could not be decoded stands there as it was. */
  readonly malformed: readonly string[];
  /**
   * Everything before the Signature, if that is just what the canonical string has after its `?`. Most clients send their
   * parameters as they have signed them, and then need no second canonical string to be compared with.
   */
  readonly signed: string | undefined;
}

/** The parameters of a request: of a POST those in its body, else those in its query. They are never mixed. */
export function formOf(call: {
  readonly method: string;
  readonly query: string;
  readonly body: string;
  readonly bytes?: Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}): Form {
  if (call.method !== 'POST') return readForm(call.query);
  // Only a body in parts comes as bytes, and only then is there a need to look at the headers.
  const type = call.bytes && call.headers?.['content-type'];
  return isMultipart(type) ? readParts(bytesOf(call), type ?? '') : readForm(call.body);
}

/** Reads a form in parts, as the vendor's PHP SDK sends it. A part that is a file, or no text, is malformed. */
function readParts(body: Uint8Array, contentType: string): Form {
  const read = partsOf(body, contentType);
  const parameters = Object.create(null) as Record<string, string>;
  const duplicates: string[] = [];
  const malformed: string[] = [];
  for (const { name, content, isFile } of read.kind === 'parts' ? read.parts : []) {
    const text = isFile ? undefined : textOf(content);
    if (text === undefined) malformed.push(name);
    if (name in parameters) duplicates.push(name);
    parameters[name] = text ?? content;
  }
  return { ...publicOf(parameters), parameters, duplicates, malformed, signed: undefined };
}

const publicOf = (parameters: Readonly<Record<string, string>>) => ({
  action: parameters['Action'],
  region: parameters['Region'],
  secretId: parameters['SecretId'],
});

const nothing: readonly string[] = [];

export function readForm(text: string): Form {
  const parameters = Object.create(null) as Record<string, string>;
  const names: string[] = [];
  let malformed: string[] | undefined;
  const encodedFrom = Math.min(find('%', text), find('+', text));
  const signedUntil = text.lastIndexOf('&Signature=');
  let asSigned = signedUntil > 0 && signedUntil <= encodedFrom && mayStandAsSigned(text);
  let previous = '';
  let start = 0;
  while (start < text.length) {
    const end = find('&', text, start);
    if (end > start) {
      const equals = Math.min(find('=', text, start), end);
      let name = text.slice(start, equals);
      let value = text.slice(equals + 1, end);
      if (encodedFrom < end) {
        const decodedName = decode(name);
        const decodedValue = decode(value);
        name = decodedName ?? spaced(name);
        value = decodedValue ?? spaced(value);
        if (decodedName === undefined || decodedValue === undefined) (malformed ??= []).push(name);
      }
      names.push(name);
      parameters[name] = value;
      asSigned &&= start > signedUntil ? end === text.length : name > previous && equals < end;
      previous = name;
    } else asSigned = false;
    start = end + 1;
  }
  // To ask for each name whether it is there already would take as long as all the rest.
  const duplicates = Object.keys(parameters).length === names.length ? undefined : repeated(names);
  return {
    ...publicOf(parameters),
    parameters,
    duplicates: duplicates ?? nothing,
    malformed: malformed ?? nothing,
    signed: asSigned && !duplicates ? text.slice(0, signedUntil) : undefined,
  };
}

/** Names that were there before, each time that they come again. */
function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
}

/** Whether nothing in a text is renamed, left out or sorted in another way when it is signed: see `canonicalString`. */
const mayStandAsSigned = (text: string): boolean =>
  !text.includes('_') && !text.includes('=@') && !/[\ud800-\uffff]/.test(text);

/** Where a mark stands; the end of the text if it does not. */
function find(mark: string, text: string, from = 0): number {
  const index = text.indexOf(mark, from);
  return index === -1 ? text.length : index;
}

const spaced = (encoded: string): string => encoded.replaceAll('+', ' ');

/** Nothing for what is not percent-encoded UTF-8. */
function decode(encoded: string): string | undefined {
  if (!encoded.includes('%') && !encoded.includes('+')) return encoded;
  try {
    return decodeURIComponent(spaced(encoded));
  } catch {
    return undefined;
  }
}
