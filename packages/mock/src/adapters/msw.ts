import { http, HttpResponse, type HttpHandler } from 'msw';
import { callOfRequest, responseOf } from './fetch.js';
import type { Emulator } from '../emulator/emulator.js';

/** Every service of both generations, and nothing else. */
const everyService = [
  /^https?:\/\/[a-z0-9-]+\.api\.qcloud\.com(?::\d+)?\/v2\/index\.php$/i,
  /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)?\.tencentcloudapi\.com(?::\d+)?\/?$/i,
];

/**
 * The emulator as handlers for MSW, in Node and in browsers:
 * `setupServer(...handlers(emulator))`, `setupWorker(...handlers(emulator))`.
 *
 * They answer requests to `https://*.api.qcloud.com/v2/index.php` and to `https://*.tencentcloudapi.com/`, over GET and POST.
 * Requests to other hosts are left to MSW's own `onUnhandledRequest`. A call that the test did not expect fails: MSW prints the error and answers with
 * status 500, and `emulator.assertNoUnexpectedCalls()` throws.
 */
export function handlers(emulator: Emulator): HttpHandler[] {
  return everyService.map((place) =>
    http.all(place, async ({ request }) => {
      const answer = await emulator.handle(await callOfRequest(request, 'msw'));
      return answer.kind === 'dropped' ? HttpResponse.error() : responseOf(answer);
    }),
  );
}
