import { duration } from '../../output/numbers.js';
import { commands } from '../../operations/operation-table.js';
import type { ExplainedRequest } from './pasted-request.js';

/** Something about a request, apart from its signature, that the service would mind. */
export interface Finding {
  /** What the service answers, where that is documented. */
  readonly code?: number;
  readonly message: string;
}

const minute = 60_000;
/** Newer pages say 5 minutes, older ones 2 hours. Source: https://cloud.tencent.com/document/product/213/6982 */
const surelyFine = 5 * minute;

/** Checks what can be checked without the key. */
export function findingsOf(request: ExplainedRequest, now: number): Finding[] {
  const { parameters, duplicates, scheme, method, path } = request;
  const findings: Finding[] = [];
  const add = (code: number | undefined, message: string): void =>
    void findings.push(code === undefined ? { message } : { code, message });
  // API 3.0 takes signatures of this kind as well, and has its own Actions, lists and path.
  const isNew = parameters['Version'] !== undefined;
  const local = /^(localhost|127\.|\[::1\])/.test(request.host);
  if (scheme === 'http' && !local && !isNew)
    add(4600, 'It goes over plain HTTP. The service answers only to https://.');
  if (method !== 'GET' && method !== 'POST')
    add(undefined, `The method is ${method}. The service knows GET and POST.`);
  if (path !== '/v2/index.php' && !isNew)
    add(undefined, `The path is ${path}. The service has only /v2/index.php.`);
  for (const name of duplicates)
    add(undefined, `${name} is there more than once: clients and service may not agree which one counts.`);
  for (const name of ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature']) {
    const unsigned = name === 'Signature' && request.signedText !== undefined;
    if (!parameters[name] && !unsigned) add(4000, `${name} is missing.`);
  }
  const action = parameters['Action'];
  if (action && !isNew && !commands.some((command) => command.action === action)) {
    const same = commands.find((command) => command.action.toLowerCase() === action.toLowerCase());
    add(
      undefined,
      same === undefined
        ? `The Action ${action} is not one that this program knows.`
        : `The Action is spelled ${action}; the service has ${same.action}.`,
    );
  }
  const timestamp = parameters['Timestamp'];
  if (timestamp) {
    const age = now - Number(timestamp) * 1000;
    if (!/^\d+$/.test(timestamp)) add(4000, 'Timestamp is not a number of seconds since 1970.');
    else if (timestamp.length >= 13) add(4500, 'Timestamp is in milliseconds; the service wants seconds.');
    else if (Math.abs(age) > surelyFine) {
      const where = age > 0 ? `${duration(age)} old` : `${duration(-age)} in the future`;
      add(
        age > 0 ? 4200 : 4500,
        `Timestamp is ${where}; the service accepts 5 minutes (older pages: 2 hours).`,
      );
    }
  }
  const nonce = parameters['Nonce'];
  if (nonce && !/^[1-9]\d*$/.test(nonce)) add(4000, 'Nonce is not a positive integer.');
  if (nonce && /^\d+$/.test(nonce) && Number(nonce) < 65_536) {
    add(
      undefined,
      'Nonce is below 65536, as the official SDKs draw it: two calls in one second may well draw the same and be refused as replays (4500).',
    );
  }
  if (parameters['instanceIds.1'] && !parameters['instanceIds.0']) {
    add(4000, 'Lists count from 0 in this API: instanceIds.0 is missing.');
  }
  if (parameters['InstanceIds.1'] || isNew) {
    add(
      undefined,
      'This looks like a call to API 3.0 (Version=2017-03-12): names, lists and answers are different there.',
    );
  }
  return findings;
}
