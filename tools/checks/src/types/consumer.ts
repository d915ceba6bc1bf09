/** Programs of a user of the tarballs: they are compiled, never run. */

/** Uses the client. What does not compile is part of the promise: each `@ts-expect-error` is an error if there is none. */
const program = `
import { BatchError, createClient, createCvm, stopInstances } from '@qcvm/client';
import type { StopInstancesInput, StopInstancesOutput } from '@qcvm/client';

const configuration = { region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' } };
const cvm = createCvm(configuration);
const small = createClient({ stopInstances }, configuration);
const input: StopInstancesInput = { instanceIds: ['ins-09dx96dg'], forceStop: 1 };

const output: StopInstancesOutput = await cvm.stopInstances(input, { signal: AbortSignal.timeout(1000) });
for (const [id, { requestId }] of Object.entries(output.detail)) {
  const text: string = id;
  const task: string | undefined = requestId;
  console.log(text, task);
}
const { meta } = await small.stopInstances.withMeta(input);
const attempts: number = meta.attempts;
const { instanceSet } = await cvm.describeInstances();
const status: number | undefined = instanceSet[0]?.status;
try {
  await cvm.describeInstances({ limit: 100 });
} catch (error) {
  if (error instanceof BatchError) console.log(error.failed.length, error.unreported, attempts, status);
}

// @ts-expect-error there is no forced shutdown of the second degree
void cvm.stopInstances({ instanceIds: ['ins-09dx96dg'], forceStop: 2 });
// @ts-expect-error without ids there is nothing to stop
void cvm.stopInstances({ forceStop: 1 });
// @ts-expect-error without an input there is nothing to stop
void cvm.stopInstances();
// @ts-expect-error a misspelt parameter
void cvm.stopInstances({ instanceIds: ['ins-09dx96dg'], forcestop: 1 });
// @ts-expect-error one id is not a list
void cvm.stopInstances({ instanceIds: 'ins-09dx96dg' });
// @ts-expect-error a client has the operations that it was made of
void small.startInstances({ instanceIds: ['ins-09dx96dg'] });
// @ts-expect-error a region is needed
createCvm({ credentials: configuration.credentials });
`;

/** Uses the emulator, and the adapters that need neither a file system nor another package. */
const testing = `
import { createCvm } from '@qcvm/client';
import { stopInstances } from '@qcvm/client/descriptors';
import { canonicalString } from '@qcvm/client/wire';
import { createEmulator } from '@qcvm/mock';
import { runConformance } from '@qcvm/mock/conformance';
import { contractSuite } from '@qcvm/mock/contract';

const emulator = createEmulator();
export const cvm = createCvm({ region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' }, transport: emulator });
export const text: string = canonicalString({ method: 'GET', host: 'h', path: '/', params: { a: '1' } });
export const action: string = stopInstances.action;
export const check: Promise<unknown> = runConformance({ endpoint: 'http://127.0.0.1:8787', credentials: emulator.credentials });
export const suite = (): void => contractSuite({ endpoint: 'http://127.0.0.1:8787', api: '3.0', credentials: emulator.credentials });
`;

/** Uses what needs a file system or sockets, and the declarations of Node. */
const onNode = `
import { createCvm } from '@qcvm/client';
import { createNodeTransport, defaultChain, proxyFromEnvironment } from '@qcvm/client/node';
import { createEmulator } from '@qcvm/mock';
import { loadScenario } from '@qcvm/mock/node';

const transport = createNodeTransport({ proxy: proxyFromEnvironment() });
export const cvm = createCvm({ region: 'ap-guangzhou', credentials: defaultChain(), transport });
const emulator = createEmulator(await loadScenario('fleet.yaml'));
await using server = await emulator.listen({ port: Number(process.env['PORT']) });
console.log(server.url);
`;

/** By file name: programs for every platform. */
export const consumerPrograms: Readonly<Record<string, string>> = {
  'program.mts': program,
  'testing.mts': testing,
};

/** By file name: programs that need the declarations of Node. */
export const nodePrograms: Readonly<Record<string, string>> = { 'on-node.mts': onNode };
