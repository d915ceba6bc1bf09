import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';
import { callOfRequest, responseOf } from './fetch.js';
import type { Emulator } from '../emulator/emulator.js';

/** Every module of the API, and nothing else: requests to other hosts are none of our business. */
const everyModule = /^https?:\/\/[a-z0-9-]+\.api\.qcloud\.com(?::\d+)?\/v2\/index\.php$/i;

/**
 * The emulator as handlers for MSW, in Node and in browsers:
 * `setupServer(...handlers(emulator))`, `setupWorker(...handlers(emulator))`.
 *
 * They answer requests to `https://*.api.qcloud.com/v2/index.php`, over GET and POST. Whatever goes elsewhere is left
 * to MSW's own `onUnhandledRequest`. A call that the test did not expect fails: MSW prints the error and answers with
 * status 500, and `emulator.assertNoUnexpectedCalls()` throws.
 */
export function handlers(emulator: Emulator): HttpHandler[] {
  return [
    http.all(everyModule, async ({ request }) => {
      const answer = await emulator.handle(await callOfRequest(request, 'msw'));
      return answer.kind === 'dropped' ? HttpResponse.error() : responseOf(answer);
    }),
  ];
}
