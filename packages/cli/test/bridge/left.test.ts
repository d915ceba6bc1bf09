import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridged, held, type Bridged, type Held } from './bridged.js';
import { formedRequest, type Sent } from './program.js';

let emulator: Emulator;
let bridge: Bridged;
let id: string;
let restart: Sent;
let gate: Held;

const start = async (when: 'before' | 'after', options = ''): Promise<void> => {
  gate = held(when);
  bridge = await bridged(emulator, { options, transport: gate.through });
};
beforeEach(() => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(2),
  });
  id = emulator.instances.list()[0]?.unInstanceId ?? '';
});
afterEach(() => bridge[Symbol.asyncDispose]());

const sent = (nonce = 7): Sent => ({
  ...{ action: 'RestartInstances', parameters: { 'instanceIds.0': id }, nonce },
  timestamp: Math.floor(emulator.runtime.now() / 1000),
});
const restarts = (): number => emulator.requests.list({ action: 'RebootInstances' }).length;

/** A connection of a program, of which the test decides how it ends. */
async function opened(): Promise<Socket & { readonly reset: () => void }> {
  const { port, protocol } = new URL(bridge.url);
  const isTls = protocol === 'https:';
  const to = { port: Number(port), host: '127.0.0.1', allowHalfOpen: true };
  const socket = connect(to).on('error', () => undefined);
  const secure = isTls ? connectTls({ socket, rejectUnauthorized: false }) : undefined;
  await new Promise((resolve) => (secure ?? socket).once(secure ? 'secureConnect' : 'connect', resolve));
  return Object.assign(secure?.on('error', () => undefined) ?? socket, {
    reset: () => socket.resetAndDestroy(),
  });
}

/** The bytes of a request. */
function bytesOf(request: Sent): string {
  const { target, method, headers, body } = formedRequest(request, emulator);
  const all = Object.entries({ ...headers, 'content-length': `${Buffer.byteLength(body)}` });
  return `${method} ${target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** The code of the answer that comes on a connection. */
const codeOn = (socket: Socket): Promise<number | 'no answer'> =>
  new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const code = /"code":(\d+)/.exec(text)?.[1];
      if (code !== undefined) resolve(Number(code));
    });
    socket.once('close', () => resolve('no answer'));
    socket.once('end', () => socket.end());
  });

/** What a program hears that sends a request and stays. */
async function heard(request: Sent): Promise<number | 'no answer'> {
  const socket = await opened();
  socket.write(bytesOf(request));
  const code = await codeOn(socket);
  socket.destroy();
  return code;
}

/** Waits until the bridge has seen what happened on its connections so far, and nothing is under way any more. */
async function settled(): Promise<void> {
  for (let underWay = 1; underWay > 0;) ({ underWay } = await calls());
}
async function calls(): Promise<{ underWay: number; carried: number; left: number }> {
  const socket = await opened();
  socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  const body = text.slice(text.indexOf('\r\n\r\n'));
  return (JSON.parse(body) as { calls: { underWay: number; carried: number; left: number } }).calls;
}

describe('a program that closes its connection before its answer is written', () => {
  it.each([
    { when: 'before', options: '' },
    { when: 'after', options: '' },
    { when: 'before', options: '--tls' },
    { when: 'after', options: '--tls' },
  ] as const)(
    'gets no answer when it repeats the request, $when the effect, $options',
    async ({ when, options }) => {
      await start(when, options);
      restart = sent();
      const socket = await opened();
      socket.write(bytesOf(restart));
      await gate.began;
      socket.destroy();
      await calls();
      gate.letGo();
      await settled();
      expect(await heard(restart)).toBe('no answer');
      expect(restarts()).toBe(1);
      expect(bridge.lines()[0]).toMatch(
        /RestartInstances .*: carried, code 0 in \d+ms: the program had closed its side of the connection before: it may not have read this answer$/,
      );
      expect(await calls()).toMatchObject({ carried: 1, unanswered: 1, left: 1 });
      // Another request is carried as ever.
      expect(await heard(sent(8))).toBe(5100);
    },
  );

  it('gets no answer when it repeats the request while the first is in progress', async () => {
    await start('after');
    restart = sent();
    const socket = await opened();
    socket.write(bytesOf(restart));
    await gate.began;
    socket.destroy();
    const again = heard(restart);
    while ((await calls()).underWay < 2);
    gate.letGo();
    expect(await again).toBe('no answer');
    expect(await heard(restart)).toBe('no answer');
    expect(restarts()).toBe(1);
  });
});

it('a program that half-closes its connection gets its answer, and no code for a second request', async () => {
  await start('after');
  restart = sent();
  const socket = await opened();
  socket.end(bytesOf(restart));
  const code = codeOn(socket);
  await gate.began;
  gate.letGo();
  expect(await code).toBe(0);
  expect(await heard(restart)).toBe('no answer');
  expect(restarts()).toBe(1);
});

it.each([
  { when: 'before', options: '' },
  { when: 'after', options: '--tls' },
] as const)(
  'a program that is killed before it reads its answer gets no answer when the request is repeated: %o',
  async ({ when, options }) => {
    await start(when, options);
    restart = sent();
    const socket = await opened();
    socket.pause().write(bytesOf(restart));
    await gate.began;
    gate.letGo();
    await settled();
    socket.reset();
    await calls();
    expect(await heard(restart)).toBe('no answer');
    expect(restarts()).toBe(1);
  },
);

it('a program that keeps using its connection has its answer, so the same request is refused', async () => {
  await start('after');
  gate.letGo();
  restart = sent();
  const socket = await opened();
  socket.write(bytesOf(restart));
  expect(await codeOn(socket)).toBe(0);
  socket.write(bytesOf({ ...sent(8), action: 'DescribeInstances', parameters: {} }));
  await settled();
  socket.reset();
  await calls();
  expect(await heard(restart)).toBe(4500);
});
