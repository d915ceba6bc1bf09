/** `npm run compat`: the packed packages on every runtime, and their types under every TypeScript, as a table. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '@qcvm-tools/checks/repository';
import { isWanted, readOptions, usage } from './options.js';
import type { CompatOptions } from './options.js';
import { typescripts } from './pinned.js';
import { withTable } from './runtimes-page.js';
import { complaints, documentTable, isAcceptable, terminalTable } from './report.js';
import { chromiumPage } from './runtimes/chromium.js';
import { commandLineRuntimes } from './runtimes/command-line.js';
import { workerd } from './runtimes/workerd.js';
import { makeStage } from './stage.js';
import { judge } from './judge.js';
import { judgeTypes, makeConsumers } from './types/judge-types.js';
import type { Verdict } from './verdict.js';

async function* verdictsOf(options: CompatOptions): AsyncGenerator<Verdict> {
  const { cache } = options;
  const place = await makeStage();
  const consumers = await makeConsumers();
  try {
    for (const runtime of [...commandLineRuntimes, workerd, chromiumPage])
      if (isWanted(options, runtime.name)) yield await judge(runtime, { place, cache });
    for (const version of typescripts)
      if (isWanted(options, `TypeScript ${version}`)) yield await judgeTypes(version, { consumers, cache });
  } finally {
    for (const directory of [place, consumers.withNode, consumers.withoutNode])
      await rm(directory, { recursive: true });
  }
}

async function main(options: CompatOptions): Promise<void> {
  const verdicts: Verdict[] = [];
  for await (const verdict of verdictsOf(options)) {
    console.log(`${verdict.name} ${verdict.version}: ${verdict.outcome}`);
    verdicts.push(verdict);
  }
  console.log(['', terminalTable(verdicts), '', ...complaints(verdicts)].join('\n'));
  if (!isAcceptable(verdicts, options)) process.exitCode = 1;
  else if (options.write) {
    const page = join(root, 'docs/runtimes.md');
    await writeFile(page, withTable(await readFile(page, 'utf8'), documentTable(verdicts)));
  }
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n\n${usage}` : error);
  process.exitCode = 2;
}
