import type { Command } from 'commander';
import type { EmulatorOptions, ListenOptions } from '@qcvm/mock';
import { CliError, usageError } from '../cli-error.js';
import { warn, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { counted } from '../output/numbers.js';
import { resolvePath } from '../paths.js';

interface EmulateOptions {
  readonly port: number;
  readonly host: string;
  readonly allowRemote?: true;
  readonly tls?: true;
  readonly caFile?: string;
  readonly scenario?: string;
  readonly instances: number;
  readonly speed?: number;
  readonly persist?: string;
  readonly page: boolean;
  readonly json?: true;
}

/** `qcvm emulate`: until Ctrl-C. */
export async function emulate(context: Context, invoked: Command): Promise<number> {
  const { createEmulator, OptionsError } = await import('@qcvm/mock');
  const { environment, signal } = context;
  const options = invoked.opts<EmulateOptions>();
  if (options.scenario !== undefined && invoked.getOptionValueSource('instances') === 'cli') {
    throw usageError(
      'emulate: --instances and --scenario exclude each other',
      'The scenario says which instances there are.',
    );
  }
  const { regions } = await context.settings();
  let emulator: ReturnType<typeof createEmulator>;
  try {
    emulator = createEmulator(await emulatorOptions(context, options, regions));
  } catch (error) {
    if (error instanceof OptionsError) throw usageError(`emulate: ${error.message}`);
    throw error;
  }
  const server = await emulator.listen(listenOptions(context, options)).catch((error: unknown) => {
    throw listenError(error, options);
  });
  const endpoint = `${server.url}/v2/index.php`;
  const own = options.scenario !== undefined;
  if (options.json) {
    await environment.stdout.write(
      `${JSON.stringify({
        endpoint,
        url: server.url,
        ...(server.pageUrl === undefined ? {} : { page: server.pageUrl }),
        ...(own ? {} : emulator.credentials),
      })}\n`,
    );
  } else {
    const { bold, dim } = context.style.out;
    const key = own
      ? '  the key is in your scenario: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY'
      : `  export TENCENTCLOUD_SECRET_ID=${emulator.credentials.secretId}\n  export TENCENTCLOUD_SECRET_KEY=${emulator.credentials.secretKey}`;
    await environment.stdout.write(
      `${bold(`Emulating the CVM API at ${endpoint}`)} with ${counted(emulator.instances.list().length, 'instance')}.\n` +
        (server.pageUrl === undefined ? '' : `See it at ${server.pageUrl}\n`) +
        `\nIn another terminal:\n  export QCVM_ENDPOINT=${endpoint} QCVM_REGION=${(regions.length > 0 ? regions : ['ap-guangzhou']).join(',')}\n${key}\n` +
        (server.certificateAuthority === undefined
          ? ''
          : `  export NODE_EXTRA_CA_CERTS=${options.caFile ?? '(give --ca-file to have it written)'}\n`) +
        `  qcvm describe\n\n${dim('Ctrl-C ends it.')}\n`,
    );
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return exitCodes.success;
}

async function emulatorOptions(
  context: Context,
  { scenario, instances, speed }: EmulateOptions,
  regions: readonly string[],
): Promise<EmulatorOptions> {
  const clock: EmulatorOptions = speed === undefined ? {} : { clock: { mode: 'accelerated', factor: speed } };
  if (scenario === undefined) {
    const { fleet } = await import('@qcvm/mock');
    let all = fleet();
    for (const region of regions.length > 0 ? regions : ['ap-guangzhou']) {
      if (instances > 0) all = all.in(region).running(instances);
    }
    return { ...clock, instances: all, onUnexpected: 'answer' };
  }
  const { parseScenario } = await import('@qcvm/mock');
  const { environment } = context;
  const text = await environment.files.read(resolvePath(environment, scenario));
  if (text === undefined) throw usageError(`emulate: there is no scenario file ${scenario}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw usageError(`emulate: ${scenario} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const { instances: seeds = [], ...rest } = parseScenario(value);
  return { onUnexpected: 'answer', ...rest, instances: seeds, ...clock };
}

function listenOptions(context: Context, options: EmulateOptions): ListenOptions {
  const { environment } = context;
  const { port, host, allowRemote, tls, caFile, persist, page } = options;
  if (caFile !== undefined && !tls) throw usageError('emulate: --ca-file needs --tls');
  return {
    port,
    host,
    ...(allowRemote ? { allowRemote } : {}),
    ...(tls
      ? { tls: caFile === undefined ? true : { certificateAuthorityFile: resolvePath(environment, caFile) } }
      : {}),
    ...(persist === undefined ? {} : { persist: resolvePath(environment, persist) }),
    ...(page ? {} : { page: false }),
    onProblem: (problem) => void warn(context, problem.message),
  };
}

function listenError(error: unknown, { port, host }: EmulateOptions): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return usageError(
      `emulate: port ${port} is in use`,
      'Give another with --port, or --port 0 for any free one.',
    );
  }
  if (code === 'EACCES') return usageError(`emulate: port ${port} may not be used`, 'Give one above 1023.');
  if (code === 'EADDRNOTAVAIL') return usageError(`emulate: ${host} is no address of this machine`);
  return error instanceof Error && !(error instanceof CliError)
    ? usageError(`emulate: ${error.message}`)
    : error;
}
