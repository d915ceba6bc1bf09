import { contractSuite } from '@qcvm/mock/contract';
import { afterAll, expect } from 'vitest';
import { emulatorToJudge } from '../../../src/conformance.js';

const emulator = emulatorToJudge({ clock: 'real', quota: false });
const before = JSON.stringify(emulator.instances.list());
const server = await emulator.listen();
contractSuite({ endpoint: server.url, api: '3.0', credentials: emulator.credentials });

afterAll(async () => {
  await server.close();
  expect(emulator.requests.list().length).toBeGreaterThan(30);
  expect(JSON.stringify(emulator.instances.list())).toBe(before);
});
