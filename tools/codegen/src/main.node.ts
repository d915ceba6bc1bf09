#!/usr/bin/env node
import type { Streams } from '@qcvm/codegen/toolkit';

type Run = (argv: readonly string[], streams: Streams) => Promise<number>;

const others: Readonly<Record<string, () => Promise<{ readonly run: Run }>>> = {
  diff: () => import('./commands/diff.node.js'),
  import: () => import('./commands/import.node.js'),
  update: () => import('./commands/update.node.js'),
};

const [first = '', ...rest] = process.argv.slice(2);
const other = others[first];
const { run } = await (other?.() ?? import('./commands/generate.node.js'));
process.exitCode = await run(other === undefined ? process.argv.slice(2) : rest, {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
});
