import { createServer } from 'node:net';
import { createEmulator, fleet as seeds } from '@qcvm/mock';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFleet, readPlan, type Fleet, type FleetConfig, type WorkerEvent } from '../../src/index.js';
import { readAddress } from '../../src/store/address.js';
import { postgresError, prepare } from '../../src/store/postgres/open-postgres.js';
import { startPostgres, startRedis, type Server } from './support/servers.js';

const instances = seeds('ap-guangzhou').running(12);
let emulator = createEmulator();
beforeEach(() => {
  emulator = createEmulator({ instances, durations: { stop: 200 } });
});
const plan = readPlan({
  name: 'nightly',
  action: 'stop',
  accounts: [{ name: 'prod', credentials: { environment: 'PROD' } }],
  regions: ['ap-guangzhou'],
  select: [{ all: true }],
  settle: '1s',
});
const open = (store: string, more: Partial<FleetConfig> = {}): Promise<Fleet> =>
  openFleet({
    store,
    transport: emulator,
    credentials: () => () => emulator.credentials,
    patience: 300,
    ...more,
  });
const stops = (): number => emulator.requests.list({ action: 'StopInstances' }).length;

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

interface Kind {
  readonly name: string;
  readonly start: () => Promise<Server>;
  /** Makes the server refuse what needs room, and take it again. */
  readonly fill: (url: string, namespace: string) => Promise<() => Promise<void>>;
  /** Makes what is in it that of a later version. */
  readonly age: (url: string, namespace: string) => Promise<void>;
}

async function withPostgres(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function withRedis(url: string, ...command: [string, ...string[]]): Promise<void> {
  const client = new Redis(url);
  await client.call(...command);
  client.disconnect();
}

const kinds: readonly Kind[] = [
  {
    name: 'Redis',
    start: () => startRedis(),
    async fill(url) {
      await withRedis(url, 'CONFIG', 'SET', 'maxmemory', '1');
      return () => withRedis(url, 'CONFIG', 'SET', 'maxmemory', '0');
    },
    age: (url, namespace) => withRedis(url, 'SET', `{qcvm}:${namespace}:layout`, '99'),
  },
  {
    name: 'PostgreSQL',
    start: () => startPostgres(),
    async fill(url, namespace) {
      // What a full disk says, without one.
      await withPostgres(
        url,
        `create or replace function public.full_disk() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
         create trigger full_disk before insert or update on ${namespace}_fleet.item
           for each statement execute function public.full_disk();
         create trigger full_disk before insert or update on ${namespace}_fleet.claim
           for each statement execute function public.full_disk()`,
      );
      return () =>
        withPostgres(
          url,
          `drop trigger full_disk on ${namespace}_fleet.item; drop trigger full_disk on ${namespace}_fleet.claim`,
        );
    },
    age: (url, namespace) => withPostgres(url, `update ${namespace}_fleet.layout set version = 99`),
  },
];

describe.each(kinds)('$name', ({ start, fill, age }) => {
  let server: Server;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.remove());

  it('that is full takes no plan, and lets workers wait until it has room; nothing is sent meanwhile', async () => {
    const events: WorkerEvent[] = [];
    const fleet = await open(server.url, { namespace: 'full', onEvent: (event) => events.push(event) });
    const worker = await open(server.url, {
      namespace: 'full',
      patience: 60_000,
      onEvent: (event) => events.push(event),
    });
    try {
      const emptyAgain = await fill(server.url, 'full');
      await expect(fleet.run(plan, { id: 'never' })).rejects.toMatchObject({
        code: 'store-full',
        message: expect.stringMatching(/takes no more: [^@]*\. Nothing is sent until it does/),
      });
      await emptyAgain();
      expect(await fleet.runs()).toEqual([]);

      const { id } = await fleet.run(plan);
      const before = stops();
      const roomAgain = await fill(server.url, 'full');
      worker.startWorker();
      await until(() => events.some(({ type }) => type === 'outage'));
      expect(stops()).toBe(before);
      await roomAgain();
      await until(async () => (await fleet.status(id)).state === 'done');
      expect(stops()).toBeGreaterThan(before);
      expect(events.findLast(({ type }) => type.startsWith('outage'))?.type).toBe('outage-over');
    } finally {
      await worker.close();
      await fleet.close();
    }
  });

  it('with runs of another version is left alone', async () => {
    await (await open(server.url, { namespace: 'later' })).close();
    await age(server.url, 'later');
    await expect(open(server.url, { namespace: 'later' })).rejects.toMatchObject({
      code: 'store-version',
      message: expect.stringMatching(/layout 99, this one reads 2/),
    });
  });

  it('that is away is told without its password, and nothing is sent', async () => {
    const fleet = await open(server.url, { namespace: 'away' });
    await server.kill();
    const before = emulator.requests.total;
    await expect(fleet.run(plan)).rejects.toMatchObject({ code: 'store-unreachable' });
    expect(emulator.requests.total).toBe(before);
    const secret = new URL(server.url);
    secret.username = 'qcvm';
    secret.password = 'pass-word-of-the-store';
    const refusal = await open(secret.href).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'store-unreachable',
      message: expect.stringContaining(secret.host),
    });
    expect(String(refusal)).not.toContain(secret.password);
    await server.start();
    expect((await fleet.run(plan, { id: 'back' })).total).toBe(12);
    await fleet.close();
  });
});

it.each([
  [{ appendonly: 'no' }, /keeps no append-only file.*Set appendonly yes/],
  [{ 'maxmemory-policy': 'allkeys-lru' }, /throws keys away.*Set maxmemory-policy noeviction/],
])('Redis with %j is not used', async (options, message) => {
  const server = await startRedis(options);
  await expect(open(server.url)).rejects.toMatchObject({
    code: 'store-unsafe',
    message: expect.stringMatching(message),
  });
  await server.remove();
});

it('Redis 6.0 is not used', async () => {
  const info = 'redis_version:6.0.16\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\nloading:0\r\n';
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      for (const command of data.toString().split(/^\*/m).slice(1)) {
        const isInfo = /^\d+\r\n\$4\r\ninfo/i.test(command);
        socket.write(isInfo ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await expect(open(`redis://127.0.0.1:${port}`)).rejects.toMatchObject({
    code: 'store-version',
    message: expect.stringMatching(/is version 6\.0\.16; it must be 6\.2 or newer/),
  });
  server.close();
});

it('PostgreSQL 12 is not used', async () => {
  const query = async () => ({ rows: [{ number: 120_017 }], count: 1 });
  const address = readAddress('postgres://host/fleet');
  await expect(prepare(query, address, '"qcvm_fleet"')).rejects.toMatchObject({
    code: 'store-version',
    message: 'PostgreSQL at host is version 12; it must be 13 or newer.',
  });
});

it('PostgreSQL whose database does not exist, or that refuses the user, is not used', () => {
  const refusal = (code: string) =>
    postgresError(Object.assign(new Error('no'), { code }), 'PostgreSQL at host');
  expect(refusal('3D000')).toMatchObject({ code: 'store-unusable' });
  expect(refusal('28P01')).toMatchObject({ code: 'store-unusable' });
});

it('a server of another kind is not used', async () => {
  await expect(open('mysql://user:pass-word@host/x')).rejects.toMatchObject({
    code: 'store-unusable',
    message: expect.not.stringContaining('pass-word'),
  });
  await expect(open('redis://localhost', { namespace: 'Two Words' })).rejects.toMatchObject({
    code: 'store-unusable',
  });
});
