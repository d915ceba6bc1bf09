import { usageError } from '../../environment/cli-error.js';
import { fromCurl } from './curl-command.node.js';
import { headersOf, requestTo, type PastedRequest } from './http-request.js';

/** A request of API 2.0, or the canonical string of one. */
export interface ExplainedRequest extends Pick<
  PastedRequest,
  'source' | 'method' | 'scheme' | 'host' | 'path'
> {
  /** Decoded once, in the order in which they came. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly duplicates: readonly string[];
  /** The text that was signed, when that is what we were given. */
  readonly signedText?: string;
}

const requestLine = /^([A-Z]{3,7}) (\S+)(?: HTTP\/[\d.]+)?$/;

/** A request as it goes over the wire: request line, headers, body; also as `curl -v` shows it, or with the names of HTTP/2. */
function fromRaw(text: string): PastedRequest | undefined {
  const sent = [...text.matchAll(/^> ?(.*)$/gm)].map(([, line = '']) => line);
  const [head = '', ...rest] = (sent.length > 0 ? sent.join('\n') : text).split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/).map((line) => line.trim());
  const named = headersOf(lines);
  const [, method = named[':method'], target = named[':path']] = requestLine.exec(lines[0] ?? '') ?? [];
  if (method === undefined || target === undefined) return undefined;
  const isUrl = /^https?:/i.test(target);
  const host = named['host'] ?? named[':authority'];
  if (host === undefined && !isUrl)
    throw usageError('explain: this request has no Host', 'Paste its headers as well.');
  const body = rest.join('\n\n');
  return requestTo(isUrl ? target : `${named[':scheme'] ?? 'https'}://${host}${target}`, {
    source: 'url',
    method,
    headers: lines.slice(1),
    body: method === 'GET' ? '' : body,
  });
}

/** Also one that was cut into lines. */
const wrappedUrl =
  /^(?:[^?]*["'`<\s\u2018\u201c])?(https?:\/\/[^\s"'`<>\u2019\u201d]+(?:\r?\n[^\s"'`<>\u2019\u201d]+(?=\s*$|\r?\n))*)/is;

/** A URL that has something around it: quotes, a call in some language, what the tools of a browser say. */
function fromUrl(text: string): PastedRequest | undefined {
  const [, url] = wrappedUrl.exec(text) ?? [];
  return url === undefined ? undefined : requestTo(url, { source: 'url', method: 'GET' });
}

/** The request that was pasted; `undefined` when it is none, as a canonical string. */
export function readPasted(pasted: string): PastedRequest | undefined {
  // Without what a chat puts around it, and the colours of a terminal.
  const text = pasted
    .replace(/\u001b\[[\d;]*m/g, '')
    .trim()
    .replace(/^```\w*\s*|\s*```$/g, '')
    .replace(/^`([^`]*)`$/, '$1')
    .trim();
  return fromCurl(text) ?? fromRaw(text) ?? fromUrl(text);
}

/** The parameters as the service reads them, and what is odd about them. */
function collect(
  pairs: Iterable<readonly [string, string]>,
): Pick<ExplainedRequest, 'parameters' | 'duplicates'> {
  const parameters: Record<string, string> = {};
  const duplicates: string[] = [];
  for (const [name, value] of pairs) {
    if (Object.hasOwn(parameters, name)) duplicates.push(name);
    Object.defineProperty(parameters, name, { value, enumerable: true, configurable: true });
  }
  return { parameters, duplicates };
}

const canonicalShape =
  /^(get|post|put|head|delete|[a-z]*?)(?:(https?):\/\/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?|localhost(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?)(\/[^?&=]*)?\??(.*)$/is;

/** Percent-encoding in a value is almost always a mistake: the request has it decoded. */
function decoded(value: string): string {
  try {
    return /%[0-9A-Fa-f]{2}/.test(value) ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

/** The request that this text was signed for. */
function fromCanonical(text: string): ExplainedRequest {
  const [, method = '', scheme, host, path = '', rest = ''] = canonicalShape.exec(text) ?? [];
  if (host === undefined) {
    throw usageError(
      'explain: this is no URL, curl command, raw request or canonical string',
      'A canonical string begins like GETcvm.api.qcloud.com/v2/index.php?Action=…',
    );
  }
  const pairs = rest.split('&').flatMap((pair): [string, string][] => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return pair === '' ? [] : [[decoded(name), decoded(value)]];
  });
  return {
    source: 'canonical',
    method: method === '' ? 'GET' : method.toUpperCase(),
    ...(scheme === 'http' || scheme === 'https' ? { scheme } : {}),
    host,
    path: path === '' ? '/v2/index.php' : path,
    ...collect(pairs),
    signedText: text,
  };
}

/** Takes a request of API 2.0 apart, or its canonical string. */
export function readRequest(text: string): ExplainedRequest {
  if (text.trim() === '')
    throw usageError(
      'explain: there is nothing to explain',
      'Give a URL, a curl command, a raw request or a canonical string.',
    );
  const request = readPasted(text);
  if (request === undefined) return fromCanonical(text.trim());
  const { source, method, scheme, host, path, query, body } = request;
  return {
    ...{ source, method, host, path },
    ...(scheme === undefined ? {} : { scheme }),
    ...collect(new URLSearchParams(body === '' ? query : body.trim())),
  };
}
