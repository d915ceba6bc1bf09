import { createCvm, type Cvm, type TransportRequest, type TransportResponse } from '@qcvm/client';
import { createEmulator, type Emulator, type EmulatorOptions, type InstanceSeed } from '@qcvm/mock';

export interface World {
  readonly emulator: Emulator;
  readonly cvm: Cvm;
}

/** Answers in place of the emulator, or with what the emulator answers. */
type Between = (action: string | null, send: () => Promise<TransportResponse>) => Promise<TransportResponse>;

/** An emulator whose time passes when a client sleeps on it, and a client that lives in the same time. */
export function world(options: EmulatorOptions = {}, between: Between = (_action, send) => send()): World {
  const emulator = createEmulator({
    clock: { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true },
    maxLogged: 10_000,
    ...options,
  });
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    transport: {
      send: (request) => between(actionOf(request), () => emulator.send(request)),
    },
    runtime: { ...emulator.runtime, random: () => 0.5 },
  });
  return { emulator, cvm };
}

const actionOf = ({ url, body }: TransportRequest): string | null =>
  new URLSearchParams(body ?? new URL(url).search).get('Action');

/** An answer of the service. */
export const answer = (fields: object): Promise<TransportResponse> =>
  Promise.resolve({
    status: 200,
    headers: {},
    body: JSON.stringify({ code: 0, message: '', codeDesc: 'Success', ...fields }),
  });

export const id = (number: number): string => `ins-${String(number).padStart(8, '0')}`;

/** One instance for each number. */
export const seeded = (
  count: number,
  fields: (number: number) => Partial<InstanceSeed> = () => ({}),
): InstanceSeed[] =>
  Array.from({ length: count }, (_, number) => ({ unInstanceId: id(number), ...fields(number) }));

export const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => id(number));

/** How often the service has accepted an action for each instance, whether its answer arrived or not. */
export function accepted(emulator: Emulator, action: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const task of emulator.snapshot().tasks)
    if (task.action === action) counts.set(task.unInstanceId, (counts.get(task.unInstanceId) ?? 0) + 1);
  return counts;
}

/** The requests for an action that reached the service, each by its ids. */
export const requests = (emulator: Emulator, action: string): readonly (readonly string[])[] =>
  emulator.requests
    .list({ action })
    .map(({ parameters }) =>
      Object.entries(parameters).flatMap(([name, value]) => (name.startsWith('instanceIds.') ? [value] : [])),
    );

/** How each instance ended. */
export const kindsOf = <Kind extends string>(
  outcomes: readonly { readonly instanceId: string; readonly kind: Kind }[],
): Record<string, Kind> => Object.fromEntries(outcomes.map(({ instanceId, kind }) => [instanceId, kind]));
