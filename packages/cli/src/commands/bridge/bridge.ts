import type { Command } from 'commander';
import type { ClientConfig, Transport } from '@qcvm/client';
import { createVerifier, defaultServerLimits, serve } from '@qcvm/mock/server';
import type { HttpServer, ServerCertificate, ServerLimits } from '@qcvm/mock/server';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { resolvePath } from '../../environment/paths.js';
import { newerEndpoint } from '../../configuration/api.js';
import type { GlobalOptions, Settings } from '../../configuration/settings.js';
import { counted } from '../../output/numbers.js';
import { transportFor } from '../../session/connect.js';
import { warn, type Context } from '../../session/context.js';
import {
  checkListenOptions,
  listenError,
  untilInterrupted,
  type ListenOptions,
} from '../../session/listen.js';
import { certificateFor, keptAuthority } from './authority.js';
import { CallLog, Counters, type LogFormat } from './calls/call-log.js';
import { createHandler } from './calls/handler.js';
import { readKeys, type Keys } from './keys/keys.js';
import { BridgeLimiter } from './calls/limiter.js';
import { protectedIds } from './keys/protected-ids.js';
import { rehearsalEmulator } from './rehearsal.js';
import { hidingKeys, shownSecretId } from './keys/secrets.js';
import { SeenSecond } from './seen-second.js';
import { ServiceClients, serviceOf } from './calls/service-clients.js';

interface BridgeOptions extends ListenOptions {
  readonly authority?: string;
  readonly printCa?: true;
  readonly keys?: string;
  readonly acceptAnyKey?: true;
  readonly protect?: readonly string[];
  readonly to?: string;
  readonly scenario?: string;
  readonly dryRun?: true;
  readonly timeout: number;
  readonly maxCalls: number;
  readonly log: LogFormat;
  readonly json?: true;
}

/** `qcvm bridge`: until Ctrl-C. */
export async function bridge(context: Context, invoked: Command): Promise<number> {
  const { environment } = context;
  const startedAt = environment.now();
  const options = invoked.opts<BridgeOptions>();
  if (options.printCa) {
    const { certificate } = await keptAuthority(context, options);
    await environment.stdout.write(certificate);
    return exitCodes.success;
  }
  const settings = await context.settings();
  await checkOptions(options, settings, context.options);
  const keys = await readKeys(context, settings, options);
  const protection = await protectedIds(context, settings, options);
  const goal = await goalOf(context, { options, settings, keys });
  const identity = options.tls ? await identityOf(context, options) : undefined;
  // What sends nothing, or only to an emulator that ends with the bridge, has nothing to repeat.
  const seen = options.dryRun || goal.instances ? undefined : await SeenSecond.open(environment, startedAt);
  try {
    await answer(context, { options, settings, keys, protection, goal, identity, seen, startedAt });
  } finally {
    await seen?.close();
  }
  return exitCodes.success;
}

/** What a bridge answers with. */
interface Ready {
  readonly options: BridgeOptions;
  readonly settings: Settings;
  readonly keys: Keys;
  readonly protection: Awaited<ReturnType<typeof protectedIds>>;
  readonly goal: Goal;
  readonly identity: ServerCertificate | undefined;
  readonly seen: SeenSecond | undefined;
  readonly startedAt: number;
}

/** Answers programs until Ctrl-C. */
async function answer(context: Context, ready: Ready): Promise<void> {
  const { environment, signal } = context;
  const { options, settings, keys, protection, goal, identity, seen, startedAt } = ready;
  const { now } = environment;
  const counters = new Counters();
  const verifier = createVerifier({
    keys: [...keys.known.values()],
    acceptAnyKey: options.acceptAnyKey,
    hosts: options.allowRemote ? ['*'] : options.tlsName,
    moduleWith: (action) => serviceOf(undefined, action),
    allowPlainHttp: settings.allowPlainHttp,
    startedAt,
    seenUntil: seen?.last,
    now,
    sleep: environment.sleep,
  });
  const log = new CallLog(environment, { format: options.log, hide: hidingKeys(keys) });
  const { handle, noteRefused, giveUp } = createHandler({
    verifier,
    clientsOf: clientsFor(context, { options, settings, keys, counters, goal }),
    findProtected: protection.find,
    dryRun: options.dryRun ?? false,
    maxCalls: options.maxCalls,
    counters,
    log: (call) => log.add(call),
    shownSecretId: (secretId) => shownSecretId(secretId, keys),
    beforeSending: (second) => seen?.note(second),
    now,
    about: { version: environment.version, startedAt: new Date(startedAt).toISOString() },
  });
  context.atSecondInterrupt(() => {
    giveUp();
    void log.flush();
  });
  if (seen && seen.last * 1000 > verifier.opensAt)
    await warn(
      context,
      `the clock is ${Math.ceil(seen.last - now() / 1000)} s behind the last request that was let through (${seen.shortPath}): it was set back. Calls are refused with 4500 until it has caught up, so that none is carried out twice`,
    );
  // Until then every call would be refused: see createVerifier.
  await environment.sleep(Math.max(0, verifier.opensAt - now()), signal);
  const server = await serve({
    host: options.host,
    port: options.port,
    limits: limitsOf(options),
    identity,
    handle,
    failed: 'The bridge failed. This is a bug in the bridge.',
    onRefused: noteRefused,
    onProblem: (problem) => void warn(context, problem.message),
  }).catch((error: unknown) => {
    throw listenError('bridge', error, options);
  });
  const stopRenewing = environment.every(day, () => {
    if (options.tls) void identityOf(context, options).then((renewed) => server.renew(renewed));
  });
  await tellWhere(context, { options, server, keys, goal, protectedCount: protection.count });
  await untilInterrupted(context);
  stopRenewing();
  await server.close();
  await log.flush();
  const { carried, refused, unanswered, retried } = counters;
  await environment.stderr.write(
    `${counted(carried, 'call')} carried, ${refused} refused, ${unanswered} without an answer; ${counted(retried, 'request')} repeated.\n`,
  );
}

const day = 86_400_000;

/** Calls under way at the end are waited for as long as they may take. */
const limitsOf = ({ timeout }: BridgeOptions): ServerLimits => ({
  ...defaultServerLimits,
  // As much as signature method v1 takes.
  bodyBytes: 1_048_576,
  closeGrace: timeout + 5000,
});

async function checkOptions(
  options: BridgeOptions,
  settings: Settings,
  { endpoint }: GlobalOptions,
): Promise<void> {
  const { tls, to, scenario, acceptAnyKey } = options;
  if (settings.apiIsNamed && settings.api === '2.0')
    throw usageError(
      'bridge: calls go to API 3.0, but the API is set to 2.0',
      'Leave --api, or QCVM_API, out.',
    );
  if (to !== undefined && endpoint !== undefined)
    throw usageError(
      `bridge: --to ${to} and --endpoint ${endpoint} both say where calls go`,
      'Leave one of them out.',
    );
  if (scenario !== undefined && to !== 'emulator') throw usageError('bridge: --scenario needs --to emulator');
  const remote = await checkListenOptions('bridge', options);
  if (remote && !tls && !settings.allowPlainHttp)
    throw usageError(
      `bridge: without --tls, the calls of other machines can be read and changed on the way`,
      'Add --tls, or --allow-plain-http for a network that you trust.',
    );
  if (remote && acceptAnyKey)
    throw usageError(
      'bridge: --accept-any-key would let everyone who reaches this machine act with your key',
      'Listen on 127.0.0.1, or give the keys of the programs with --keys.',
    );
}

/** Where the calls go. */
interface Goal {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly transport: Transport;
  /** Of an emulator: what is in it. */
  readonly instances?: readonly string[];
}

async function goalOf(
  context: Context,
  about: { readonly options: BridgeOptions; readonly settings: Settings; readonly keys: Keys },
): Promise<Goal> {
  const { options, settings, keys } = about;
  const { to, scenario } = options;
  if (to === 'emulator') {
    const emulator = await rehearsalEmulator(context, {
      ...(scenario !== undefined && { scenario }),
      regions: settings.regions,
      keys: [...keys.known.values()],
    });
    return {
      name: 'an emulator',
      endpoint: undefined,
      transport: emulator,
      instances: emulator.instances.list().map(({ unInstanceId }) => unInstanceId),
    };
  }
  const endpoint = newerEndpoint(to ?? settings.endpoint);
  if (endpoint !== undefined) {
    if (!URL.canParse(endpoint))
      throw usageError(`bridge: ${JSON.stringify(endpoint)} is neither a URL nor emulator`);
    if (new URL(endpoint).hostname.endsWith('api.qcloud.com'))
      throw usageError(`bridge: ${endpoint} is API 2.0, and calls go to API 3.0`, 'Leave it out.');
  }
  return { name: endpoint ?? 'API 3.0', endpoint, transport: await transportFor(context) };
}

function identityOf(context: Context, options: BridgeOptions): Promise<ServerCertificate> {
  const { environment } = context;
  return keptAuthority(context, options).then(async (authority) => {
    const { caFile } = options;
    if (caFile !== undefined)
      await environment.files.writePublic(resolvePath(environment, caFile), authority.certificate);
    return certificateFor(context, authority, options);
  });
}

/**
 * The clients of each key.
 *
 * @throws ValidationError for an endpoint that they do not take.
 */
function clientsFor(
  context: Context,
  about: {
    readonly options: BridgeOptions;
    readonly settings: Settings;
    readonly keys: Keys;
    readonly counters: Counters;
    readonly goal: Goal;
  },
): Parameters<typeof createHandler>[0]['clientsOf'] {
  const { options, settings, keys, counters, goal } = about;
  const { environment } = context;
  const { timeout } = options;
  const limiter = new BridgeLimiter(environment, {
    longest: timeout,
    areKnown: goal.endpoint === undefined || new URL(goal.endpoint).hostname.endsWith('tencentcloudapi.com'),
  });
  const config: Omit<ClientConfig, 'api' | 'credentials'> = {
    // Every call has one of its own.
    region: 'ap-guangzhou',
    transport: goal.transport,
    limiter,
    timeout: Math.min(15_000, timeout),
    // The programs of one key share a client: many retries of theirs are no sign that the service is down.
    retry: { deadline: timeout, budget: 10_000 },
    hooks: {
      onRetry: ({ action, failure }) => {
        counters.retried += 1;
        limiter.failed(action, failure);
      },
    },
    ...(goal.endpoint !== undefined && {
      // As a text, an error shows it.
      endpoint: settings.allowPlainHttp ? { url: goal.endpoint, allowPlainHttp: true } : goal.endpoint,
    }),
    ...(environment.client?.runtime && { runtime: environment.client.runtime }),
  };
  const clients = new Map([...keys.known.values()].map((key) => [key, new ServiceClients(config, key)]));
  return ({ secretId, isKnown }, transport) => {
    const key = isKnown ? keys.known.get(secretId) : keys.own;
    const found = key && clients.get(key);
    if (!found) throw new Error('a call was let in that no key can sign');
    return transport ? new ServiceClients({ ...config, transport, limits: false, retry: false }, key) : found;
  };
}

async function tellWhere(
  context: Context,
  about: {
    readonly options: BridgeOptions;
    readonly server: HttpServer;
    readonly keys: Keys;
    readonly goal: Goal;
    readonly protectedCount: number;
  },
): Promise<void> {
  const { options, server, keys, goal, protectedCount } = about;
  const { stdout } = context.environment;
  const endpoint = `${server.url}/v2/index.php`;
  const secretIds = [...keys.known.keys()];
  if (options.json) {
    const { instances } = goal;
    await stdout.write(
      `${JSON.stringify({
        ...{ endpoint, url: server.url, port: server.port, to: goal.name, secretIds },
        ...(instances && { instances }),
      })}\n`,
    );
    return;
  }
  const { bold, dim } = context.style.out;
  const lines = [
    bold(`API 2.0 is answered at ${endpoint}, over ${goal.name}.`),
    ...(options.dryRun ? ['Dry run: nothing is sent.'] : []),
    `Keys: ${secretIds.join(', ')}${options.acceptAnyKey ? ', and any other' : ''}`,
    ...(protectedCount > 0 ? [`Protected: ${counted(protectedCount, 'instance')}`] : []),
    ...(goal.instances ? [`Instances: ${goal.instances.join(', ')}`] : []),
    dim('Ctrl-C ends it.'),
  ];
  await stdout.write(`${lines.join('\n')}\n`);
}
