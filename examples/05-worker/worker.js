// @ts-check
import { BatchError, createClient, isQcvmError, stopInstances } from '@qcvm/client';

/**
 * A worker at the edge that stops instances: `POST /stop` with `{ "instanceIds": […] }` and a bearer token.
 * Signing is WebCrypto, sending is `fetch`; nothing of Node is in its bundle.
 */
export default {
  /**
   * @param {Request} request
   * @param {{ SECRET_ID: string, SECRET_KEY: string, BEARER: string, fetch?: typeof fetch }} environment
   */
  async fetch(request, environment) {
    const { pathname } = new URL(request.url);
    if (request.method !== 'POST' || pathname !== '/stop') return new Response(null, { status: 404 });
    if (request.headers.get('authorization') !== `Bearer ${environment.BEARER}`)
      return new Response(null, { status: 401 });

    const client = createClient(
      { stopInstances },
      {
        region: 'ap-guangzhou',
        credentials: { secretId: environment.SECRET_ID, secretKey: environment.SECRET_KEY },
        retry: { deadline: 20_000 }, // a worker does not live for long
        ...(environment.fetch && { fetch: environment.fetch }),
      },
    );
    try {
      const { detail } = await client.stopInstances(await request.json());
      return Response.json({ accepted: Object.keys(detail) });
    } catch (error) {
      if (!isQcvmError(error)) throw error;
      // Errors are made to be shown: they contain no secret.
      return Response.json(error, { status: error instanceof BatchError ? 409 : 502 });
    }
  },
};
