import { InterruptedError } from '../cli-error.js';
import type { LiveDisplay, Prompts } from '../environment.js';

type Clack = typeof import('@clack/prompts');

/** Questions are asked on stderr: stdout belongs to the data, also while it goes into a pipe. */
const streams = { input: process.stdin, output: process.stderr };

async function ask<Answer extends string | boolean>(
  question: (clack: Clack) => Promise<Answer | symbol>,
): Promise<Answer> {
  const clack = await import('@clack/prompts');
  const answer = await question(clack);
  if (typeof answer === 'symbol') throw new InterruptedError();
  return answer;
}

type Check = ((answer: string) => string | undefined) | undefined;
const validation = (validate: Check): { validate?: (answer: string | undefined) => string | undefined } =>
  validate === undefined ? {} : { validate: (answer) => validate(answer ?? '') };

export const terminalPrompts: Prompts = {
  confirm: (message) => ask<boolean>((clack) => clack.confirm({ ...streams, message, initialValue: false })),
  text: (message, options = {}) =>
    ask<string>(async (clack) => {
      const answer = await clack.text({
        ...streams,
        message,
        ...(options.initial === undefined ? {} : { initialValue: options.initial }),
        ...validation(options.validate),
      });
      // An empty line is no value at all to the library.
      return typeof answer === 'symbol' ? answer : (answer ?? '');
    }),
  secret: (message, options = {}) =>
    ask<string>(async (clack) => {
      const answer = await clack.password({ ...streams, message, ...validation(options.validate) });
      return typeof answer === 'symbol' ? answer : (answer ?? '');
    }),
  select: (message, choices) =>
    ask<string>((clack) =>
      clack.select<string>({ ...streams, message, options: choices.map((choice) => ({ ...choice })) }),
    ),
};

/** Lines at the end of the terminal, drawn anew in place, on stderr. */
export async function liveDisplay(): Promise<LiveDisplay> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(process.stderr, { showCursor: true });
  return { draw: (text) => update(text), clear: () => update.clear() };
}
