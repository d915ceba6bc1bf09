import type { CompleteAnswer, CutAnswer } from '../http/call.js';
import { headersOf } from '../http/headers.js';

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

/** An answer whose body ends after so many bytes; after half of them when nothing is said. */
export function cutAnswer(answer: CompleteAnswer, keep: number | undefined): CutAnswer {
  const bytes = new TextEncoder().encode(answer.body);
  const length = Math.min(keep ?? Math.floor(bytes.length / 2), bytes.length);
  return {
    ...answer,
    kind: 'cut',
    // A character cut in two is left out: a text cannot hold half of one.
    body: new TextDecoder().decode(bytes.subarray(0, length), { stream: true }),
    announcedLength: bytes.length,
  };
}
