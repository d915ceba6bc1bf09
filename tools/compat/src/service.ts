import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '@qcvm-tools/checks/repository';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { makeFleet } from './scenario/scenario.js';
import type { KnownAuthorization, KnownSignature, ScenarioInput } from './scenario/scenario-types.js';

interface VectorFile {
  readonly vectors: readonly {
    readonly id: string;
    readonly input: {
      readonly secretKey: string;
      readonly signatureMethod: string | null;
      readonly canonical: string;
    };
    readonly expected: { readonly signature: string };
  }[];
}

async function knownSignatures(): Promise<readonly KnownSignature[]> {
  const { vectors } = JSON.parse(
    await readFile(join(root, 'specs/vectors/signature.json'), 'utf8'),
  ) as VectorFile;
  return vectors.map(({ id, input: { secretKey, signatureMethod, canonical }, expected: { signature } }) => ({
    id,
    secretKey,
    canonical,
    signature,
    ...(signatureMethod === null ? {} : { signatureMethod }),
  }));
}

async function knownAuthorizations(): Promise<readonly KnownAuthorization[]> {
  const { tc3 } = JSON.parse(await readFile(join(root, 'specs/vectors/3.0/signature.json'), 'utf8')) as {
    readonly tc3: readonly (Omit<KnownAuthorization, 'signature'> & { readonly signature?: string })[];
  };
  return tc3.flatMap(({ name, request, signature }) =>
    signature === undefined ? [] : [{ name, request, signature }],
  );
}

/** A port that was free a moment ago. */
async function desertedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The calls that are done and never answered, and how they are sent: one in each API. */
export const lostCalls = [
  { action: 'StartInstances', method: 'GET' },
  { action: 'RebootInstances', method: 'POST' },
] as const;

export interface Service extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly input: ScenarioInput;
}

/** The world of one scenario: an emulator that listens in this process. Restarting takes for ever, and `lostCalls` are not answered. */
export async function openService(): Promise<Service> {
  const emulator = createEmulator({
    instances: makeFleet(),
    faults: [
      { action: 'RestartInstances', fault: { kind: 'latency', milliseconds: 600_000 } },
      ...lostCalls.map(({ action }) => ({ action, fault: { kind: 'drop', when: 'after' } as const })),
    ],
  });
  // Answers that come too late are not awaited.
  const server = await emulator.listen({ limits: { closeGrace: 1 } });
  return {
    emulator,
    input: {
      server: { url: server.url, credentials: emulator.credentials },
      deserted: `http://127.0.0.1:${await desertedPort()}`,
      signatures: await knownSignatures(),
      authorizations: await knownAuthorizations(),
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
