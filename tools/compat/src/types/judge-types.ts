import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPacked } from '@qcvm-tools/checks/packed/install';
import { run } from '@qcvm-tools/checks/run';
import { consumerPrograms, nodePrograms } from '@qcvm-tools/checks/types/consumer';
import { obtain } from '@qcvm-tools/checks/cache';
import type { Verdict } from '../verdict.js';
import { ourDiagnostics } from './diagnostics.js';
import { ways } from './ways.js';
import type { Way } from './ways.js';

/** Places of consumers, one that has the declarations of Node and one that does not. */
export interface Consumers {
  readonly withNode: string;
  readonly withoutNode: string;
}

export async function makeConsumers(): Promise<Consumers> {
  const packages = ['client', 'mock'] as const;
  const withNode = await installPacked({ packages, also: ['@types/node', 'undici-types'] });
  const withoutNode = await installPacked({ packages });
  const write = async (place: string, programs: Readonly<Record<string, string>>): Promise<void> => {
    for (const [file, text] of Object.entries(programs)) await writeFile(join(place, file), text);
  };
  await write(withNode, { ...consumerPrograms, ...nodePrograms });
  await write(withoutNode, consumerPrograms);
  return { withNode, withoutNode };
}

async function compile(
  compiler: string,
  { way, consumers }: { way: Way; consumers: Consumers },
): Promise<readonly string[]> {
  const place = way.node ? consumers.withNode : consumers.withoutNode;
  const files = Object.keys({ ...consumerPrograms, ...(way.node ? nodePrograms : {}) });
  const { compilerOptions } = way;
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const { code, stdout, stderr } = await run(process.execPath, [compiler, '-p', place, '--pretty', 'false'], {
    cwd: place,
    timeout: 300_000,
  });
  const diagnostics = ourDiagnostics(stdout);
  // What is no complaint about code, such as a compiler that does not start, is one about everything.
  if (code !== 0 && !/error TS\d+:/.test(stdout)) return [`ended with ${code}: ${stdout}${stderr}`];
  return diagnostics;
}

/** Has one version of the compiler check the consumer's programs in every way. */
export async function judgeTypes(
  version: string,
  { consumers, cache }: { readonly consumers: Consumers; readonly cache: string },
): Promise<Verdict> {
  const name = `TypeScript ${version.split('.').slice(0, 2).join('.')}`;
  const verdict = { name, version, way: 'types' };
  const obtained = await obtain(`typescript-${version}`, { packages: { typescript: version }, cache });
  if (obtained.missing !== undefined)
    return { ...verdict, outcome: 'missing', summary: `not to be had: ${obtained.missing}`, problems: [] };
  const compiler = join(obtained.directory, 'node_modules/typescript/bin/tsc');
  const problems: string[] = [];
  let passed = 0;
  for (const way of ways) {
    const found = await compile(compiler, { way, consumers });
    if (found.length === 0) passed += 1;
    problems.push(...found.map((text) => `${way.name}: ${text}`));
  }
  const summary = `compiles in ${passed} of ${ways.length} ways`;
  return { ...verdict, outcome: problems.length === 0 ? 'passed' : 'failed', summary, problems };
}
