/** The same small program with each package: one call, its answer awaited. It is started, bundled and type-checked. */
import { packedClient } from '../harness/place.js';
import { installed } from '../peers.js';
import { credentials, instanceIds, region } from './shared-fleet.js';
import type { Format } from './replies.js';

export interface CandidateProgram {
  readonly name: string;
  /** Where its package is installed; `undefined` when it needs none. */
  readonly installation?: () => Promise<string>;
  readonly imports: string;
  /** Constructs a client and makes one call to this origin. */
  readonly call: (origin: URL) => string;
  readonly format: Format;
  /** Present for what has no types, or is no package. */
  readonly untyped?: true;
}

const { secretId, secretKey } = credentials;
const ids = JSON.stringify(instanceIds(1));

export const emptyProgram: CandidateProgram = {
  name: 'empty program',
  imports: 'export {};',
  call: () => '',
  format: 'qcloud',
};

/** What a process needs at least in order to ask a server something. */
export const bareProgram: CandidateProgram = {
  name: 'bare http.request',
  untyped: true,
  imports: "import http from 'node:http';",
  call: ({ origin }) => `
const answer = await new Promise((resolve, reject) => {
  const agent = new http.Agent({ keepAlive: true });
  const request = http.request('${origin}/v2/index.php?Action=StopInstances', { agent }, (response) => {
    let text = '';
    response.on('data', (chunk) => (text += chunk));
    response.on('end', () => resolve(JSON.parse(text)));
  });
  request.on('error', reject);
  request.end();
});`,
  format: 'qcloud',
};

export const clientProgram: CandidateProgram = {
  name: 'qcvm',
  installation: packedClient,
  imports: "import { createCvm } from '@qcvm/client';",
  call: ({ origin }) => `
const cvm = createCvm({
  region: '${region}',
  credentials: { secretId: '${secretId}', secretKey: '${secretKey}' },
  endpoint: '${origin}',
});
const answer = await cvm.stopInstances({ instanceIds: ${ids} });`,
  format: 'qcloud',
};

export const v3Program: CandidateProgram = {
  name: 'qcvm over API 3.0',
  installation: packedClient,
  imports: "import { createClient, stopInstances } from '@qcvm/client/v3';",
  call: ({ origin }) => `
const cvm = createClient(
  { stopInstances },
  {
    region: '${region}',
    credentials: { secretId: '${secretId}', secretKey: '${secretKey}' },
    endpoint: '${origin}',
  },
);
const answer = await cvm.stopInstances({ InstanceIds: ${ids} });`,
  format: 'tencentcloud',
};

export const peerPrograms: readonly CandidateProgram[] = [
  {
    name: 'qcloudapi-sdk',
    installation: () => installed('qcloudapi-sdk'),
    untyped: true,
    imports: "import QcloudApi from 'qcloudapi-sdk';",
    call: ({ protocol, host }) => `
const api = new QcloudApi({ SecretId: '${secretId}', SecretKey: '${secretKey}', protocol: '${protocol.slice(0, -1)}' });
const input = { Region: '${region}', Action: 'StopInstances', instanceIds: ${ids} };
const answer = await new Promise((resolve, reject) => {
  api.request(input, { host: '${host}' }, (error, body) => (error ? reject(error) : resolve(body)));
});`,
    format: 'qcloud',
  },
  {
    name: 'tencentcloud-sdk-nodejs-cvm',
    installation: () => installed('tencentcloud-sdk-nodejs-cvm'),
    imports: "import sdk from 'tencentcloud-sdk-nodejs-cvm';",
    call: ({ protocol, host }) => `
const client = new sdk.cvm.v20170312.Client({
  credential: { secretId: '${secretId}', secretKey: '${secretKey}' },
  region: '${region}',
  profile: { httpProfile: { protocol: '${protocol}//', endpoint: '${host}' } },
});
const answer = await client.StopInstances({ InstanceIds: ${ids} });`,
    format: 'tencentcloud',
  },
  {
    name: '@alicloud/pop-core',
    installation: () => installed('@alicloud/pop-core'),
    imports: "import Client from '@alicloud/pop-core';",
    call: ({ origin }) => `
const client = new Client({
  endpoint: '${origin}',
  apiVersion: '2014-05-26',
  accessKeyId: '${secretId}',
  accessKeySecret: '${secretKey}',
});
const answer = await client.request('StopInstances', { RegionId: 'cn-hangzhou', InstanceId: ${ids} });`,
    format: 'alicloud',
  },
  {
    name: '@aws-sdk/client-ec2',
    installation: () => installed('@aws-sdk/client-ec2'),
    imports: "import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';",
    call: ({ origin }) => `
const client = new EC2Client({
  region: 'eu-central-1',
  endpoint: '${origin}',
  credentials: { accessKeyId: '${secretId}', secretAccessKey: '${secretKey}' },
});
const answer = await client.send(new StopInstancesCommand({ InstanceIds: ${ids} }));`,
    format: 'ec2',
  },
  {
    name: 'openai',
    installation: () => installed('openai'),
    imports: "import { OpenAI } from 'openai';",
    call: ({ origin }) => `
const client = new OpenAI({ apiKey: '${secretKey}', baseURL: '${origin}/v1' });
const answer = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Stop ins-09dx96dg, please.' }],
});`,
    format: 'openai',
  },
];
