import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { World } from '../harness.js';

const inShell = (shell: string, ...args: readonly string[]) => spawnSync(shell, args, { encoding: 'utf8' });
const has = (shell: string): boolean => inShell(shell, '--version').status === 0;

async function script(shell: string): Promise<string> {
  await using world = await World.create();
  const { code, out } = await world.run(`completion ${shell}`);
  expect(code).toBe(0);
  return out;
}

/** What bash would offer for a line, with the cursor at its end. */
async function offered(line: string): Promise<string[]> {
  const words = line.split(' ');
  const program = `${await script('bash')}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_qcvm
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = inShell('bash', '-c', program);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

/** What fish would offer for a line, with the cursor at its end. */
async function offeredByFish(line: string): Promise<string[]> {
  await using world = await World.create();
  await writeFile(world.path('script'), await script('fish'));
  const program = `source ${world.path('script')}; complete -C '${line}'`;
  const { stdout } = inShell('fish', '-c', program);
  const words = stdout.split('\n').flatMap((each) => each.split('\t', 1));
  return words.filter((word) => word !== '').sort();
}

/** The words that zsh runs when Tab is pressed at the end of a line, and then Enter. */
async function completedByZsh(line: string): Promise<string> {
  await using world = await World.create();
  await writeFile(world.path('script'), await script('zsh'));
  const program = `zmodload zsh/zpty
zpty shell TERM=dumb zsh -f -i
zpty -w shell "autoload -Uz compinit; compinit -u -D; source ${world.path('script')}; bindkey '^I' complete-word"
zpty -w shell 'qcvm() { print -r -- r""an: "$@" }'
zpty -w -n shell $'${line}\\t\\n'
zpty -r shell shown $'*ran: *\\n*'
print -r -- "$shown"`;
  const { stdout } = inShell('zsh', '-f', '-c', program);
  return /^ran: (.*?)\r?$/m.exec(stdout)?.[1] ?? stdout;
}

it.each(['bash', 'zsh', 'fish'])(
  'qcvm completion prints a script that %s can parse, where it is installed',
  async (shell) => {
    const text = await script(shell);
    expect(text).toContain('stop');
    expect(text).toContain('describe-instances');
    if (!has(shell)) return;
    await using world = await World.create();
    await writeFile(world.path('script'), text);
    const { status, stderr } = inShell(shell, '-n', world.path('script'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);

it('qcvm completion names the shells that there are', async () => {
  await using world = await World.create();
  const { code, err } = await world.run('completion tcsh');
  expect(code).toBe(2);
  expect(err).toMatch(/'tcsh' is invalid for argument 'shell'\. Allowed choices are bash, zsh, fish\.\n/);
});

it('qcvm completion offers commands, options and their values', async () => {
  expect(await offered('qcvm st')).toEqual(['stop', 'start', 'start-instances', 'stop-instances']);
  expect(await offered('qcvm stop --pro')).toEqual(['--project-id', '--protect', '--profile']);
  expect(await offered('qcvm stop --status shut')).toEqual(['shut-down', 'shutting-down']);
  expect(await offered('qcvm describe --region ap-sh')).toEqual([
    'ap-shanghai',
    'ap-shanghai-fsi',
    'ap-shenzhen-fsi',
    'ap-shenzhen',
  ]);
  expect(await offered('qcvm describe --region gz,ap-shanghai-')).toEqual(['gz,ap-shanghai-fsi']);
  expect(await offered('qcvm ls --region=a,b,ap-shanghai-')).toEqual(['--region=a,b,ap-shanghai-fsi']);
  expect(await offered('qcvm describe --output ')).toEqual(['table', 'json', 'jsonl', 'csv', 'ids']);
  expect(await offered('qcvm --verbose configure s')).toEqual(['set']);
  expect(await offered('qcvm configure set re')).toEqual(['region']);
  expect(await offered('qcvm completion ')).toEqual(['bash', 'zsh', 'fish']);
  expect(await offered('qcvm sign Stop')).toEqual(['StopInstances']);
});

it('qcvm completion knows commands by their aliases, and values that are attached with =', async () => {
  expect(await offered('qcvm l')).toEqual(['ls']);
  expect(await offered('qcvm ls --sta')).toEqual(['--status']);
  // As bash breaks words at =, and as it does where COMP_WORDBREAKS has none.
  expect(await offered('qcvm ls --region = ap-shanghai-')).toEqual(['ap-shanghai-fsi']);
  expect(await offered('qcvm ls --output =')).toEqual(['table', 'json', 'jsonl', 'csv', 'ids']);
  expect(await offered('qcvm ls --region=ap-shanghai-')).toEqual(['--region=ap-shanghai-fsi']);
  expect(await script('zsh')).toContain("'*--region=[");
});

it('qcvm completion offers files where help shows a path, and commands to help', async () => {
  for (const line of ['api --input', 'fleet plan', 'stop --file', 'bridge --authority'])
    expect(await offered(`qcvm ${line} packages/cli/tsc`)).toEqual(['packages/cli/tsconfig.json']);
  expect(await offered('qcvm help restart')).toEqual(['restart', 'restart-instances']);
  expect(await offered('qcvm he')).toEqual(['help']);
  expect(await offered('qcvm api --vers')).toEqual(['--version']);
});

it('qcvm completion offers no subcommand behind one in fish, where it is installed', async () => {
  if (!has('fish')) return;
  expect(await offeredByFish('qcvm configure get ')).toEqual([
    ...['api', 'endpoint', 'output', 'protect', 'region'],
  ]);
});

it.each([
  ['qcvm describe --region gz,ap-shanghai-', 'gz,ap-shanghai-fsi'],
  ['qcvm describe --region=gz,ap-shanghai-', '--region=gz,ap-shanghai-fsi'],
  ['qcvm ls -r ap-beijing,ap-shanghai-', 'ap-beijing,ap-shanghai-fsi'],
  ['qcvm stop --charge-type PREPAID,SP', 'PREPAID,SPOTPAID'],
])(
  'qcvm completion completes the last of a list in every shell that is installed: %s',
  async (line, word) => {
    expect(await offered(line)).toEqual([word]);
    if (has('fish')) expect(await offeredByFish(line)).toEqual([word]);
    if (has('zsh')) expect(`qcvm ${await completedByZsh(line)}`).toBe(line.replace(/\S+$/, word));
  },
);

it('qcvm completion refuses other shells', async () => {
  await using world = await World.create();
  expect(await world.run('completion tcsh')).toMatchObject({ code: 2, out: '' });
});
