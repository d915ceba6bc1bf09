import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OpenCall } from './call.js';
import { credentials, instanceIds } from './shared-fleet.js';

interface Core {
  RPCClient: new (config: object) => {
    request(action: string, parameters: object, options: object): Promise<unknown>;
  };
}

export const open: OpenCall = ({ port, count, directory = '.' }) => {
  const { RPCClient } = createRequire(join(directory, 'package.json'))('@alicloud/pop-core') as Core;
  const client = new RPCClient({
    endpoint: `http://127.0.0.1:${port}`,
    apiVersion: '2014-05-26',
    accessKeyId: credentials.secretId,
    accessKeySecret: credentials.secretKey,
  });
  const parameters = { RegionId: 'cn-hangzhou', InstanceId: instanceIds(count) };
  const method = count === 1 ? 'GET' : 'POST';
  return { work: () => client.request('StopInstances', parameters, { method }) };
};
