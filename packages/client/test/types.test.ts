import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { compilerHost } from './support/compiler.js';

/** What does not compile, and why, next to what does. Each line that ends in `// ✗ …` must be an error that says so. */
const program = `
import {
  createClient, createCvm, describeInstances, ensureStopped, instanceStatus, paginate, stopInstances, waitUntilStopped,
  type Instance, type InstanceStatus, type StopInstancesInput, type StopInstancesOutput,
} from '@qcvm/client';
import { createCvm as createCvm3, type MetadataItem } from '@qcvm/client/v3';

const cvm = createCvm({ region: 'ap-guangzhou' });
const instanceIds = ['ins-09dx96dg'];

await cvm.stopInstances({ instanceIds });
await cvm.stopInstances({ instanceIds, forceStop: 1 }, { timeout: 1, signal: new AbortController().signal });
await cvm.stopInstances({ instanceIds, forceStop: 2 }); // ✗ Type '2' is not assignable
await cvm.stopInstances({ instanceIds, forceStop: true }); // ✗ Type 'true' is not assignable
await cvm.stopInstances({}); // ✗ 'instanceIds' is missing
await cvm.stopInstances(); // ✗ Expected 1-2 arguments
await cvm.stopInstances({ instanceIds, forceStopp: 1 }); // ✗ 'forceStopp' does not exist
await cvm.stopInstances({ instanceIds, forceStop: undefined }); // ✗ exactOptionalPropertyTypes
await cvm.stopInstances({ instanceIds: 'ins-09dx96dg' }); // ✗ Type 'string' is not assignable
await cvm.stopInstances({ instanceIds }, { retries: 3 }); // ✗ 'retries' does not exist

const output: StopInstancesOutput = await cvm.stopInstances({ instanceIds });
const task: string | undefined = output.detail['ins-09dx96dg']?.requestId;
const wrong: number = (await cvm.stopInstances({ instanceIds })).detail; // ✗ is not assignable to type 'number'
const { meta } = await cvm.stopInstances.withMeta({ instanceIds });
const attempts: number = meta.attempts;
await cvm.stopInstances.withMeta(); // ✗ Expected 1-2 arguments

await cvm.describeInstances();
const status: InstanceStatus = (await cvm.describeInstances({ limit: 100 })).instanceSet[0]?.status ?? instanceStatus.running;
await cvm.describeInstances({ limit: '100' }); // ✗ Type 'string' is not assignable

const small = createClient({ stopInstances }, { region: 'ap-guangzhou' });
const input: StopInstancesInput = { instanceIds };
await small.stopInstances(input);
await small.startInstances(input); // ✗ 'startInstances' does not exist

for await (const instance of paginate(cvm.describeInstances, { searchWord: 'web' })) {
  const typed: Instance = instance;
  const name: string | undefined = typed.instanceName;
}
for await (const page of paginate(cvm.describeInstances).pages()) {
  const items: readonly Instance[] = page.items;
  const total: number = page.output.totalCount;
}
paginate(cvm.describeInstances, { searchWords: 'web' }); // ✗ 'searchWords' does not exist
paginate(cvm.stopInstances, { instanceIds }); // ✗ not assignable

await waitUntilStopped(cvm, instanceIds, { maxWait: 1 });
await waitUntilStopped(small, instanceIds); // ✗ 'describeInstances' is missing
await waitUntilStopped(createClient({ describeInstances }, { region: 'gz' }), instanceIds);
ensureStopped(cvm, instanceIds, { force: 'always' }); // ✗ not assignable

const trial = await createCvm3({ region: 'ap-guangzhou' }).runInstances({ Placement: { Zone: 'ap-guangzhou-6' }, DryRun: true });
const bought: number = trial.InstanceIdSet.length; // ✗ possibly 'undefined'
const request: string = trial.RequestId;

const cvm3 = createCvm3({ region: 'ap-guangzhou' });
for (const { InstanceId, RenewFlag } of (await cvm3.describeInstances()).InstanceSet) {
  if (RenewFlag !== null) await cvm3.modifyInstancesRenewFlag({ InstanceIds: [InstanceId], RenewFlag });
}
for (const { HostId, RenewFlag } of (await cvm3.describeHosts()).HostSet)
  await cvm3.modifyHostsAttribute({ HostIds: [HostId], RenewFlag });
const bid = { Placement: { Zone: 'ap-guangzhou-6' }, InstanceMarketOptions: { SpotOptions: { MaxPrice: '0.1' } } };
await cvm3.runInstances(bid);
await cvm3.runInstances({ ...bid, InstanceMarketOptions: { SpotOptions: {} } }); // ✗ 'MaxPrice' is missing
await cvm3.runInstances({ ...bid, Metadata: { Items: [{ Key: 'team' }] } }); // ✗ 'Value' is missing
await cvm3.runInstances({ ...bid, Metadata: {} }); // ✗ 'Items' is missing
const template = (await cvm3.describeLaunchTemplateVersions({ LaunchTemplateId: 'lt-1' })).LaunchTemplateVersionSet[0]?.LaunchTemplateVersionData;
const price: string | undefined = template?.InstanceMarketOptions?.SpotOptions.MaxPrice;
const item: MetadataItem | undefined = (await cvm3.describeInstances({})).InstanceSet[0]?.Metadata?.Items?.[0];

createCvm({}); // ✗ 'region' is missing
createCvm({ region: 7 }); // ✗ Type 'number' is not assignable
createCvm({ region: 'gz', regoin: 'gz' }); // ✗ 'regoin' does not exist
createCvm({ region: 'gz', retry: true }); // ✗ not assignable
createCvm({ region: 'gz', retry: { maxAttempts: 2 }, limits: false });
createCvm({ region: 'gz', signatureMethod: 'HmacMD5' }); // ✗ not assignable
createCvm({ region: 'gz', credentials: { secretId: 'a' } }); // ✗ not assignable
createCvm({ region: 'gz', credentials: async () => ({ secretId: 'a', secretKey: 'b' }) });
createCvm({ region: 'gz', fetch });
createCvm({ region: 'gz', runtime: { now: () => 0 } });

export { attempts, bought, item, price, request, status, task, wrong };
`;

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url));
const file = source('../test/program.ts');

/** The errors of the program, by line. */
function errors(): Map<number, string> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    // The files for the web: those for Node would load all of its types.
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts', 'lib.webworker.iterable.d.ts'],
    paths: {
      '@qcvm/client': [source('index.ts')],
      '@qcvm/client/v3': [source('v3/index.ts')],
      '#platform/*': [source('*.web.ts')],
    },
  };
  const host = compilerHost(options, new Map([[file, program]]));
  const built = ts.createProgram([file], options, host);
  const found = new Map<number, string>();
  for (const { start = 0, messageText, file: where } of ts.getPreEmitDiagnostics(
    built,
    built.getSourceFile(file),
  )) {
    const line = where?.getLineAndCharacterOfPosition(start).line ?? -1;
    found.set(line, `${found.get(line) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`);
  }
  return found;
}

test('what is wrong does not compile, and the compiler says why; what is right does', () => {
  const found = errors();
  const lines = program.split('\n');
  const report = lines.flatMap((line, number) => {
    const [, expected] = /\/\/ ✗ (.*)$/.exec(line) ?? [];
    const actual = found.get(number);
    if (expected === undefined) return actual === undefined ? [] : [`${line}\n  must compile: ${actual}`];
    return actual?.includes(expected)
      ? []
      : [`${line}\n  must say “${expected}”, says: ${actual ?? 'nothing'}`];
  });
  expect(report).toEqual([]);
  expect(lines.filter((line) => line.includes('✗')).length).toBeGreaterThan(20);
});
