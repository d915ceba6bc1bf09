import { usageError } from '../environment/cli-error.js';

/** The API that requests are sent to. */
export type Api = '2.0' | '3.0';

const isApi = (text: string): text is Api => text === '2.0' || text === '3.0';

/** What decides on the API. */
interface Given {
  /** Where it is named, and what stands there. */
  readonly named: readonly [source: string, value: string] | undefined;
  readonly endpoint: string | undefined;
  /** It was said how to sign requests of API 2.0. */
  readonly signatureMethod: string | undefined;
}

const urlOf = (endpoint: string | undefined): URL | undefined =>
  endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : undefined;

/**
 * The API: what names it, or an endpoint with the path of API 2.0, or else 3.0, as that is what answers.
 *
 * @throws CliError when two of them contradict each other.
 */
export function resolveApi({ named, endpoint, signatureMethod }: Given): Api {
  const url = urlOf(endpoint);
  const isOld = url?.pathname.endsWith('/v2/index.php') === true;
  if (named === undefined) return isOld || signatureMethod !== undefined ? '2.0' : '3.0';
  const [source, value] = named;
  if (!isApi(value)) throw usageError(`${source}: ${JSON.stringify(value)} is no API`, 'Give 2.0 or 3.0.');
  const contradiction =
    value === '3.0' && isOld
      ? `the endpoint ${url?.href} has the path of API 2.0`
      : value === '3.0' && signatureMethod !== undefined
        ? '--signature-method belongs to API 2.0'
        : value === '2.0' && url?.hostname.endsWith('tencentcloudapi.com') === true
          ? `the endpoint ${url.href} is one of API 3.0`
          : undefined;
  if (contradiction !== undefined)
    throw usageError(`${source} is ${value}, but ${contradiction}`, 'Leave one of them out.');
  return value;
}
