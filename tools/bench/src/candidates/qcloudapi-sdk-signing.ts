import { createRequire } from 'node:module';
import { join } from 'node:path';
import { credentials, instanceIds, region } from './shared-fleet.js';
import { host, path, type OpenSigning } from './signing.js';

interface Api {
  generateQueryString(data: object, options: object): string;
}
type Constructor = new (defaults: object) => Api;

export const open: OpenSigning = ({ count, directory = '.' }) => {
  const QcloudApi = createRequire(join(directory, 'package.json'))('qcloudapi-sdk') as Constructor;
  const { secretId: SecretId, secretKey: SecretKey } = credentials;
  const options = { SecretId, SecretKey, host, path, method: 'POST', signatureMethod: 'sha256' };
  const api = new QcloudApi(options);
  const data = { Region: region, Action: 'StopInstances', instanceIds: instanceIds(count) };
  return { work: () => api.generateQueryString(data, options) };
};
