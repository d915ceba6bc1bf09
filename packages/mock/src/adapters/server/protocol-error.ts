import type { ServerLimits } from '../../emulator/listen.js';
import type { Refusal } from './refusal.js';

/**
 * What to answer to bytes that Node's parser gave up on.
 *
 * @param code Node's name of the failure; for names that begin with `HPE_` see llhttp
 * @returns nothing when the connection has gone
 */
export function refusalFor(code: string | undefined, limits: ServerLimits): Refusal | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return {
      status: 431,
      message: `The request line and headers are longer than ${limits.headerBytes} bytes: send the parameters as the body of a POST.`,
      broken: true,
    };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, message: 'The request did not arrive in time.', broken: true };
  }
  if (code === 'HPE_INVALID_URL') {
    return {
      status: 400,
      message: 'The request line has characters that may not stand there: percent-encode the parameters.',
      broken: true,
    };
  }
  // The connection ended in the middle of a request.
  if (code === 'HPE_INVALID_EOF_STATE') return undefined;
  if (code?.startsWith('HPE_') === true) {
    return { status: 400, message: `This is not HTTP/1.1 (${code}).`, broken: true };
  }
  return undefined;
}
