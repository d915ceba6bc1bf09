/** The candidates that sign a request to stop instances; nothing is sent. */
import { createHmac, randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { signedRequest } from '@qcvm/client/wire';
import type { OpenWorkload } from '../harness/workload.js';
import { signByHand } from './by-hand.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

export interface SigningOptions {
  readonly count: number;
  /** Where the candidate's package is installed. */
  readonly directory?: string;
}

type OpenSigning = OpenWorkload<SigningOptions>;

const host = 'cvm.api.qcloud.com';
const path = '/v2/index.php';

interface Api {
  generateQueryString(data: object, options: object): string;
}
type Constructor = new (defaults: object) => Api;

export const candidates: Readonly<Record<string, OpenSigning>> = {
  'sort, join, encode, HMAC by hand': ({ count }) => {
    const ids = instanceIds(count);
    const method = count === 1 ? 'GET' : 'POST';
    return { work: () => signByHand({ method, host, path, ids }) };
  },

  qcvm: ({ count }) => {
    const endpoint = { origin: `https://${host}`, host, path };
    const parameters = { instanceIds: instanceIds(count) };
    return {
      work: () =>
        signedRequest({
          endpoint,
          action: 'StopInstances',
          region,
          timestamp: Math.floor(Date.now() / 1000),
          nonce: randomInt(1, 2 ** 31),
          credentials,
          parameters,
        }),
    };
  },

  /** The floor: the HMAC over a text of the same length, and nothing else. */
  'createHmac alone': ({ count }) => {
    const text = `POST${host}${path}?${signByHand({ method: 'POST', host, path, ids: instanceIds(count) })}`;
    return { work: () => createHmac('sha256', credentials.secretKey).update(text).digest('base64') };
  },

  'qcloudapi-sdk': ({ count, directory = '.' }) => {
    const QcloudApi = createRequire(join(directory, 'package.json'))('qcloudapi-sdk') as Constructor;
    const { secretId: SecretId, secretKey: SecretKey } = credentials;
    const options = { SecretId, SecretKey, host, path, method: 'POST', signatureMethod: 'sha256' };
    const api = new QcloudApi(options);
    const data = { Region: region, Action: 'StopInstances', instanceIds: instanceIds(count) };
    return { work: () => api.generateQueryString(data, options) };
  },
};
