import { usageError } from '../../environment/cli-error.js';
import { shellWords } from './shell-words.js';

/** A request of API 3.0 as it was sent. */
export interface Tc3Request {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The text after `?`, still encoded. */
  readonly query: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether a text is, or has in it, a request that is signed by TC3. */
export const isTc3 = (text: string): boolean => /TC3-HMAC-SHA256\s+Credential=/.test(text);

const dataOptions = new Set([
  ...['-d', '--data', '--data-raw', '--data-ascii', '--data-binary', '--json'],
  ...['--post-data', '--body-data'],
]);

/** Reads a curl or wget command, or a request as it goes over the wire. */
export function readTc3(text: string): Tc3Request {
  const trimmed = text
    .trim()
    .replace(/^```\w*\s*|\s*```$/g, '')
    .replace(/^[$%#>]\s+/, '')
    .trim();
  return /^(?:curl|wget)\s/.test(trimmed) ? fromCommand(trimmed) : fromRaw(trimmed);
}

function fromCommand(text: string): Tc3Request {
  const [, ...words] = shellWords(text);
  const headers: Record<string, string> = {};
  const data: string[] = [];
  let method: string | undefined;
  let url: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const [option = '', attached] = (words[index] ?? '').split(/(?<=^--[a-z-]+)=(.*)/s);
    const value = (): string => attached ?? words[(index += 1)] ?? '';
    if (option === '-H' || option === '--header') addHeader(headers, value());
    else if (dataOptions.has(option)) data.push(value());
    else if (option === '-X' || option === '--request' || option === '--method') method = value();
    else if (option === '--url') url = value();
    else if (!option.startsWith('-') && /^(?:https?:\/\/|[a-z0-9.-]+\.[a-z]{2,})/i.test(option))
      url ??= option;
  }
  if (url === undefined) throw usageError('explain: this command has no URL');
  const { host, pathname, search } = new URL(/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`);
  const body = data.join('&');
  return {
    method: method ?? (data.length > 0 ? 'POST' : 'GET'),
    host: headers['host'] ?? host,
    path: pathname,
    query: search.slice(1),
    headers,
    body,
  };
}

function fromRaw(text: string): Tc3Request {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method = '', target = '/'] = /^([A-Z]+) (\S+)/.exec(first) ?? [];
  const headers: Record<string, string> = {};
  for (const line of lines) addHeader(headers, line);
  const host = headers['host'];
  if (method === '' || host === undefined)
    throw usageError(
      'explain: a request of API 3.0 is read from a curl command, or from its request line, headers and body',
      'Paste the request line (POST / HTTP/1.1) and the Host as well.',
    );
  const question = target.indexOf('?');
  return {
    method,
    host,
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    headers,
    body: rest.join('\n\n'),
  };
}

function addHeader(headers: Record<string, string>, line: string): void {
  const colon = line.indexOf(':');
  if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
}
