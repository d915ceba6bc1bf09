/** A form or a query string, taken apart byte by byte: no URLSearchParams, which forgives too much. */
export function decodeForm(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new Error(`not a name and a value: ${pair}`);
    const name = decodeText(pair.slice(0, equals));
    if (parameters.has(name)) throw new Error(`${name} is there twice`);
    parameters.set(name, decodeText(pair.slice(equals + 1)));
  }
  return parameters;
}

function decodeText(encoded: string): string {
  const bytes: number[] = [];
  for (let index = 0; index < encoded.length; index++) {
    const character = encoded.charAt(index);
    if (character === '%') {
      const hex = encoded.slice(index + 1, index + 3);
      if (!/^[0-9a-f]{2}$/i.test(hex)) throw new Error(`a percent sign without a byte: ${encoded}`);
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    } else if (character === '+') bytes.push(0x20);
    else if (/[\w.~!'()*-]/.test(character)) bytes.push(character.charCodeAt(0));
    else throw new Error(`${character} is not encoded: ${encoded}`);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string | undefined;
}

/** Where a request goes and what it says, from its text alone. */
export function readRequest({ method, url, body }: WireRequest): {
  readonly method: string;
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly parameters: Map<string, string>;
} {
  const match = /^(https?):\/\/([^/?#]+)(\/[^?#]*)(?:\?([^#]*))?$/.exec(url);
  if (!match) throw new Error(`not a URL of the API: ${url}`);
  const [, scheme = '', host = '', path = '', query] = match;
  if (method === 'GET' && body) throw new Error('a GET with a body');
  if (method === 'POST' && query !== undefined) throw new Error('a POST with a query string');
  return { method, scheme, host, path, parameters: decodeForm((method === 'GET' ? query : body) ?? '') };
}
