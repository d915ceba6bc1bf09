/** The measure of the emulator in process: a `fetch` that always gives the same answer, as one writes it in a test. */
import { replies } from '../candidates/replies.js';

export const stubFetch = (count: number): typeof fetch => {
  const { contentType, body } = replies.qcloud(count);
  return async () => new Response(body, { status: 200, headers: { 'content-type': contentType } });
};
