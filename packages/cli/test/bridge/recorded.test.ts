import { connect } from 'node:net';
import { createEmulator } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { bridged } from './bridged.js';
import { recordedAt, recordedKey, recordedRequests } from './recorded.js';

/** Sends bytes, and gives those that come back. */
const answerTo = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('utf8').on('error', reject);
    socket.on('data', (chunk: string) => {
      text += chunk;
      const [head = '', body = ''] = text.split('\r\n\r\n');
      if (body.length < Number(/content-length: (\d+)/i.exec(head)?.[1])) return;
      socket.destroy();
      resolve(body);
    });
  });

it.each(recordedRequests)('the bridge serves the recorded request of the SDK: %s', async (_client, bytes) => {
  const ids = Array.from({ length: 12 }, (_, number) => `ins-0000000${number.toString(36)}`);
  const emulator = createEmulator({
    clock: { mode: 'manual', start: recordedAt, automatic: true },
    accounts: [{ keys: [recordedKey] }],
    instances: ids.map((unInstanceId) => ({ unInstanceId })),
  });
  await using bridge = await bridged(emulator);
  const answer = JSON.parse(await answerTo(Number(new URL(bridge.url).port), bytes)) as unknown;
  expect(answer).toMatchObject({ code: 0, detail: { 'ins-00000001': { code: 0 } } });
  expect(emulator.instances.get('ins-00000001')?.statusName).not.toBe('running');
});
