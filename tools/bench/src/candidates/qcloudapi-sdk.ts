import { createRequire } from 'node:module';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { OpenCall } from './call.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

interface Api {
  request(data: object, options: object, callback: (error: Error | null) => void, extra: object): void;
}
type Constructor = new (defaults: object) => Api;

/** With a keep-alive agent, which it does not have by itself. */
export const open: OpenCall = ({ port, count, directory = '.' }) => {
  const QcloudApi = createRequire(join(directory, 'package.json'))('qcloudapi-sdk') as Constructor;
  const api = new QcloudApi({
    SecretId: credentials.secretId,
    SecretKey: credentials.secretKey,
    protocol: 'http',
    signatureMethod: 'sha256',
  });
  const options = { host: `127.0.0.1:${port}`, signatureMethod: 'sha256' };
  const extra = { agent: new Agent({ keepAlive: true }) };
  const data = { Region: region, Action: 'StopInstances', instanceIds: instanceIds(count) };
  return {
    work: () =>
      new Promise<void>((resolve, reject) => {
        api.request(data, options, (error) => (error ? reject(error) : resolve()), extra);
      }),
  };
};
