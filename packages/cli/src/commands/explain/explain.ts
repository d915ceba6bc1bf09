import type { Command } from 'commander';
import type { Credentials } from '@qcvm/client';
import { CliError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import type { Context } from '../../session/context.js';
import { credentialsFor } from '../../session/credentials.js';
import { stdinText } from '../../session/read-input.js';
import { explainQuery } from './explain-query.js';
import { explainTc3Request } from './explain-tc3.js';
import { isTc3 } from './http-request.js';

interface ExplainOptions {
  readonly signedText?: string;
  readonly json?: true;
}

/** `qcvm explain`. */
export async function explain(context: Context, invoked: Command): Promise<number> {
  const { signedText, json } = invoked.opts<ExplainOptions>();
  const [given = '-'] = invoked.args;
  const { stdin, stderr } = context.environment;
  if (given === '-' && stdin.isTerminal && stderr.isTerminal)
    await stderr.write(context.style.err.dim('Paste the request, then press Ctrl-D.\n'));
  const text = given === '-' ? await stdinText(context) : given;
  const credentials = (): Promise<Credentials | undefined> => keyFor(context);
  const explained = isTc3(text)
    ? await explainTc3Request(context, { text, credentials })
    : await explainQuery(context, { text, credentials, signedText });
  const { bold } = context.style.out;
  const shown = explained.sections.map(([title, lines], index) =>
    [bold(`${index + 1}. ${title}`), ...lines.map((line) => `   ${line}`)].join('\n'),
  );
  await context.environment.stdout.write(
    json ? `${JSON.stringify(explained.json, null, 2)}\n` : `${shown.join('\n\n')}\n`,
  );
  return explained.wrong ? exitCodes.refused : exitCodes.success;
}

/** The key, if there is one: most of an explanation needs none. */
async function keyFor(context: Context): Promise<Credentials | undefined> {
  try {
    return await (
      await credentialsFor(context, await context.settings())
    )();
  } catch (error) {
    if (error instanceof CliError) throw error;
    return undefined;
  }
}
