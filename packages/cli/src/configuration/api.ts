import { usageError } from '../environment/cli-error.js';

/** The API that requests are sent to. */
export type Api = '2.0' | '3.0';

const isApi = (text: string): text is Api => text === '2.0' || text === '3.0';

/** What decides on the API. */
interface Given {
  /** Where it is named, and what stands there. */
  readonly named: readonly [source: string, value: string] | undefined;
  readonly endpoint: string | undefined;
}

/** Something that only one of the APIs has. */
interface Claim {
  readonly api: Api;
  /** For messages: what it is that says so. */
  readonly because: string;
}

/** The path of API 2.0, at the end of that of an endpoint: a gateway may have more before it. */
const olderPath = /\/v2\/index\.php\/?$/i;

/** Where API 3.0 is beside an endpoint of API 2.0: the same without that path. Any other endpoint is as it was given. */
export function newerEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || !URL.canParse(endpoint)) return endpoint;
  const url = new URL(endpoint);
  url.pathname = url.pathname.replace(olderPath, '/');
  return url.href;
}

const isBelow = (hostname: string, domain: string): boolean => `.${hostname}`.endsWith(`.${domain}`);

/** Whether requests go to the vendor: to an endpoint of one of its domains, or to where they go of themselves. */
export function isOfVendor(endpoint: string | undefined): boolean {
  if (endpoint === undefined) return true;
  if (!URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return isBelow(hostname, 'api.qcloud.com') || isBelow(hostname, 'tencentcloudapi.com');
}

/** What an endpoint says by its path, and by the host where that is one of the vendor's. */
function claimsOf(endpoint: string | undefined): readonly Claim[] {
  if (endpoint === undefined || !URL.canParse(endpoint)) return [];
  const { href, pathname, hostname } = new URL(endpoint);
  const because = `the endpoint ${href} `;
  return [
    ...(olderPath.test(pathname)
      ? [{ api: '2.0', because: `${because}has the path of API 2.0` } as const]
      : []),
    ...(isBelow(hostname, 'api.qcloud.com')
      ? [{ api: '2.0', because: `${because}is one of API 2.0` } as const]
      : []),
    ...(isBelow(hostname, 'tencentcloudapi.com')
      ? [{ api: '3.0', because: `${because}is one of API 3.0` } as const]
      : []),
  ];
}

/**
 * The API: what names it, or something that only one of them has, such as an endpoint with the path of API 2.0; or else 3.0, as
 * that is what answers.
 *
 * @throws CliError when two of them contradict each other.
 */
export function resolveApi({ named, endpoint }: Given): Api {
  const claims: Claim[] = [];
  if (named !== undefined) {
    const [source, value] = named;
    if (!isApi(value)) throw usageError(`${source}: ${JSON.stringify(value)} is no API`, 'Give 2.0 or 3.0.');
    claims.push({ api: value, because: `${source} is ${value}` });
  }
  claims.push(...claimsOf(endpoint));
  const [first, ...others] = claims;
  if (first === undefined) return '3.0';
  const other = others.find(({ api }) => api !== first.api);
  if (other !== undefined)
    throw usageError(`${first.because}, but ${other.because}`, 'Leave one of them out.');
  return first.api;
}
