import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../repository.js';
import { run } from '../run.js';
import type { RunResult } from '../run.js';
import type { Block } from './blocks.js';

/** Where the programs of documents believe the service to be. */
export interface Service {
  readonly port: number;
  /** PEM. */
  readonly certificateAuthority: string;
  readonly credentials: { readonly secretId: string; readonly secretKey: string };
}

export interface ExecuteOptions {
  readonly source: string;
  readonly service: Service;
  /** Where the packed tarballs are installed. */
  readonly place: string;
  /** Files that earlier blocks of the document described, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Where the sources are: the compiler copies no JavaScript. */
const redirect = pathToFileURL(join(root, 'tools/checks/src/documents/redirect.mjs')).href;

export const toJavaScript = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText;

/** Works in a directory for one program, which finds the installed packages and nothing of the repository. */
async function inWorkshop<Result>(
  { place, files, service }: ExecuteOptions,
  work: (directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-document-'));
  try {
    await symlink(join(place, 'node_modules'), join(directory, 'node_modules'), 'junction');
    await cp(join(place, 'package.json'), join(directory, 'package.json'));
    await writeFile(join(directory, '.authority.pem'), service.certificateAuthority);
    for (const [name, content] of files) {
      await mkdir(join(directory, name, '..'), { recursive: true });
      await writeFile(join(directory, name), content);
    }
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function environmentOf(directory: string, { place, service }: ExecuteOptions): NodeJS.ProcessEnv {
  return {
    PATH: [join(place, 'bin'), process.env['PATH']].join(delimiter),
    HOME: directory,
    NO_COLOR: '1',
    TZ: 'Asia/Shanghai',
    NODE_OPTIONS: `--import ${redirect}`,
    NODE_EXTRA_CA_CERTS: join(directory, '.authority.pem'),
    QCVM_DOCUMENT_PORT: String(service.port),
    TENCENTCLOUD_SECRET_ID: service.credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: service.credentials.secretKey,
    TENCENTCLOUD_REGION: 'ap-guangzhou',
  };
}

/** Runs the program of a block, in a process of its own, as a reader would. */
export const execute = (block: Block, options: ExecuteOptions): Promise<RunResult> =>
  inWorkshop(options, async (directory) => {
    const settings = { cwd: directory, env: environmentOf(directory, options), timeout: 50_000 };
    if (['sh', 'bash', 'shell', 'console'].includes(block.language))
      return run('bash', ['--norc', '--noprofile', '-euo', 'pipefail', '-c', options.source], settings);
    const program = join(directory, 'program.mjs');
    await writeFile(program, toJavaScript(options.source));
    return run(process.execPath, [program], settings);
  });

/** Runs a block that is a test file, with the reader's test runner. */
export const executeTest = (options: ExecuteOptions): Promise<RunResult> =>
  inWorkshop(options, async (directory) => {
    await writeFile(join(directory, 'document.test.ts'), options.source);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    return run(process.execPath, [vitest, 'run', '--root', directory, '--pool=threads'], {
      cwd: directory,
      env: environmentOf(directory, options),
      timeout: 50_000,
    });
  });
