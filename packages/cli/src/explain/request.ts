import { usageError } from '../cli-error.js';
import { shellWords } from './shell-words.js';

/** A request as it was sent, or as a canonical string tells of it. */
export interface ExplainedRequest {
  readonly source: 'url' | 'curl' | 'canonical';
  readonly method: string;
  /** Absent when a canonical string does not tell. */
  readonly scheme?: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  /** Decoded once, in the order in which they came. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly duplicates: readonly string[];
  /** The text that was signed, when that is what we were given. */
  readonly signedText?: string;
}

/** Reads a query string or form body as the service does, but keeps what is odd about it. */
function readForm(text: string): Pick<ExplainedRequest, 'parameters' | 'duplicates'> {
  const parameters: Record<string, string> = {};
  const duplicates: string[] = [];
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(parameters, name)) duplicates.push(name);
    Object.defineProperty(parameters, name, { value, enumerable: true, configurable: true });
  }
  return { parameters, duplicates };
}

function fromUrl(text: string, body?: string): Omit<ExplainedRequest, 'source' | 'method'> {
  if (!URL.canParse(text))
    throw usageError('explain: this is not a URL', 'Quote it, so that the shell leaves it alone.');
  const { protocol, host, pathname, search } = new URL(text);
  const scheme = protocol === 'https:' ? 'https' : protocol === 'http:' ? 'http' : undefined;
  if (scheme === undefined) throw usageError('explain: only http and https URLs can be requests');
  return { scheme, host, path: pathname, ...readForm(body ?? search.slice(1)) };
}

const dataOptions = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-ascii',
  '--data-binary',
  '--data-urlencode',
]);
const optionsWithValue = new Set(
  '-H --header -A --user-agent -o --output -m --max-time -x --proxy -u --user -b --cookie -e --referer --cacert -w --retry --connect-timeout'.split(
    ' ',
  ),
);

/** `--data-urlencode` encodes what comes after the first `=`. */
const urlEncoded = (text: string): string => {
  const equals = text.indexOf('=');
  return equals < 0
    ? encodeURIComponent(text)
    : `${text.slice(0, equals)}=${encodeURIComponent(text.slice(equals + 1))}`;
};

function fromCurl(text: string): ExplainedRequest {
  const words = shellWords(text);
  let url: string | undefined;
  let method: string | undefined;
  let get = false;
  const data: string[] = [];
  for (let index = 1; index < words.length; index += 1) {
    const [word = '', attached] = (words[index] ?? '').startsWith('--')
      ? (words[index] ?? '').split(/=(.*)/s)
      : [words[index] ?? ''];
    const value = (): string => attached ?? words[(index += 1)] ?? '';
    if (word === '-G' || word === '--get') get = true;
    else if (word === '-X' || word === '--request') method = value();
    else if (dataOptions.has(word)) data.push(word === '--data-urlencode' ? urlEncoded(value()) : value());
    else if (word === '--url') url = value();
    else if (optionsWithValue.has(word)) value();
    else if (!word.startsWith('-')) url ??= word;
  }
  if (url === undefined) throw usageError('explain: this curl command has no URL');
  const full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  if (data.length === 0) return { source: 'curl', method: method ?? 'GET', ...fromUrl(full) };
  if (get) {
    const joined = `${full}${full.includes('?') ? '&' : '?'}${data.join('&')}`;
    return { source: 'curl', method: method ?? 'GET', ...fromUrl(joined) };
  }
  return { source: 'curl', method: method ?? 'POST', ...fromUrl(full, data.join('&')) };
}

const canonicalShape =
  /^(get|post|put|head|delete|[a-z]*?)(?:(https?):\/\/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?|localhost(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?)(\/[^?&=]*)?\??(.*)$/is;

/** Percent-encoding in a value is almost always a mistake of whoever made the text: the request has it decoded. */
function decoded(value: string): string {
  try {
    return /%[0-9A-Fa-f]{2}/.test(value) ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

/** What a request must have been like for somebody to sign this text. */
function fromCanonical(text: string): ExplainedRequest {
  const [, method = '', scheme, host, path = '', rest = ''] = canonicalShape.exec(text) ?? [];
  if (host === undefined) {
    throw usageError(
      'explain: this is neither a URL, nor a curl command, nor a canonical string',
      'A canonical string begins like GETcvm.api.qcloud.com/v2/index.php?Action=…',
    );
  }
  const parameters: Record<string, string> = {};
  const duplicates: string[] = [];
  for (const pair of rest.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    if (Object.hasOwn(parameters, name)) duplicates.push(name);
    Object.defineProperty(parameters, name, {
      value: equals < 0 ? '' : decoded(pair.slice(equals + 1)),
      enumerable: true,
      configurable: true,
    });
  }
  return {
    source: 'canonical',
    method: method === '' ? 'GET' : method.toUpperCase(),
    ...(scheme === 'http' || scheme === 'https' ? { scheme } : {}),
    host,
    path: path === '' ? '/v2/index.php' : path,
    parameters,
    duplicates,
    signedText: text,
  };
}

/** Takes apart whatever somebody pasted. */
export function readRequest(text: string): ExplainedRequest {
  const trimmed = text.trim();
  if (trimmed === '')
    throw usageError(
      'explain: there is nothing to explain',
      'Give a URL, a curl command or a canonical string.',
    );
  if (/^curl\s/.test(trimmed)) return fromCurl(trimmed);
  if (/^https?:\/\//i.test(trimmed)) return { source: 'url', method: 'GET', ...fromUrl(trimmed) };
  return fromCanonical(trimmed);
}
