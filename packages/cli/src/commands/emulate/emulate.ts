import type { Command } from 'commander';
import type { EmulatorOptions, ListenOptions as EmulatorListenOptions } from '@qcvm/mock';
import { refuseUnknownRegions } from '../../configuration/refuse-unknown-regions.js';
import { isKnownRegion } from '../../configuration/regions.js';
import { CliError, usageError } from '../../environment/cli-error.js';
import { warn, type Context } from '../../session/context.js';
import {
  checkListenOptions,
  listenError,
  untilInterrupted,
  type ListenOptions,
} from '../../session/listen.js';
import { readScenarioFile } from '../../session/scenario-file.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { counted } from '../../output/numbers.js';
import { resolvePath } from '../../environment/paths.js';

interface EmulateOptions extends ListenOptions {
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
  const { environment } = context;
  const options = invoked.opts<EmulateOptions>();
  if (options.scenario !== undefined && invoked.getOptionValueSource('instances') === 'cli') {
    throw usageError(
      'emulate: --instances and --scenario exclude each other',
      'The scenario says which instances there are.',
    );
  }
  await checkListenOptions('emulate', options);
  const settings = await context.settings();
  const { regions } = settings;
  // Its own regions are those of the service, wherever other commands send their requests.
  refuseUnknownRegions(
    regions.map((region) => ({ region, source: 'emulate: region' })),
    { ...settings, endpoint: undefined },
  );
  let emulator: ReturnType<typeof createEmulator>;
  // A scenario with accounts has keys that are known, and may be real ones.
  let ownKeys: boolean;
  try {
    const emulated = await emulatorOptions(context, options, regions);
    ownKeys = emulated.accounts !== undefined;
    emulator = createEmulator(emulated);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    const [only, ...others] = error.problems;
    throw others.length === 0
      ? usageError(`emulate: ${only ?? error.message}`)
      : usageError(`emulate: ${error.problems.length} problems`, error.problems.join('\n'));
  }
  const server = await emulator.listen(listenOptions(context, options)).catch((error: unknown) => {
    const reason = listenError('emulate', error, options);
    throw reason instanceof Error && !(reason instanceof CliError)
      ? usageError(`emulate: ${reason.message}`)
      : reason;
  });
  const endpoint = `${server.url}/v2/index.php`;
  const endpoints = { '3.0': server.url, '2.0': endpoint };
  const isPlain = server.url.startsWith('http:') && !isLocal(server.url);
  if (options.json) {
    await environment.stdout.write(
      `${JSON.stringify({
        endpoints,
        endpoint,
        url: server.url,
        ...(server.pageUrl === undefined ? {} : { page: server.pageUrl }),
        ...(ownKeys ? {} : emulator.credentials),
      })}\n`,
    );
  } else {
    const { bold, dim } = context.style.out;
    const { secretId, secretKey } = emulator.credentials;
    const variables: readonly (readonly [string, string] | undefined)[] = [
      ['QCVM_ENDPOINT', server.url],
      isPlain ? ['QCVM_ALLOW_PLAIN_HTTP', '1'] : undefined,
      ['QCVM_REGION', (regions.length > 0 ? regions : ['ap-guangzhou']).join(',')],
      ...(ownKeys
        ? []
        : ([
            ['TENCENTCLOUD_SECRET_ID', secretId],
            ['TENCENTCLOUD_SECRET_KEY', secretKey],
          ] as const)),
      server.certificateAuthority === undefined
        ? undefined
        : ['NODE_EXTRA_CA_CERTS', options.caFile ?? '(give --ca-file to have it written)'],
    ];
    const exports = variables.flatMap((each) => (each ? [`  export ${each[0]}=${each[1]}\n`] : []));
    const remote = isEveryAddress(options.host)
      ? `\nFrom another machine, the same with its name or address in place of ${new URL(server.url).hostname}` +
        `${options.tls ? ', which --tls-name must name' : ', and QCVM_ALLOW_PLAIN_HTTP=1'}.\n`
      : '';
    await environment.stdout.write(
      `${bold('Emulating the CVM API')} with ${counted(emulator.instances.count, 'instance')}.\n` +
        Object.entries(endpoints)
          .map(([api, url]) => `  API ${api} at ${bold(url)}\n`)
          .join('') +
        (server.pageUrl === undefined ? '' : `See it at ${server.pageUrl}\n`) +
        `\nIn another terminal:\n${exports.join('')}${ownKeys ? '  the key is in your scenario: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY\n' : ''}  qcvm describe\n\nThe same over API 2.0: export QCVM_ENDPOINT=${endpoint}\n${remote}\n${dim('Ctrl-C ends it.')}\n`,
    );
  }
  await untilInterrupted(context);
  await server.close();
  return exitCodes.success;
}

const isLocal = (url: string): boolean => /^https?:\/\/(?:127\.|localhost[:/]|\[::1\])/.test(url);
const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::' || host === '[::]';

/**
 * What a server needs that other machines reach, unless a scenario says otherwise: any host in both generations of the API, and
 * plain HTTP without --tls.
 */
const behaviourFor = (
  { allowRemote, tls }: EmulateOptions,
  said: EmulatorOptions['behaviour'] = {},
): NonNullable<EmulatorOptions['behaviour']> =>
  allowRemote
    ? { hosts: ['*'], ...(tls ? {} : { requireHttps: 'never' }), ...said, v3: { hosts: ['*'], ...said.v3 } }
    : said;

async function emulatorOptions(
  context: Context,
  options: EmulateOptions,
  regions: readonly string[],
): Promise<EmulatorOptions> {
  const { scenario, instances, speed } = options;
  const clock: EmulatorOptions = speed === undefined ? {} : { clock: { mode: 'accelerated', factor: speed } };
  // Programs sign by the machine's clock, regardless of what the emulated one says.
  const common: EmulatorOptions = { onUnexpected: 'answer', signatureClock: 'machine' };
  if (scenario === undefined) {
    const { fleet } = await import('@qcvm/mock');
    let all = fleet();
    for (const region of regions.length > 0 ? regions : ['ap-guangzhou']) {
      if (instances > 0) all = all.in(region).running(instances);
    }
    const others = regions.filter((region) => !isKnownRegion(region));
    return { ...common, ...clock, behaviour: { ...behaviourFor(options), regions: others }, instances: all };
  }
  const { behaviour, ...rest } = await readScenarioFile(context, { command: 'emulate', path: scenario });
  return { ...common, ...rest, behaviour: behaviourFor(options, behaviour), ...clock };
}

function listenOptions(context: Context, options: EmulateOptions): EmulatorListenOptions {
  const { environment } = context;
  const { port, host, allowRemote, tls, tlsName, caFile, persist, page } = options;
  return {
    port,
    host,
    ...(allowRemote ? { allowRemote } : {}),
    ...(tls
      ? {
          tls: {
            ...(tlsName === undefined ? {} : { names: tlsName }),
            ...(caFile === undefined ? {} : { certificateAuthorityFile: resolvePath(environment, caFile) }),
          },
        }
      : {}),
    ...(persist === undefined ? {} : { persist: resolvePath(environment, persist) }),
    ...(page ? {} : { page: false }),
    onProblem: (problem) => void warn(context, problem.message),
  };
}
