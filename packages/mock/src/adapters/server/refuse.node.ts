import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isVendorHost } from '../../core/http/hosts.js';
import { refusalBody, refusalBodyV3, refusalHeaders, type Refusal } from './refusal.js';

/** Bytes of a refused body that are read and thrown away, so that the caller gets to read why it was refused. */
const drained = 8 * 1024 * 1024;

/** Whether the head of a request shows that it is one of API 3.0. */
export const isOfV3 = ({ headers }: IncomingMessage): boolean =>
  headers['x-tc-action'] !== undefined || isVendorHost(headers.host ?? '');

/**
 * Refuses a request before the engine sees it. The connection ends with it: what follows on it may be the rest of a body that
 * was not read.
 */
export function refuse(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  refusal: Refusal,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = isOfV3(request) ? refusalBodyV3(refusal, randomUUID()) : refusalBody(refusal);
  response.writeHead(refusal.status, refusalHeaders(refusal, body));
  // Who asks before sending a body will not send it now; a broken one has no end to wait for.
  if (request.complete || request.headers.expect !== undefined || refusal.broken) {
    response.end(body);
    return;
  }
  response.write(body);
  let left = drained;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) response.destroy();
  });
  request.once('end', () => response.end());
  request.once('error', () => response.destroy());
}
