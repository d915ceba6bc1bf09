import { createEmulator, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import { runConformance, type ConformanceOptions, type ConformanceReport } from '@qcvm/mock/conformance';

export const runningIds = ['ins-00000001', 'ins-00000002'];
export const shutDownIds = ['ins-00000003'];

/** An emulator with a small fleet, in a time of its own. */
export const emulatorToJudge = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    onUnexpected: 'answer',
    instances: [
      ...runningIds.map((unInstanceId) => ({ unInstanceId })),
      ...shutDownIds.map((unInstanceId) => ({ unInstanceId, status: 4 })),
      ...Array.from({ length: 22 }, (_, index) => ({ unInstanceId: `ins-0000001${index.toString(36)}` })),
    ],
    ...options,
  });

export type Fetch = (request: Request) => Promise<Response>;

/** What stands between the run and the emulator, and does something else than it. */
export type Deviation = (fetch: Fetch, emulator: Emulator) => Fetch;

/** Runs every check, the life cycle of instances included, against an emulator behind a deviation. */
export async function judge(
  { emulator = emulatorToJudge(), deviation }: { emulator?: Emulator; deviation?: Deviation } = {},
  more: Partial<ConformanceOptions> = {},
): Promise<ConformanceReport> {
  const fetch: Fetch = (request) => emulator.fetch(request);
  return runConformance({
    endpoint: 'https://cvm.api.qcloud.com',
    credentials: emulator.credentials,
    instances: [...runningIds, ...shutDownIds],
    fetch: deviation?.(fetch, emulator) ?? fetch,
    runtime: emulator.runtime,
    ...more,
  });
}

/** The same for API 3.0. */
export const judgeV3 = (
  setting: Parameters<typeof judge>[0] = {},
  more: Partial<ConformanceOptions> = {},
): Promise<ConformanceReport> =>
  judge(setting, { endpoint: 'https://cvm.tencentcloudapi.com', api: '3.0', ...more });

/** Checks to run without the others: those of the life cycle go on from each other, and run together. */
export const alone = (ids: readonly string[]): readonly string[] =>
  ids.map((id) => (id.startsWith('life-cycle/') ? 'life-cycle' : id));
