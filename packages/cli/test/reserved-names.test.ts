import { expect, test } from 'vitest';
import { handWrittenCommands, handWrittenOptions } from '../../../tools/codegen/src/spec/taken-names.js';
import type { Environment } from '../src/environment/environment.js';
import { buildProgram } from '../src/program.js';
import { commands } from '../src/operations/operation-table.js';

const program = buildProgram({
  argv: [],
  environment: { version: '0.0.0' } as Environment,
  signal: new AbortController().signal,
  atSecondInterrupt: () => undefined,
  finish: () => undefined,
});
const generated = new Map(commands.map((command) => [command.name, command]));
const optionNames = (all: readonly { readonly long?: string | undefined }[]): string[] =>
  all.flatMap(({ long }) => (long === undefined ? [] : [long.replace(/^--/, '')]));

test('the generator knows every command that is written by hand', () => {
  const written = program.commands.map((command) => command.name()).filter((name) => !generated.has(name));
  expect(handWrittenCommands).toEqual(expect.arrayContaining(written));
});

test('the generator knows every option that a generated command has in addition to its parameters', () => {
  const own = program.commands.flatMap((command) => {
    const parameters = new Set(generated.get(command.name())?.options.map(({ option }) => option));
    return generated.has(command.name())
      ? optionNames(command.options).filter((name) => !parameters.has(name))
      : [];
  });
  expect(handWrittenOptions).toEqual(expect.arrayContaining([...own, ...optionNames(program.options)]));
});
