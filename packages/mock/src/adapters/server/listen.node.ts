import type { Emulator } from '../../emulator/emulator.js';
import type { EmulatorServer, ListenOptions } from '../../emulator/listen.js';
import type { IncomingCall, OutgoingAnswer } from '../../core/http/call.js';
import { machineRuntime } from '../../core/runtime.js';
import type { Soon } from '../../core/soon.js';
import { createAdmin } from './admin/admin.node.js';
import { persistTo } from './persistence.node.js';
import { serve, type HttpServer } from './serve.node.js';
import { serverSettings } from './settings.js';
import { serverIdentity } from './tls/tls.node.js';

/** An emulator, and its engine, which answers at once where it can. */
export interface Served {
  readonly emulator: Emulator;
  readonly handle: (call: IncomingCall) => Soon<OutgoingAnswer>;
}

/** Puts an emulator behind an HTTP(S) server. Rejects with a `ListenError`, or with what the system says. */
export async function listen(
  { emulator, handle }: Served,
  options: ListenOptions = {},
): Promise<EmulatorServer> {
  const settings = serverSettings(options);
  const { host, port, limits, page } = settings;
  const onProblem = options.onProblem ?? ((problem: Error) => process.emitWarning(problem));
  // Before a state file is read: what `reset` goes back to is what the program said.
  const pristine = settings.adminApi ? emulator.snapshot() : undefined;
  const persistence =
    settings.persist === undefined ? undefined : await persistTo(settings.persist, { emulator, onProblem });
  const identity = settings.tls && (await serverIdentity(settings.tls, { host, now: machineRuntime.now() }));
  const admin = pristine && createAdmin(emulator, { pristine, page, host, onProblem });

  let server: HttpServer;
  try {
    server = await serve(
      {
        ...{ host, port, limits, identity, onProblem },
        handle,
        failed: 'The emulator failed. This is a bug in the emulator.',
      },
      (exchange, { target, bodies }) =>
        admin?.owns(target.path) ? admin.serve(exchange, { target, bodies }) : undefined,
    );
  } catch (failure) {
    await persistence?.close();
    throw failure;
  }
  const shutDown = async (): Promise<void> => {
    admin?.close();
    await server.close();
    await persistence?.close();
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= shutDown());

  return {
    url: server.url,
    host,
    port: server.port,
    ...(page ? { pageUrl: `${server.url}/_emulator/` } : {}),
    ...(identity?.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: identity.certificateAuthority }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
