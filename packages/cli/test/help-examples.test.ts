import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createEmulator, type Emulator } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { examplesOf, type Step } from './examples.js';
import { Captured, World, type Ran } from './harness.js';

/** What the examples are about. */
const emulated = (): Emulator =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    onUnexpected: 'answer',
    instances: [
      { region: 'ap-guangzhou', unInstanceId: 'ins-09dx96dg', instanceName: 'nightly-1', status: 'running' },
      { region: 'ap-guangzhou', unInstanceId: 'ins-1kz2m3n4', instanceName: 'web-1', status: 'running' },
      { region: 'ap-beijing', unInstanceId: 'ins-kkkkkkkk', instanceName: 'keep', status: 'running' },
    ],
  });

const plan = `
name: nightly
action: stop
accounts: [{ name: lab, credentials: { environment: TENCENTCLOUD } }]
regions: [ap-guangzhou]
select: [{ all: true }]
schedule: { cron: 0 22 * * *, timeZone: Asia/Shanghai }
`;
const files: Readonly<Record<string, string>> = {
  'keep.txt': 'ap-beijing/ins-kkkkkkkk\n',
  'fleet.txt': 'ins-09dx96dg # down at night\n',
  'outage.json': '{"faults":[{"fault":{"kind":"code","code":6000}}]}',
  'nightly.yaml': plan,
  'etc/qcvm/keys': '[app]\nsecret_id = AKIDofAProgram\nsecret_key = theSecretKeyOfAProgram0001\n',
  'etc/qcvm/never-stop': 'ins-09dx96dg\n',
};

/** A machine where the examples make sense, with everything of the file system below its home directory. */
async function machine(): Promise<World> {
  const world = await World.create({ emulator: emulated(), variables: { QCVM_API: '' } });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(world.path(name)), { recursive: true });
    await writeFile(world.path(name), text);
  }
  return world;
}

/** Absolute paths as they are below the home directory; any free port in place of one that may be taken. */
const adapted = (words: readonly string[]): string[] =>
  words.map((word, index) =>
    words[index - 1] === '--port' ? '0' : word.replace(/^(@?)\/(?=etc|usr)/, '$1~/'),
  );

/** Presses Ctrl-C as soon as a server says where it listens. */
class UntilItListens extends Captured {
  readonly #interrupt: () => void;

  constructor(interrupt: () => void) {
    super();
    this.#interrupt = interrupt;
  }

  override async write(text: string): Promise<void> {
    await super.write(text);
    this.#interrupt();
  }
}

async function runStep(world: World, { words, variables }: Step, stdin: string): Promise<Ran> {
  const [program, ...rest] = adapted(words);
  if (program === 'echo') return { code: 0, out: rest.join(' '), err: '', frames: [], questions: [] };
  // What was copied from another client.
  if (program === 'pbpaste') return world.run('sign DescribeInstances limit=5');
  expect(program).toBe('qcvm');
  const isServer = ['bridge', 'emulate'].includes(rest[0] ?? '') && !rest.includes('--print-ca');
  const port = isServer && !rest.includes('--port') ? ['--port', '0'] : [];
  return world.run([...rest, ...port], {
    // Where instances are stopped for a check, a person is asked.
    ...(rest.includes('--instances') ? { terminal: 80, answers: [true, true] } : { stdin }),
    ...(isServer && { stdout: new UntilItListens(() => world.interrupt()) }),
    variables: { QCVM_API: '', ...variables },
  });
}

/** Commands that end with 1 where something is not as it should be: a request with `…` in it, a call that the service refuses. */
const mayFail = new Set(['explain', 'api']);

const commands = readdirSync(new URL('help', import.meta.url)).map((name) => name.replace(/\.txt$/, ''));
// What needs a server is run where there are servers.
const examples = commands.filter((name) => name !== 'fleet').flatMap((name) => [...examplesOf(name)]);

test.each(examples)('the example `$line` of a help text runs', async ({ steps }) => {
  await using world = await machine();
  let ran: Ran = { code: 0, out: '', err: '', frames: [], questions: [] };
  for (const step of steps) ran = await runStep(world, step, ran.out);
  const allowed = mayFail.has(steps.at(-1)?.words[1] ?? '') ? [0, 1] : [0];
  expect(allowed, ran.out + ran.err).toContain(ran.code);
});
