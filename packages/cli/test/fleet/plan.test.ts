import { appendFileSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator, type LoggedRequest } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World, type WorldOptions } from '../harness.js';
import { changes, clock, killedAt, runUntil, simple, touched } from './killed.js';

const journals = '.local/state/qcvm/journal';

const forced = (emulator: Emulator): readonly LoggedRequest[] =>
  changes(emulator).filter(({ parameters }) => parameters['forceStop'] === '1');
const idsNamed = (emulator: Emulator, name: string): string[] =>
  emulator.instances
    .list()
    .filter(({ instanceName }) => instanceName === name)
    .map(({ unInstanceId }) => unInstanceId);

/** Runs until a line of this type is in the journal `j`, and no further. */
const interrupted = (world: World, line: string, type: string): Promise<void> =>
  runUntil(killedAt(type), { world, line: `${line} --journal j` });

const instances = (): ReturnType<typeof fleet> =>
  fleet('ap-guangzhou')
    .running(5, { instanceName: 'web' })
    .running(101, { instanceName: 'keep' })
    .shutDown(2, { instanceName: 'down' })
    .in('ap-beijing')
    .running(3, { instanceName: 'web' });
const mixed = (): Emulator =>
  createEmulator({ clock, instances: instances(), quota: false, maxLogged: 10_000 });

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = simple();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it.each(['ready', 'sending', 'accepted'])(
  'what is decided before the first request is in the journal when the run is killed at %s',
  async (moment) => {
    const emulator = mixed();
    await using world = await World.create({ emulator });
    const keep = idsNamed(emulator, 'keep');
    await writeFile(world.path('keep'), keep.join('\n'));
    await interrupted(world, 'stop --all --protect @keep --yes --wait -r gz,bj', moment);
    const { code, out } = await world.run('stop --resume --journal j --yes');
    expect(code).toBe(0);
    expect(out).toContain('101  protected\n');
    expect(touched(emulator).filter((id) => keep.includes(id))).toEqual([]);
    for (const id of keep) expect(emulator.instances.get(id)?.status).toBe(2);
    for (const id of idsNamed(emulator, 'web')) expect(emulator.instances.get(id)?.status).toBe(4);
  },
);

it.each(['stop', 'restart'])(
  'what is decided before the first request holds for %s, by the old id of an instance as well',
  async (command) => {
    const emulator = mixed();
    const [id = ''] = idsNamed(emulator, 'keep');
    const old = emulator.instances.get(id)?.instanceId ?? '';
    await using world = await World.create({ emulator });
    await interrupted(world, `${command} --all --protect ${old} --yes`, 'ready');
    await world.run(`${command} --resume --journal j --yes`);
    expect(touched(emulator)).not.toContain(id);
    expect(touched(emulator)).not.toContain(old);
  },
);

it('a resumed run keeps an instance that was already shut down and was started later', async () => {
  const emulator = mixed();
  await using world = await World.create({ emulator });
  const down = idsNamed(emulator, 'down');
  await interrupted(world, 'stop --all --yes --wait', 'ready');
  await world.run(`start ${down.join(' ')} --yes --wait --no-journal`);
  const { code, out } = await world.run('stop --resume --journal j --yes');
  expect(code).toBe(0);
  expect(out).toContain('2  already stopped\n');
  for (const id of down) expect(emulator.instances.get(id)?.status).toBe(2);
});

it('a resumed run keeps its regions, its force and its wait', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-beijing').stubborn(2).running(1) });
  await using world = await World.create({ emulator });
  await interrupted(world, 'stop --all --yes --wait --force never --timeout 5m -r bj', 'ready');
  for (const option of ['--force fallback', '--timeout 1h', '-r gz']) {
    const { code, err } = await world.run(`stop --resume --journal j --yes ${option}`);
    expect(code).toBe(2);
    expect(err).toContain('is not what was planned');
  }
  expect(changes(emulator)).toEqual([]);
  const { code } = await world.run('stop --resume --journal j --yes --force never --wait');
  expect(code).toBe(1);
  expect(changes(emulator).length).toBeGreaterThan(0);
  expect(forced(emulator)).toEqual([]);
  expect(new Set(changes(emulator).map(({ region }) => region))).toEqual(new Set(['ap-beijing']));
});

it('a resumed run refuses instances that are not in its plan', async () => {
  await using world = await World.create({ emulator: mixed() });
  await interrupted(world, 'stop --all --yes', 'ready');
  for (const more of ['ins-1', '--all', '--status running', '--file x']) {
    const { code, err } = await world.run(`stop --resume --journal j --yes ${more}`);
    expect(code).toBe(2);
    expect(err).toContain('--resume goes on with the instances of the interrupted run');
  }
});

it.each(['', '--wait'])(
  'what is decided before the first request does not call protected what was asked before it was: stop %s',
  async (wait) => {
    const emulator = mixed();
    await using world = await World.create({ emulator });
    await interrupted(world, `stop --all --yes ${wait}`, 'accepted');
    const [asked = ''] = touched(emulator);
    const { code, out } = await world.run(`stop --resume --journal j --yes --protect ${asked} --json`);
    const outcome = out
      .split('\n')
      .flatMap((line) => (line.includes('"outcome"') ? [JSON.parse(line) as Record<string, unknown>] : []))
      .find(({ instanceId }) => instanceId === asked);
    expect(outcome?.['outcome']).toMatch(wait === '' ? /^(accepted|unknown)$/ : /^unknown$/);
    expect(outcome?.['reason']).toContain('before it was protected');
    expect(code).toBe(outcome?.['outcome'] === 'accepted' ? 0 : 1);
    expect(touched(emulator).filter((id) => id === asked)).toHaveLength(1);
  },
);

it('a resumed run does not report a failed shutdown for an instance that was started later', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  await interrupted(world, 'stop --all --yes --wait --force fallback', 'accepted');
  emulator.clock.advance(60_000);
  for (const { unInstanceId } of emulator.instances.list())
    emulator.instances.update(unInstanceId, { status: 2 });
  emulator.clock.advance(3_600_000);
  const { code } = await world.run('stop --resume --journal j --yes');
  expect(code).toBe(0);
  expect(emulator.instances.list().every(({ status }) => status === 4)).toBe(true);
  expect(forced(emulator)).toEqual([]);
});

it('a resumed run remembers the ids protected by an earlier --resume', async () => {
  const emulator = mixed();
  const [late = ''] = idsNamed(emulator, 'web');
  await using world = await World.create({ emulator });
  await interrupted(world, 'stop --all --yes --wait', 'ready');
  await interrupted(world, `stop --resume --yes --protect ${late}`, 'protect');
  expect((await world.run('stop --resume --journal j --yes')).out).toContain('1  protected\n');
  expect(emulator.instances.get(late)?.status).toBe(2);
});

it('a resumed run reports exactly one outcome for every instance, over all runs', async () => {
  const emulator = mixed();
  await using world = await World.create({ emulator });
  const outcomes: string[] = [];
  await interrupted(world, 'stop --all --yes --wait --json', 'outcome');
  const { out } = await world.run('stop --resume --journal j --yes --json');
  for (const line of [...out.split('\n'), ...(await readFile(world.path('j'), 'utf8')).split('\n')]) {
    if (line.includes('"type":"outcome"')) outcomes.push(JSON.parse(line).instanceId as string);
  }
  // One of them was told by the first run alone; all are in the journal.
  expect(new Set(outcomes).size).toBe(108);
  const lines = (await readFile(world.path('j'), 'utf8')).split('\n');
  expect(lines.filter((line) => line.includes('"type":"outcome"'))).toHaveLength(108);
});

const key = (secretId: string): WorldOptions => ({ variables: { TENCENTCLOUD_SECRET_ID: secretId } });

it('the account of a plan must be the one of --resume, unless another is allowed', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  await interrupted(world, 'stop --all --yes', 'ready');
  expect(await readFile(world.path('j'), 'utf8')).not.toContain(emulator.credentials.secretId);
  const other = await world.run('stop --resume --journal j --yes', key('AKIDanother0000000000'));
  expect(other.code).toBe(2);
  expect(other.err).toContain('with another account');
  expect(other.err).toContain('--other-account');
  const allowed = await world.run(
    'stop --resume --journal j --yes --other-account',
    key('AKIDanother0000000000'),
  );
  // Refused by the service, which does not know that key: it was asked.
  expect(allowed.code).toBe(3);
  expect((await world.run('stop --resume --journal j --yes')).code).toBe(0);
  expect((await world.run('stop --all --other-account --yes')).err).toContain('belongs to --resume');
});

it('a plan accepts any temporary keys of the same place', async () => {
  const keys = ['one', 'two'].map((token) => ({ secretId: `AKID${token}`, secretKey: token, token }));
  const emulator = createEmulator({
    clock,
    accounts: [{ keys }],
    instances: fleet('ap-guangzhou').running(3),
  });
  await using world = await World.create({ emulator });
  const [first, second] = keys.map(({ secretId, secretKey, token }) => ({
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_TOKEN: token,
  }));
  await runUntil(killedAt('ready'), { world, line: 'stop --all --yes --journal j', variables: first ?? {} });
  const lasting = await world.run('stop --resume --journal j --yes', {
    variables: { ...second, TENCENTCLOUD_TOKEN: '' },
  });
  expect(lasting.code).toBe(2);
  expect(lasting.err).toContain('not a key with the fingerprint');
  expect((await world.run('stop --resume --journal j --yes', { variables: second ?? {} })).code).toBe(0);
});

it('the account of a plan is the profile and the place for temporary keys, which are new each time', async () => {
  const emulator = simple(3);
  const { secretId, secretKey } = emulator.credentials;
  await using world = await World.create({ emulator });
  const temporary = { TENCENTCLOUD_TOKEN: 'token' };
  await interrupted(world, 'stop --all --yes', 'ready');
  const { code, err } = await world.run('stop --resume --journal j --yes', { variables: temporary });
  expect(code).toBe(2);
  expect(err).toContain('temporary keys from: environment (profile default)');
  expect(err).not.toContain(secretId);
  expect(err).not.toContain(secretKey);
});

it('--resume uses the endpoint and the profile of the plan by default', async () => {
  const emulator = createEmulator({
    clock,
    instances: fleet('ap-guangzhou').running(3, { instanceName: 'web' }),
  });
  const [keep = '', ...others] = idsNamed(emulator, 'web');
  await using world = await World.create({ emulator });
  await writeFile(world.path('config'), `[night]\nprotect = ${keep}\nendpoint = http://localhost:1/\n`);
  const variables = { QCVM_CONFIG_FILE: 'config' };
  await runUntil(killedAt('ready'), {
    world,
    line: 'stop --all --yes --profile night --journal j',
    variables,
  });
  const { code, out } = await world.run('stop --resume --journal j --yes', { variables });
  expect({ code, lines: out.trimEnd().split('\n').sort() }).toEqual({
    code: 0,
    lines: [`${keep} protected`, ...others.map((id) => `${id} shutting down`)].sort(),
  });
});

const newest = async (world: World): Promise<string> => {
  const names = (await readdir(world.path(journals))).filter((name) => name.endsWith('.jsonl'));
  return `${world.path(journals)}/${names.sort().at(-1) ?? ''}`;
};

/** Two interrupted runs, an hour apart. */
async function twoRuns(world: World, emulator: Emulator, moment: string): Promise<void> {
  for (const type of ['ready', moment]) {
    await runUntil(killedAt(type), { world, line: 'stop --all --yes' });
    emulator.clock.advance(3_600_000);
  }
}

it('--resume continues the newest run only, even if its journal is damaged', async () => {
  await twoRuns(world, emulator, 'ready');
  const path = await newest(world);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"type":"targets"', '"type":"tergets"'));
  const { code, err } = await world.run('stop --resume --yes');
  expect(code).toBe(5);
  expect(err).toContain(`${path}, line 2 is damaged`);
  expect(changes(emulator)).toEqual([]);
});

it('--resume reports that a run killed before its plan was complete has sent nothing', async () => {
  await twoRuns(world, emulator, 'ready');
  const path = await newest(world);
  const text = await readFile(path, 'utf8');
  for (const cut of [text.slice(0, text.indexOf('{"type":"ready"')), text.slice(0, 20), '']) {
    await writeFile(path, cut);
    const { code, err } = await world.run('stop --resume --yes');
    expect(code).toBe(2);
    expect(err).toContain('interrupted before it sent anything');
  }
  expect(changes(emulator)).toEqual([]);
  const [older = ''] = (await readdir(world.path(journals))).sort();
  expect((await world.run(`stop --resume --yes --journal ${journals}/${older}`)).code).toBe(0);
  expect(changes(emulator)).toHaveLength(1);
});

it('a command replaces an existing journal only if its run has sent nothing', async () => {
  await interrupted(world, 'stop --all --yes', 'ready');
  const text = await readFile(world.path('j'), 'utf8');
  for (const other of [text, 'precious', '{"type":"end"}\n', text.slice(1)]) {
    await writeFile(world.path('j'), other);
    expect((await world.run('stop --all --yes --journal j')).err).toContain('it exists already');
    expect(await readFile(world.path('j'), 'utf8')).toBe(other);
  }
  expect(changes(emulator)).toEqual([]);
  for (const other of [text.slice(0, text.indexOf('{"type":"ready"') + 5), text.slice(0, 5), '']) {
    await writeFile(world.path('j'), other);
    expect((await world.run('stop --resume --yes --journal j')).err).toContain('give the command again');
    expect((await world.run('stop --all --yes --journal j')).code).toBe(0);
  }
});

it('--resume holds the lock while it waits for an answer, and reads the journal after acquiring it', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  await interrupted(world, 'stop --all --yes', 'ready');
  const second = World.create({ emulator });
  let refused: Awaited<ReturnType<World['run']>> | undefined;
  const first = await world.run('stop --resume --journal j', {
    answers: [true],
    asked: async () => {
      await using other = await second;
      refused = await other.run(`stop --resume --yes --journal ${world.path('j')}`);
    },
  });
  expect(refused?.code).toBe(2);
  expect(refused?.err).toContain('in use by another qcvm');
  expect(first.code).toBe(0);
  expect(changes(emulator)).toHaveLength(1);
  expect(await readdir(world.home)).not.toContain('j.lock');
});

it('--resume creates no file when there is no journal', async () => {
  const { code, err } = await world.run('stop --resume --yes --journal typo/of/j');
  expect(code).toBe(2);
  expect(err).toContain('typo/of/j: there is no such file');
  expect(await readdir(world.home)).toEqual([]);
});

it('--resume refuses a journal of another command', async () => {
  await runUntil(killedAt('ready'), { world, line: 'stop --all --yes' });
  emulator.clock.advance(1000);
  await world.run('restart --all --yes');
  expect((await world.run('restart --resume --yes')).err).toContain('nothing to resume');
  expect((await world.run('start --resume --yes')).err).toContain('nothing to resume');
  expect((await world.run('stop --resume --yes')).err).toContain('5 instances left');
});

it('--resume finds its journal after fifty later runs, while another process holds it', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  await runUntil(killedAt('ready'), { world, line: 'stop --all --yes' });
  const path = await newest(world);
  const { code } = await world.run(`stop --resume --journal ${path}`, {
    answers: [true],
    asked: async () => {
      const late = '20990101T0000000';
      for (let index = 0; index < 60; index += 1) {
        await writeFile(`${world.path(journals)}/${late}${String(index).padStart(2, '0')}Z-stop.jsonl`, '');
      }
      await using other = await World.create({
        emulator,
        variables: { XDG_STATE_HOME: world.path('.local/state') },
      });
      await other.run('start --all --yes');
      expect(await readdir(world.path(journals))).toContain(path.split('/').at(-1));
    },
  });
  expect(code).toBe(0);
});

it('--resume stops sending once another process has taken over the journal', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(900), quota: false });
  await using world = await World.create({ emulator });
  let sentBefore = 0;
  const { code, err } = await world.run('stop --all --yes --wait --journal j', {
    append: (path, text) => {
      appendFileSync(path, text);
      if (sentBefore > 0 || !text.includes('"type":"accepted"')) return;
      sentBefore = touched(emulator).length;
      rmSync(`${path}.lock`);
    },
  });
  expect(code).toBe(5);
  expect(err).toContain('was taken over by another qcvm, or its lock was removed');
  expect(sentBefore).toBeGreaterThan(0);
  expect(sentBefore).toBeLessThan(900);
  // Those that were on their way when it happened, and no others.
  expect(touched(emulator).length).toBeLessThanOrEqual(sentBefore + 300);
});

it('--resume leaves no lock after a refusal or a no', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  await interrupted(world, 'stop --all --yes', 'ready');
  expect((await world.run('stop --resume --journal j', { answers: [false] })).code).toBe(1);
  expect((await world.run('start --resume --journal j --yes')).code).toBe(2);
  expect((await world.run('stop --resume --journal j --yes --dry-run')).code).toBe(0);
  expect(await readdir(world.home)).not.toContain('j.lock');
});

it('--resume also asks for a single remaining instance', async () => {
  const emulator = simple(1);
  await using world = await World.create({ emulator, terminal: 80 });
  await interrupted(world, 'stop --all --yes', 'ready');
  const { questions } = await world.run('stop --resume --journal j', { answers: [false] });
  expect(questions[0]).toMatch(/^Stop 1 instance in ap-guangzhou\?\n +chosen by: +--all\n/);
  expect(changes(emulator)).toEqual([]);
});

it('--resume prints the exit code and report of all outcomes if only these were missing', async () => {
  const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  await interrupted(world, `stop ${ids.join(' ')} ins-none --yes --wait`, 'end');
  const text = await readFile(world.path('j'), 'utf8');
  await writeFile(world.path('j'), text.slice(0, text.indexOf('{"type":"end"')));
  for (let time = 0; time < 2; time += 1) {
    const { code, out } = await world.run('stop --resume --journal j --yes');
    expect(code).toBe(1);
    expect(out).toContain('ins-none not found');
    expect(out.trimEnd().split('\n')).toHaveLength(6);
  }
});

it.each(['stop', 'stop --wait', 'restart', 'start --wait'])(
  'an interrupt between the journal and the request lets nothing be sent by qcvm %s, says so, and leaves it to --resume',
  async (line) => {
    const [command = ''] = line.split(' ');
    const all = fleet('ap-guangzhou');
    const instances = command === 'start' ? all.shutDown(3) : all.running(3);
    const emulator = createEmulator({ clock, instances });
    await using world = await World.create({ emulator });
    const first = await world.run(`${line} --all --yes --journal j`, {
      append: (path, text) => {
        appendFileSync(path, text);
        if (text.includes('"type":"sending"')) world.interrupt();
      },
    });
    expect(first.code).toBe(130);
    expect(first.out).toMatch(/^(ins-\w+ unfinished: never sent\n){3}$/);
    expect(changes(emulator)).toEqual([]);
    const { code, out } = await world.run(`${command} --resume --journal j --yes`);
    expect({ code, left: out.includes('unknown') }).toEqual({ code: 0, left: false });
    expect(new Set(touched(emulator)).size).toBe(3);
  },
);

it('--resume knows a forced request that was accepted before a kill', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  await interrupted(world, 'restart --all --force fallback --yes --wait', 'accepted');
  const { code, out } = await world.run('restart --resume --journal j --yes');
  expect({ code, out: out.replace(/ins-\S+/g, '') }).toEqual({ code: 0, out: ' restarted\n'.repeat(3) });
  expect(changes(emulator)).toHaveLength(1);
});

it.each(['stop', 'stop --wait', 'restart', 'start', 'stop --wait --force fallback'])(
  'a request of `qcvm %s` is sent only after it is on the disk that it will be',
  async (line) => {
    const emulator = createEmulator({
      clock,
      instances: fleet('ap-guangzhou').running(120).stubborn(2).in('ap-beijing').running(3).shutDown(101),
    });
    await using world = await World.create({ emulator });
    const written = { all: '', synced: '' };
    const early: string[] = [];
    const { code } = await world.run(`${line} --all --yes -r gz,bj --json`, {
      append: (path, text) => {
        appendFileSync(path, text);
        written.all += text;
      },
      synced: () => {
        written.synced = written.all;
      },
      transport: (real) => ({
        send: (request) => {
          const parameters = new URLSearchParams(request.body ?? new URL(request.url).search);
          const action = parameters.get('Action');
          const last = written.synced.split('\n').filter((text) => text.includes('"type":"sending"'));
          for (const [name, id] of parameters) {
            const isChange = action !== 'DescribeInstances' && name.startsWith('instanceIds');
            if (isChange && !last.some((text) => text.includes(`"${id}"`))) early.push(id);
          }
          return real.send(request);
        },
      }),
    });
    expect(code).toBeLessThanOrEqual(1);
    expect(changes(emulator).length).toBeGreaterThan(1);
    expect(early).toEqual([]);
  },
);
