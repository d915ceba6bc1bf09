import type { Behaviour } from './behaviour.js';
import type { CompleteAnswer } from '../../core/call.js';
import { codeName } from './codes.js';
import type { Result } from '../../services/operation.js';

let dateSecond = NaN;
let dateText = '';

/** The Date header of a time. Formatting one costs more than all the other headers, and a second has many. */
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

/** The headers that every answer has. */
const headersOf = (now: number, type: string): Record<string, string> => ({
  'content-type': type,
  date: httpDate(now),
  'cache-control': 'no-store',
});

/** Puts the envelope around a result. `now` is the service's time, in milliseconds. */
export function answerOf(
  {
    code,
    codeDesc = codeName(code),
    message,
    fields,
  }: Pick<Result, 'code' | 'codeDesc' | 'message' | 'fields'>,
  { behaviour, now }: { behaviour: Behaviour; now: number },
): CompleteAnswer {
  const envelope: Record<string, unknown> = {
    code: behaviour.codeAs === 'string' ? `${code}` : code,
    message,
  };
  if (behaviour.codeDesc && codeDesc !== undefined) envelope['codeDesc'] = codeDesc;
  return {
    kind: 'complete',
    status: code === 0 ? 200 : behaviour.failureHttpStatus,
    headers: headersOf(now, 'application/json; charset=utf-8'),
    body: JSON.stringify(Object.assign(envelope, fields)),
  };
}

const titles: Readonly<Record<number, string>> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The page that a gateway in front of the service answers with. */
export function gatewayPage(status: number, now: number): CompleteAnswer {
  const title = `${status} ${titles[status] ?? 'Gateway Error'}`;
  return {
    kind: 'complete',
    status,
    headers: headersOf(now, 'text/html'),
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  };
}
