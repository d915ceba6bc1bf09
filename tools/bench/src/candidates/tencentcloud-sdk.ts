import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OpenCall } from './call.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

interface Sdk {
  cvm: {
    v20170312: {
      Client: new (config: object) => { StopInstances(input: { InstanceIds: string[] }): Promise<unknown> };
    };
  };
}

/** With a keep-alive agent, which it does not have by itself. */
export const open: OpenCall = ({ port, count, directory = '.' }) => {
  const { cvm } = createRequire(join(directory, 'package.json'))('tencentcloud-sdk-nodejs-cvm') as Sdk;
  const client = new cvm.v20170312.Client({
    credential: credentials,
    region,
    profile: {
      httpProfile: {
        protocol: 'http://',
        endpoint: `127.0.0.1:${port}`,
        agent: new Agent({ keepAlive: true }),
      },
    },
  });
  const input = { InstanceIds: instanceIds(count) };
  return { work: () => client.StopInstances(input) };
};
