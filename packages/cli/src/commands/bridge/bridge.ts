import type { Command } from 'commander';
import { createVerifier, serve, type ServerCertificate } from '@qcvm/mock/server';
import type { Settings } from '../../configuration/settings.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { counted } from '../../output/numbers.js';
import { warn, type Context } from '../../session/context.js';
import { listenError, untilInterrupted } from '../../session/listen.js';
import { identityOf, keptAuthority } from './tls/authority.js';
import { checkOptions, limitsOf, type BridgeOptions } from './bridge-options.js';
import { CallLog, Counters, jsonLine } from './call-log.js';
import { createHandler } from './calls/handler.js';
import { serviceOf } from './clients/service-clients.js';
import { ClockWatch } from './replays/clock-watch.js';
import { goalOf, type Goal } from './goal/goal.js';
import { clientsFor } from './key-clients.js';
import { readKeys, type Keys } from './keys/keys.js';
import { protectedIds } from './keys/protected-ids.js';
import { hidingKeys, shownSecretId } from './keys/secrets.js';
import { SeenSecond } from './replays/seen-second.js';
import { tellWhere } from './tell-where.js';

/** `qcvm bridge`: until Ctrl-C. */
export async function bridge(given: Context, invoked: Command): Promise<number> {
  const { environment } = given;
  const startedAt = environment.now();
  const options = invoked.opts<BridgeOptions>();
  const context: Context =
    options.log === 'json'
      ? { ...given, warningLine: (warning) => jsonLine({ warning }, environment.now()) }
      : given;
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
  let isRead = true;
  try {
    isRead = await answer(context, { options, settings, keys, protection, goal, identity, seen, startedAt });
  } finally {
    await seen?.close();
  }
  if (!isRead) environment.exitNow(exitCodes.success);
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

/** Serves requests until Ctrl-C. Returns whether its final output was read. */
async function answer(context: Context, ready: Ready): Promise<boolean> {
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
    ending: signal,
  });
  const clock = new ClockWatch({ verifier, seen, now, warn: (message) => void warn(context, message) });
  const log = new CallLog(environment, { format: options.log, hide: hidingKeys(keys) });
  const { handle, noteRefused, giveUp } = createHandler({
    verifier,
    clock,
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
    giveUp('the bridge was told to end at once');
    void log.flush({ atOnce: true });
  });
  clock.tell();
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
    onCut: () => giveUp('the bridge was told to end, and has waited for it as long as a call may take'),
    onProblem: (problem) => void warn(context, problem.message),
  }).catch((error: unknown) => {
    throw listenError('bridge', error, options);
  });
  const stopRenewing = environment.every(day, () => {
    if (options.tls)
      identityOf(context, options)
        .then((renewed) => server.renew(renewed))
        .catch((error: unknown) =>
          warn(context, `the certificate was not renewed: ${error instanceof Error ? error.message : ''}`),
        );
  });
  await tellWhere(context, { options, server, keys, goal, protectedCount: protection.count });
  await untilInterrupted(context);
  stopRenewing();
  await server.close();
  giveUp('the program has left while the bridge was ending');
  const told = async (): Promise<true> => {
    await log.flush();
    const { carried, refused, unanswered, left, retried } = counters;
    const line =
      options.log === 'json'
        ? jsonLine({ ended: { carried, refused, unanswered, left, retried } }, now())
        : `${counted(carried, 'call')} carried, ${refused} refused, ${unanswered} without an answer; ${counted(retried, 'request')} repeated.`;
    await environment.stderr.write(`${line}\n`);
    return true;
  };
  // Perhaps nothing reads stderr any more.
  return Promise.race([told(), environment.sleep(lastWords).then(() => false)]);
}

/** Milliseconds that the log is waited for at the end. */
const lastWords = 1000;

const day = 86_400_000;
