import type { Fleet, FleetError, ResolveCredentials, Selector, WorkerEvent } from '@qcvm/fleet';
import { readSettings } from '../../configuration/settings.js';
import { CliError, usageError } from '../../environment/cli-error.js';
import { errorCode } from '../../environment/error-code.js';
import { exitCodes, type ExitCode } from '../../environment/exit-codes.js';
import { transportFor } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { protectionList } from '../../targets/protection/protection.js';

export interface StoreOptions {
  readonly store?: string;
  readonly namespace?: string;
}

/** The package of fleets, which not every installation has. */
export async function loadFleet(): Promise<typeof import('@qcvm/fleet')> {
  try {
    return await import('@qcvm/fleet');
  } catch (cause) {
    if (errorCode(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CliError('fleet: the package @qcvm/fleet is not installed', {
      exitCode: exitCodes.usage,
      hint: 'Install it beside @qcvm/cli, with the driver of your store: npm install -g @qcvm/fleet ioredis (or pg)',
      cause,
    });
  }
}

const exitCodeOf: Readonly<Record<FleetError['code'], ExitCode>> = {
  'plan-invalid': exitCodes.usage,
  'store-unreachable': exitCodes.unreachable,
  'store-full': exitCodes.local,
  'store-version': exitCodes.usage,
  'store-unsafe': exitCodes.usage,
  'store-unusable': exitCodes.usage,
  'run-id': exitCodes.usage,
  'run-unknown': exitCodes.usage,
  'run-state': exitCodes.refused,
  'key-missing': exitCodes.credentials,
  'protection-unreadable': exitCodes.usage,
  'account-changed': exitCodes.credentials,
  fenced: exitCodes.refused,
};

/** Does something with fleets; what goes wrong with a plan or a store ends the command with its exit code. */
export async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  const { isFleetError } = await loadFleet();
  try {
    return await work();
  } catch (error) {
    if (!isFleetError(error)) throw error;
    throw new CliError(error.message, { exitCode: exitCodeOf[error.code], cause: error });
  }
}

/** Keys come from where this environment has them. */
export async function credentialsFor({ environment }: Context): Promise<ResolveCredentials> {
  const { credentialsOf } = await loadFleet();
  return credentialsOf({ environment: environment.variable, home: environment.homeDirectory });
}

/** What the configuration and the environment of this machine protect, as they are now: a worker runs for long. */
export async function protectedHere({ environment, options }: Context): Promise<readonly Selector[]> {
  const listed = await protectionList(environment, await readSettings(environment, options));
  return listed.length > 0 ? [{ ids: listed.map(({ instanceId }) => instanceId) }] : [];
}

/** Opens the store of the command line or the environment, and closes it when the work is done. */
export function withFleet<Result>(
  context: Context,
  { store, namespace, onEvent }: StoreOptions & { readonly onEvent?: (event: WorkerEvent) => void },
  work: (fleet: Fleet) => Promise<Result>,
): Promise<Result> {
  return inWords(async () => {
    const { variable, client } = context.environment;
    const url = store ?? variable('QCVM_FLEET_STORE');
    if (!url)
      throw usageError(
        'fleet: no store is given',
        'Use --store redis://localhost:6379 or postgres://localhost/fleet, or set QCVM_FLEET_STORE.',
      );
    const { openFleet } = await loadFleet();
    const fleet = await openFleet({
      store: url,
      namespace: namespace ?? variable('QCVM_FLEET_NAMESPACE') ?? undefined,
      credentials: await credentialsFor(context),
      transport: await transportFor(context),
      protect: () => protectedHere(context),
      ...(onEvent && { onEvent }),
      runtime: { environment: variable, ...(client?.runtime?.now && { now: client.runtime.now }) },
    });
    try {
      return await work(fleet);
    } finally {
      await fleet.close();
    }
  });
}
