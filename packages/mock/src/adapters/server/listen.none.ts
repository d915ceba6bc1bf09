import type { Emulator } from '../../emulator/emulator.js';
import type { EmulatorServer, ListenOptions } from '../../emulator/listen.js';

/** Outside Node there is no server to listen with. */
export async function listen(
  _served: { emulator: Emulator },
  _options: ListenOptions,
): Promise<EmulatorServer> {
  throw new Error('listen() needs Node: elsewhere use emulator.fetch, the transport, or @qcvm/mock/msw');
}
