import type { Reading } from '../../core/protocol.js';
import { longestName, tooLong, tooMany } from './bounds.js';
import { bytesOf, isMultipart, partsOf, textOf } from './multipart.js';
import { PairReader, type Plain } from './pairs.js';

/** Why a parameter cannot be read, in words. */
export type Fault = 'not percent-encoded UTF-8' | 'not UTF-8' | 'a part that is a file; parameters are texts';

/** A parameter that cannot be read. */
export interface Malformed {
  readonly name: string;
  readonly fault: Fault;
}

/** Reads `application/x-www-form-urlencoded` text, a query string or a form body, as the service does. */
export interface Form extends Reading {
  /** Names that occur more than once. */
  readonly duplicates: readonly string[];
  /** What could not be decoded stands among the parameters as it was. */
  readonly malformed: readonly Malformed[];
  /** Why it is not read to its end; nothing where it is. */
  readonly excess: string | undefined;
  /** The value of one parameter: where only a few are looked at, `parameters` need not be made. */
  value(name: string): string | undefined;
  /** What the canonical string has after its `?`, where nothing is renamed or left out in it. */
  readonly signed: string | undefined;
  /** The same parameters with each list as one, where no name is another's and none is below another. */
  readonly plain: Plain | undefined;
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
  const malformed: Malformed[] = [];
  const parts = read.kind === 'parts' ? read.parts : [];
  const excess =
    read.kind === 'broken' && read.why === 'number'
      ? tooMany
      : parts.some(({ name }) => name.length > longestName)
        ? tooLong
        : undefined;
  for (const { name, content, isFile } of excess === undefined ? parts : []) {
    const text = isFile ? undefined : textOf(content);
    if (text === undefined)
      malformed.push({ name, fault: isFile ? 'a part that is a file; parameters are texts' : 'not UTF-8' });
    if (name in parameters) duplicates.push(name);
    parameters[name] = text ?? content;
  }
  return {
    action: parameters['Action'],
    region: parameters['Region'],
    secretId: parameters['SecretId'],
    ...{ parameters, duplicates, malformed, excess, signed: undefined, plain: undefined },
    value: (name) => parameters[name],
  };
}

export const readForm = (text: string): Form => new TextForm(text);

const nothing: readonly string[] = [];

/** Most forms are looked at in a few places only: an object of all parameters is made when it is asked for. */
class TextForm implements Form {
  readonly action: string | undefined;
  readonly region: string | undefined;
  readonly secretId: string | undefined;
  readonly malformed: readonly Malformed[];
  readonly excess: string | undefined;
  readonly plain: Plain | undefined;
  readonly #pairs: PairReader;
  #parameters: Record<string, string> | undefined;
  #duplicates: readonly string[] | undefined;

  constructor(text: string) {
    const pairs = new PairReader(text);
    this.#pairs = pairs;
    this.malformed = pairs.malformed.map((name) => ({ name, fault: 'not percent-encoded UTF-8' }));
    this.excess = pairs.excess;
    this.plain = pairs.plain();
    this.action = this.value('Action');
    this.region = this.value('Region');
    this.secretId = this.value('SecretId');
  }

  value(name: string): string | undefined {
    return (
      this.plain?.texts.get(name) ?? (this.plain && !name.includes('.') ? undefined : this.parameters[name])
    );
  }

  get parameters(): Readonly<Record<string, string>> {
    if (!this.#parameters) {
      this.#parameters = Object.create(null) as Record<string, string>;
      for (const [name, value] of this.#pairs.all()) this.#parameters[name] = value;
    }
    return this.#parameters;
  }

  /** Names that were there before, each time that they come again. */
  get duplicates(): readonly string[] {
    if (this.plain) return nothing;
    const seen = new Set<string>();
    return (this.#duplicates ??= [...this.#pairs.all()]
      .map(([name]) => name)
      .filter((name) => seen.size === seen.add(name).size));
  }

  get signed(): string | undefined {
    return this.plain && this.#pairs.signed();
  }
}
