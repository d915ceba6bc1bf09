import type { Command } from 'commander';
import { usageError } from '../environment/cli-error.js';
import { errorCode } from '../environment/error-code.js';
import { repeated, wholeNumberIn } from '../operations/read-option.js';
import type { Context } from './context.js';

/** Where a server of a command listens. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly allowRemote?: true;
  readonly tls?: true;
  readonly tlsName?: readonly string[];
  readonly caFile?: string;
}

/** The options of a command that is a server. */
export function addListenOptions(
  command: Command,
  { port, tls }: { readonly port: number; readonly tls: string },
): Command {
  return command
    .option(
      '--port <number>',
      'port; 0 for any free one',
      wholeNumberIn(0, 65_535, 'Give a port from 0 to 65535.'),
      port,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-remote', 'let --host be an address that other machines reach')
    .option('--tls', tls)
    .option(
      '--tls-name <name>',
      'with --tls: a further name or address the certificate is for; repeatable',
      repeated,
    )
    .option('--ca-file <path>', 'with --tls: write the certificate to trust here');
}

/** Labels of letters, digits and hyphens; `*` may be the first. An address of IPv4 is one, too. */
const isHostName =
  /^(?=.{1,253}$)(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/**
 * Refuses options that contradict each other, and an address that others reach without `--allow-remote`.
 *
 * @returns whether other machines reach it
 */
export async function checkListenOptions(command: string, options: ListenOptions): Promise<boolean> {
  const { host, allowRemote, tls, tlsName, caFile } = options;
  for (const [name, value] of Object.entries({ '--tls-name': tlsName, '--ca-file': caFile }))
    if (value !== undefined && !tls) throw usageError(`${command}: ${name} needs --tls`);
  for (const name of tlsName ?? [])
    if (!isHostName.test(name) && !URL.canParse(`http://[${name}]`))
      throw usageError(
        `${command}: --tls-name ${JSON.stringify(name)} is neither a host name nor an address`,
        'Give one such as cvm.example.com, *.example.com or 10.0.0.4.',
      );
  const { isLoopback } = await import('@qcvm/mock/server');
  const remote = !isLoopback(host.replace(/^\[(.*)\]$/, '$1'));
  if (remote && !allowRemote)
    throw usageError(
      `${command}: other machines can reach ${host}`,
      'Listen on 127.0.0.1, or add --allow-remote.',
    );
  return remote;
}

/** Why a server could not listen, in words; any other error as it is. */
export function listenError(command: string, error: unknown, { port, host }: ListenOptions): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return usageError(
        `${command}: port ${port} is in use`,
        'Give another with --port, or --port 0 for any free one.',
      );
    case 'EACCES':
      return usageError(`${command}: port ${port} may not be used`, 'Give one above 1023.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return usageError(
        `${command}: ${host} is no address of this machine`,
        'Give one such as 127.0.0.1, or 0.0.0.0 for all.',
      );
    default:
      return error;
  }
}

/** Waits for Ctrl-C. */
export const untilInterrupted = ({ signal }: Context): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
