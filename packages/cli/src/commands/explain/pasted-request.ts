import { usageError } from '../../environment/cli-error.js';
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

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Options of curl and wget that say something of the request. */
const dataOptions = words(
  '-d --data --data-raw --data-ascii --data-binary --data-urlencode --json --post-data --body-data',
);
/** The request has a body that no signature of the API can be of. */
const formOptions = words('-F --form --form-string -T --upload-file --post-file --body-file');
/** Options with a value that say nothing of what is signed. Sources: the manuals of curl 8.5 and wget 1.21. */
const optionsWithValue = words(
  '-A --user-agent -b --cookie -c --cookie-jar -C --continue-at -D --dump-header -e --referer -E --cert -h -H --header ' +
    '-K --config -m --max-time -o --output -P --directory-prefix -Q --quote -r --range -t --tries -u --user -U --proxy-user ' +
    '-w --write-out -x --proxy -y --speed-time -Y --speed-limit -z --time-cond -O --output-document --cacert --capath --ca-certificate ' +
    '--cert-type --certificate --ciphers --connect-timeout --connect-to --resolve --dns-servers --interface --key --key-type ' +
    '--limit-rate --local-port --max-filesize --max-redirs --noproxy --pass --private-key --proto --proxy-header --retry ' +
    '--retry-delay --retry-max-time --stderr --timeout --tls-max --tls13-ciphers --trace --trace-ascii --unix-socket --waitretry',
);
/** Options of one letter that take a value, which may be attached to them: `-d'a=1'`. */
const lettersWithValue: Readonly<Record<string, string>> = {
  curl: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
  wget: 'aABDeiIloOPQRtTUwX',
};

/** `--data-urlencode` and `--url-query` encode what comes after the first `=`. */
const urlEncoded = (text: string): string => {
  const equals = text.indexOf('=');
  return equals < 0
    ? encodeURIComponent(text)
    : `${text.slice(0, equals)}=${encodeURIComponent(text.slice(equals + 1))}`;
};

interface CommandWord {
  /** The option, or nothing for an argument. */
  readonly option?: string;
  readonly value?: string;
}

/** Takes options apart: `--data=x`, `-dx`, `-sSd x`, `-d x`. What curl gives `--data=x` no meaning for, wget does. */
function* commandWords(all: readonly string[]): Generator<CommandWord> {
  const letters = lettersWithValue[all[0] ?? ''] ?? '';
  const takesValue = (name: string): boolean =>
    dataOptions.has(name) ||
    formOptions.has(name) ||
    optionsWithValue.has(name) ||
    ['-X', '--request', '--method', '--url', '--url-query'].includes(name);
  for (let index = 1; index < all.length; index += 1) {
    const word = all[index] ?? '';
    if (word.startsWith('--')) {
      const [option = '', attached] = word.split(/=(.*)/s);
      if (!takesValue(option)) yield { option };
      else yield { option, value: attached ?? all[(index += 1)] ?? '' };
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at += 1) {
        const letter = word.charAt(at);
        if (!letters.includes(letter)) {
          yield { option: `-${letter}` };
          continue;
        }
        const rest = word.slice(at + 1);
        yield { option: `-${letter}`, value: rest === '' ? (all[(index += 1)] ?? '') : rest };
        break;
      }
    } else yield { value: word };
  }
}

/** A curl or wget command. */
function fromCommand(text: string): ExplainedRequest {
  const [program = '', ...rest] = shellWords(text);
  let url: string | undefined;
  let method: string | undefined;
  let get = false;
  const data: string[] = [];
  const query: string[] = [];
  for (const { option, value = '' } of commandWords([program, ...rest])) {
    if (option === undefined) url ??= value;
    else if (program === 'wget' && !option.startsWith('--')) continue;
    else if (option === '--url') url = value;
    else if (option === '-G' || option === '--get') get = true;
    else if (option === '-X' || option === '--request' || option === '--method') method = value;
    else if (option === '--url-query') query.push(urlEncoded(value));
    else if (option === '--data-urlencode') data.push(urlEncoded(value));
    else if (dataOptions.has(option)) data.push(value);
    else if (formOptions.has(option))
      throw usageError(
        `explain: ${option} sends another body than a form`,
        'The API takes parameters in the URL, or as application/x-www-form-urlencoded: use -d.',
      );
  }
  if (url === undefined) throw usageError(`explain: this ${program} command has no URL`);
  let full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  const add = (more: readonly string[]): void => {
    if (more.length > 0) full += `${full.includes('?') ? '&' : '?'}${more.join('&')}`;
  };
  add(query);
  if (get) add(data);
  if (data.length === 0 || get) return { source: 'curl', method: method ?? 'GET', ...fromUrl(full) };
  return { source: 'curl', method: method ?? 'POST', ...fromUrl(full, data.join('&')) };
}

const requestLine = /^([A-Z]{3,7}) (\S+) HTTP\/[\d.]+$/;

/** A request as it goes over the wire: request line, headers, body. */
function fromRaw(text: string): ExplainedRequest {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n').trim();
  const [first = '', ...headers] = head.split(/\r?\n/);
  const [, method = '', target = ''] = requestLine.exec(first.trim()) ?? [];
  const host = headers
    .map((line) => /^host:\s*(\S+)\s*$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (host === undefined && !/^https?:/i.test(target))
    throw usageError('explain: this request has no Host', 'Paste its headers as well.');
  // Over which scheme it went, the request does not tell.
  const url = /^https?:/i.test(target) ? target : `https://${host ?? ''}${target}`;
  return { source: 'url', method, ...fromUrl(url, body === '' || method === 'GET' ? undefined : body) };
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

/** Without what a terminal, a chat or a word processor puts around a command: a prompt, fences, curly quotes. */
const cleaned = (text: string): string =>
  text
    .trim()
    .replace(/^```\w*\s*|\s*```$/g, '')
    .replace(/^[$%#>]\s+/, '')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .trim();

/** Takes apart whatever was pasted. */
export function readRequest(text: string): ExplainedRequest {
  const trimmed = /^(?:[$%#>]\s+)?(?:curl|wget)\s|^```/.test(text.trim())
    ? cleaned(text)
    : text.trim().replace(/^["'\u2018\u201c](https?:.*)["'\u2019\u201d]$/is, '$1');
  if (trimmed === '')
    throw usageError(
      'explain: there is nothing to explain',
      'Give a URL, a curl command or a canonical string.',
    );
  if (/^(?:curl|wget)\s/.test(trimmed)) return fromCommand(trimmed);
  if (requestLine.test(trimmed.split(/\r?\n/, 1)[0]?.trim() ?? '')) return fromRaw(trimmed);
  if (/^https?:\/\//i.test(trimmed)) return { source: 'url', method: 'GET', ...fromUrl(trimmed) };
  return fromCanonical(trimmed);
}
