import { parseArgs, type ParseArgsConfig } from 'node:util';
import { usageError } from '../../environment/cli-error.js';
import { isTc3, requestTo, type PastedRequest } from './http-request.js';
import { shellWords } from './shell-words.js';

/** What may stand before curl: a prompt, `sudo`, variables of the environment, its folder. */
const start = /^(?:[^\n'"]{0,80}?[$#%>]\s+)?(?:(?:sudo|time|env|\w+=\S*)\s+)*(?:\S*[/\\])?curl(?:\.exe)?\s/;

/** Without what a terminal or a word processor makes of quotes and spaces, and `cmd` of Windows of ends of lines. */
function cleaned(text: string): string {
  const plain = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"');
  return /\^[\n"&]/.test(plain) ? plain.replaceAll('^\n', ' ').replace(/\^([^])/g, '$1') : plain;
}

/** Options of curl that take a value, some with a letter. Source: the manual of curl 8.5. */
const withValue =
  'data=d data-raw data-ascii data-binary json data-urlencode url-query header=H request=X url form=F form-string upload-file=T ' +
  'user-agent=A cookie=b cookie-jar=c continue-at=C dump-header=D referer=e cert=E config=K max-time=m output=o ftp-port=P quote=Q ' +
  'range=r telnet-option=t user=u proxy-user=U write-out=w proxy=x speed-time=y speed-limit=Y time-cond=z cacert capath ' +
  'cert-type ciphers connect-timeout connect-to resolve dns-servers interface key key-type limit-rate local-port max-filesize ' +
  'max-redirs noproxy pass proto proxy-header retry retry-delay retry-max-time stderr tls-max tls13-ciphers trace trace-ascii unix-socket';

const options: Record<string, NonNullable<ParseArgsConfig['options']>[string]> = {
  get: { type: 'boolean', short: 'G' },
};
for (const option of withValue.split(' ')) {
  const [name = '', short] = option.split('=');
  options[name] = { type: 'string', ...(short && { short }) };
}

/** `--data-urlencode` and `--url-query` encode what comes after the first `=`; the latter nothing behind a `+`. */
function urlEncoded(text: string): string {
  if (text.startsWith('+')) return text.slice(1);
  const [name = '', value] = text.split(/=(.*)/s);
  return value === undefined ? encodeURIComponent(text) : `${name}=${encodeURIComponent(value)}`;
}

/** Reads a command of curl; `undefined` when it is none. */
export function fromCurl(pasted: string): PastedRequest | undefined {
  const text = cleaned(pasted);
  const [before] = start.exec(text) ?? [];
  if (before === undefined) return undefined;
  const { tokens } = parseArgs({
    ...{ args: shellWords(text.slice(before.length)), options },
    ...{ strict: false, allowPositionals: true, tokens: true },
  });
  let url: string | undefined;
  let method: string | undefined;
  let get = false;
  const data: string[] = [];
  const query: string[] = [];
  const headers: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') url ??= token.value;
    if (token.kind !== 'option') continue;
    const { name, rawName, value = '' } = token;
    if (name === 'url') url = value;
    else if (name === 'get') get = true;
    else if (name === 'request') method = value;
    else if (name === 'header') headers.push(value);
    else if (name === 'url-query') query.push(urlEncoded(value));
    else if (name === 'data-urlencode') data.push(urlEncoded(value));
    else if (name === 'json' || name.startsWith('data')) {
      if (value.startsWith('@') && name !== 'data-raw')
        throw usageError(
          `explain: ${rawName} ${value} sends what is in a file`,
          'Paste the command with that in place of the file.',
        );
      data.push(value);
    } else if (name.startsWith('form') || name === 'upload-file')
      throw usageError(
        `explain: ${rawName} sends another body than a form`,
        isTc3(text)
          ? 'The command does not show it: paste the request as it goes over the wire.'
          : 'The API takes parameters in the URL, or as application/x-www-form-urlencoded: use -d.',
      );
  }
  if (url === undefined) throw usageError('explain: this curl command has no URL');
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
