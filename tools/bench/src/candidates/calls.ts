/** The candidates that ask a service to stop instances, each by the name of its row. */
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createCvm } from '@qcvm/client';
import { createCvm as createV3Cvm, v3 } from '@qcvm/client/v3';
import type { OpenWorkload } from '../harness/workload.js';
import { exchange, handCall, signByHand } from './by-hand.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

export interface CallOptions {
  /** Port of the server on this machine that answers it. */
  readonly port: number;
  /** How many instances to stop with one call. */
  readonly count: number;
  /** Where the candidate's package is installed. */
  readonly directory?: string;
}

type OpenCall = OpenWorkload<CallOptions>;

/** A package as it is installed for the comparison. */
const load = (directory: string, name: string): unknown =>
  createRequire(join(directory, 'package.json'))(name);

const path = '/v2/index.php';

interface QcloudApi {
  request(data: object, options: object, callback: (error: Error | null) => void, extra: object): void;
}
type QcloudConstructor = new (defaults: object) => QcloudApi;

interface TencentSdk {
  cvm: {
    v20170312: {
      Client: new (config: object) => { StopInstances(input: { InstanceIds: string[] }): Promise<unknown> };
    };
  };
}

interface PopCore {
  RPCClient: new (config: object) => {
    request(action: string, parameters: object, options: object): Promise<unknown>;
  };
}

interface Ec2Sdk {
  EC2Client: new (config: object) => { send(command: object): Promise<unknown> };
  StopInstancesCommand: new (input: object) => object;
}

interface OpenAiSdk {
  OpenAI: new (config: object) => {
    chat: { completions: { create(body: object): Promise<unknown> } };
  };
}

export const candidates: Readonly<Record<string, OpenCall>> = {
  /** Signed anew each time, its answer parsed and looked at. Nothing else. */
  'hand-written http.request': handCall,

  /** The floor: a request that was made and signed beforehand, its answer read as text. */
  'prepared http.request': ({ port, count }) => {
    const agent = new Agent({ keepAlive: true });
    const method = count === 1 ? 'GET' : 'POST';
    const signed = signByHand({ method, host: `127.0.0.1:${port}`, path, ids: instanceIds(count) });
    const request: Parameters<typeof exchange>[0] =
      method === 'GET'
        ? { agent, port, method, path: `${path}?${signed}` }
        : { agent, port, method, path, body: signed };
    return { work: () => exchange(request) };
  },

  qcvm: ({ port, count }) => {
    const cvm = createCvm({ region, credentials, endpoint: `http://127.0.0.1:${port}`, limits: false });
    const input = { instanceIds: instanceIds(count) };
    return { work: () => cvm.stopInstances(input) };
  },

  'qcvm over API 3.0': ({ port, count }) => {
    const cvm = createV3Cvm({ region, credentials, endpoint: `http://127.0.0.1:${port}`, limits: false });
    const input = { InstanceIds: instanceIds(count) };
    return { work: () => cvm.stopInstances(input) };
  },

  'qcvm of API 2.0, carried by 3.0': ({ port, count }) => {
    const endpoint = `http://127.0.0.1:${port}`;
    const cvm = createCvm({ region, credentials, endpoint, limits: false, api: v3() });
    const input = { instanceIds: instanceIds(count) };
    return { work: () => cvm.stopInstances(input) };
  },

  'list of API 3.0': ({ port, count }) => {
    const cvm = createV3Cvm({ region, credentials, endpoint: `http://127.0.0.1:${port}`, limits: false });
    const input = { InstanceIds: instanceIds(count), Limit: 100 };
    return { work: () => cvm.describeInstances(input) };
  },

  'list of API 2.0, carried by 3.0': ({ port, count }) => {
    const endpoint = `http://127.0.0.1:${port}`;
    const cvm = createCvm({ region, credentials, endpoint, limits: false, api: v3() });
    const input = { instanceIds: instanceIds(count) };
    return { work: () => cvm.describeInstances(input) };
  },

  /** The client over Node's global `fetch` in place of `node:https`. */
  'qcvm over fetch': ({ port, count }) => {
    const cvm = createCvm({
      region,
      credentials,
      endpoint: `http://127.0.0.1:${port}`,
      limits: false,
      fetch,
    });
    const input = { instanceIds: instanceIds(count) };
    return { work: () => cvm.stopInstances(input) };
  },

  /** With a keep-alive agent, which it does not have by itself. */
  'qcloudapi-sdk': ({ port, count, directory = '.' }) => {
    const QcloudApi = load(directory, 'qcloudapi-sdk') as QcloudConstructor;
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
  },

  /** With a keep-alive agent, which it does not have by itself. */
  'tencentcloud-sdk-nodejs-cvm': ({ port, count, directory = '.' }) => {
    const { cvm } = load(directory, 'tencentcloud-sdk-nodejs-cvm') as TencentSdk;
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
  },

  '@alicloud/pop-core': ({ port, count, directory = '.' }) => {
    const { RPCClient } = load(directory, '@alicloud/pop-core') as PopCore;
    const client = new RPCClient({
      endpoint: `http://127.0.0.1:${port}`,
      apiVersion: '2014-05-26',
      accessKeyId: credentials.secretId,
      accessKeySecret: credentials.secretKey,
    });
    const parameters = { RegionId: 'cn-hangzhou', InstanceId: instanceIds(count) };
    const method = count === 1 ? 'GET' : 'POST';
    return { work: () => client.request('StopInstances', parameters, { method }) };
  },

  '@aws-sdk/client-ec2': ({ port, count, directory = '.' }) => {
    const sdk = load(directory, '@aws-sdk/client-ec2') as Ec2Sdk;
    const client = new sdk.EC2Client({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: credentials.secretId, secretAccessKey: credentials.secretKey },
    });
    const input = { InstanceIds: instanceIds(count) };
    return { work: () => client.send(new sdk.StopInstancesCommand(input)) };
  },

  /** A short chat completion: nothing is signed, and nothing is stopped. A generated client of another kind of API. */
  openai: ({ port, directory = '.' }) => {
    const { OpenAI } = load(directory, 'openai') as OpenAiSdk;
    const client = new OpenAI({ apiKey: credentials.secretKey, baseURL: `http://127.0.0.1:${port}/v1` });
    const body = {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Stop ins-09dx96dg, please.' }],
    };
    return { work: () => client.chat.completions.create(body) };
  },
};
