import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OpenCall } from './call.js';
import { credentials, instanceIds } from './shared-fleet.js';

interface Sdk {
  EC2Client: new (config: object) => { send(command: object): Promise<unknown> };
  StopInstancesCommand: new (input: object) => object;
}

export const open: OpenCall = ({ port, count, directory = '.' }) => {
  const sdk = createRequire(join(directory, 'package.json'))('@aws-sdk/client-ec2') as Sdk;
  const client = new sdk.EC2Client({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: credentials.secretId, secretAccessKey: credentials.secretKey },
  });
  const input = { InstanceIds: instanceIds(count) };
  return { work: () => client.send(new sdk.StopInstancesCommand(input)) };
};
