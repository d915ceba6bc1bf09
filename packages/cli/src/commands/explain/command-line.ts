import { usageError } from '../../environment/cli-error.js';
import { isTc3, requestTo, type PastedRequest } from './http-request.js';
import { shellWords } from './shell-words.js';

/** What may stand before the program: a prompt, `sudo`, variables of the environment, its folder. */
const start =
  /^(?:[^\n'"]{0,80}?[$#%>]\s+)?(?:(?:sudo|time|env|\w+=\S*)\s+)*(?:\S*[/\\])?(curl|wget|https?|xh)(?:\.exe)?\s/;

/** Without what a terminal or a word processor makes of quotes and spaces, and `cmd` of Windows of ends of lines. */
function cleaned(text: string): string {
  const plain = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"');
  return /\^[\n"&]/.test(plain) ? plain.replaceAll('^\n', ' ').replace(/\^([^])/g, '$1') : plain;
}

/** Reads a command of curl, wget or HTTPie; `undefined` when it is none. */
export function fromCommand(pasted: string): PastedRequest | undefined {
  const text = cleaned(pasted);
  const [before, program = ''] = start.exec(text) ?? [];
  if (before === undefined) return undefined;
  const words = shellWords(text.slice(before.length));
  return program === 'curl' || program === 'wget'
    ? fromCurl(program, words, text)
    : fromHttpie(program, words);
}

type Meaning =
  | 'data'
  | 'encoded data'
  | 'query'
  | 'header'
  | 'method'
  | 'url'
  | 'get'
  | 'other body'
  | 'nothing';

/** Options of curl and wget by what they say of the request. Sources: the manuals of curl 8.5 and wget 1.21. */
const options: Readonly<Record<Exclude<Meaning, 'get'>, string>> = {
  data: '-d --data --data-raw --data-ascii --data-binary --json --post-data --body-data',
  'encoded data': '--data-urlencode',
  query: '--url-query',
  header: '-H --header',
  method: '-X --request --method',
  url: '--url',
  'other body': '-F --form --form-string -T --upload-file --post-file --body-file',
  nothing:
    '-A --user-agent -b --cookie -c --cookie-jar -C --continue-at -D --dump-header -e --referer -E --cert -h ' +
    '-K --config -m --max-time -o --output -P --directory-prefix -Q --quote -r --range -t --tries -u --user -U --proxy-user ' +
    '-w --write-out -x --proxy -y --speed-time -Y --speed-limit -z --time-cond -O --output-document --cacert --capath --ca-certificate ' +
    '--cert-type --certificate --ciphers --connect-timeout --connect-to --resolve --dns-servers --interface --key --key-type ' +
    '--limit-rate --local-port --max-filesize --max-redirs --noproxy --pass --private-key --proto --proxy-header --retry ' +
    '--retry-delay --retry-max-time --stderr --timeout --tls-max --tls13-ciphers --trace --trace-ascii --unix-socket --waitretry',
};
/** What an option with a value means. Those of one letter mean something else to wget. */
const meanings = new Map(
  Object.entries(options).flatMap(([meaning, names]) =>
    names.split(' ').map((name) => [name, meaning as Meaning]),
  ),
);
/** Options of one letter that take a value, which may be attached to them: `-d'a=1'`. */
const lettersWithValue = { curl: 'AbcCdDeEFHKmoPQrtTuUwxXyYz', wget: 'aABDeiIloOPQRtTUwX' };

interface Word {
  /** The option, or nothing for an argument. */
  readonly option?: string;
  readonly value?: string;
}

/** Takes options apart: `--data=x`, `-dx`, `-sSd x`, `-d x`. What curl gives `--data=x` no meaning for, wget does. */
function* optionsOf(program: 'curl' | 'wget', words: readonly string[]): Generator<Word> {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word.startsWith('--')) {
      const [option = '', attached] = word.split(/=(.*)/s);
      if (!meanings.has(option)) yield { option };
      else yield { option, value: attached ?? words[(index += 1)] ?? '' };
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at += 1) {
        const letter = word.charAt(at);
        if (!lettersWithValue[program].includes(letter)) {
          yield { option: `-${letter}` };
          continue;
        }
        const rest = word.slice(at + 1);
        yield { option: `-${letter}`, value: rest === '' ? (words[(index += 1)] ?? '') : rest };
        break;
      }
    } else yield { value: word };
  }
}

function meaningOf(program: 'curl' | 'wget', option: string): Meaning | undefined {
  if (option === '--get' || (option === '-G' && program === 'curl')) return 'get';
  return program === 'wget' && !option.startsWith('--') ? 'nothing' : meanings.get(option);
}

/** `--data-urlencode` and `--url-query` encode what comes after the first `=`; the latter nothing behind a `+`. */
function urlEncoded(text: string): string {
  if (text.startsWith('+')) return text.slice(1);
  const equals = text.indexOf('=');
  return equals < 0
    ? encodeURIComponent(text)
    : `${text.slice(0, equals)}=${encodeURIComponent(text.slice(equals + 1))}`;
}

function fromCurl(program: 'curl' | 'wget', words: readonly string[], text: string): PastedRequest {
  let url: string | undefined;
  let method: string | undefined;
  let get = false;
  const data: string[] = [];
  const query: string[] = [];
  const headers: string[] = [];
  for (const { option, value = '' } of optionsOf(program, words)) {
    if (option === undefined) {
      url ??= value;
      continue;
    }
    switch (meaningOf(program, option)) {
      case 'url':
        url = value;
        break;
      case 'get':
        get = true;
        break;
      case 'method':
        method = value;
        break;
      case 'header':
        headers.push(value);
        break;
      case 'query':
        query.push(urlEncoded(value));
        break;
      case 'encoded data':
        data.push(urlEncoded(value));
        break;
      case 'data':
        if (value.startsWith('@') && option !== '--data-raw')
          throw usageError(
            `explain: ${option} ${value} sends what is in a file`,
            'Paste the command with that in place of the file.',
          );
        data.push(value);
        break;
      case 'other body':
        throw usageError(
          `explain: ${option} sends another body than a form`,
          isTc3(text)
            ? 'The command does not show it: paste the request as it goes over the wire.'
            : 'The API takes parameters in the URL, or as application/x-www-form-urlencoded: use -d.',
        );
      default:
    }
  }
  if (url === undefined) throw usageError(`explain: this ${program} command has no URL`);
  const full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  const more = [...query, ...(get ? data : [])].join('&');
  const body = get ? '' : data.join('&');
  return requestTo(more === '' ? full : `${full}${full.includes('?') ? '&' : '?'}${more}`, {
    source: 'curl',
    method: method ?? (body === '' ? 'GET' : 'POST'),
    headers,
    body,
  });
}

/** Options of HTTPie that take a value and say nothing of the request. */
const httpieOptions = new Set(
  '-o --output -a --auth -A --auth-type -p --print -s --style --pretty --session --timeout --proxy --verify --cert --cert-key'.split(
    ' ',
  ),
);
const httpieItem = /^((?:\\.|[^\\:=@])+)(:=|==|=|:)([^]*)$/;

/** `http POST host Name=value`: `==` is of the query, `:` a header, `=` and `:=` of the body, which is JSON unless `--form` says otherwise. */
function fromHttpie(program: string, words: readonly string[]): PastedRequest {
  let isForm = false;
  let body: string | undefined;
  const plain: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [option = '', attached] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    if (!word.startsWith('-')) plain.push(word);
    else if (option === '-f' || option === '--form') isForm = true;
    else if (option === '--raw') body = attached ?? words[(index += 1)];
    else if (httpieOptions.has(option) && attached === undefined) index += 1;
  }
  const method = /^[A-Z]+$/.test(plain[0] ?? '') ? plain.shift() : undefined;
  const url = plain.shift();
  if (url === undefined) throw usageError(`explain: this ${program} command has no URL`);
  const query: string[] = [];
  const headers: string[] = [];
  const fields: string[] = [];
  for (const word of plain) {
    const [, name = '', kind, value = ''] = httpieItem.exec(word) ?? [];
    if (kind === '==') query.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    else if (kind === ':') headers.push(`${name}: ${value}`);
    else if (kind !== undefined)
      fields.push(
        isForm
          ? `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
          : `${JSON.stringify(name)}: ${kind === '=' ? JSON.stringify(value) : value}`,
      );
  }
  if (fields.length > 0) body ??= isForm ? fields.join('&') : `{${fields.join(', ')}}`;
  const scheme = program === 'https' ? 'https' : 'http';
  const full = /^https?:\/\//i.test(url) ? url : `${scheme}://${url.replace(/^:(?=\d|\/|$)/, 'localhost:')}`;
  const more = query.join('&');
  return requestTo(more === '' ? full : `${full}${full.includes('?') ? '&' : '?'}${more}`, {
    source: 'curl',
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    body: body ?? '',
  });
}
