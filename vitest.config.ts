import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Every entry point that the packages export, and its source. */
const entryPoints = readdirSync(source(''))
  .filter((folder) => existsSync(source(`${folder}/package.json`)))
  .flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(source(`${folder}/package.json`), 'utf8')) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, string>>;
    };
    return Object.entries(exports).flatMap(([entry, target]) => {
      const file = /^\.\/dist\/(.*)\.js$/.exec(target)?.[1];
      const specifier = `${name}${entry.slice(1)}`;
      return file === undefined
        ? []
        : [{ find: new RegExp(`^${specifier}$`), replacement: source(`${folder}/src/${file}.ts`) }];
    });
  });

declare module 'vitest' {
  interface ProvidedContext {
    /** How properties are run. */
    readonly properties: { readonly factor: number; readonly seed?: number; readonly endOnFailure: boolean };
  }
}

/**
 * How often properties run: `npm run test:deep` runs each of them a hundred times as often. The one place that reads it;
 * a seed is for running a failure again, which prints its own.
 */
const { QCVM_PROPERTY_FACTOR = '1', QCVM_PROPERTY_SEED: seed } = process.env;
const factor = Number(QCVM_PROPERTY_FACTOR);
if (!(factor > 0)) throw new Error(`QCVM_PROPERTY_FACTOR: ${QCVM_PROPERTY_FACTOR} is no positive number`);

const all = [
  'packages/*/src/**/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'tools/*/src/**/*.test.ts',
  'tools/*/test/**/*.test.ts',
];

/**
 * Suites that change nothing of their process and leave nothing running: their files share one thread, as making one for each
 * takes longer than running them.
 */
const inOneThread = [
  'packages/client/**/!(pollution*|providers).test.ts',
  'packages/codegen/**/*.test.ts',
  'packages/{cli,fleet}/src/**/*.test.ts',
  'packages/cli/test/*.test.ts',
  'packages/cli/test/{bridge,commands,fleet}/**/!(lock).test.ts',
  'packages/mock/{src,test/engine,test/v3}/**/!(replay-guard).test.ts',
  'packages/mock/test/adapters/*.test.ts',
  'tools/**/*.test.ts',
];

/** Suites that change their process, and put it right again: they share one that is theirs. */
const inOneProcess = [
  'packages/client/**/{pollution*,providers}.test.ts',
  'packages/cli/test/fleet/lock.test.ts',
  'packages/mock/src/protocols/v2/replay-guard.test.ts',
];

/** What takes what npm would get, documents, examples, browsers, bundlers, programs of others, and large clients: `npm run test:packed`. */
const packed = [
  'packages/cli/test/binary.test.ts',
  'packages/cli/test/bridge/programs.test.ts',
  'packages/codegen/test/large-service.test.ts',
  'packages/mock/test/browser/**/*.test.ts',
  'packages/mock/test/foreign/scripts.test.ts',
  'tools/contract/test/contract-suite/contract-suite.test.ts',
  'tools/contract/test/vectors/files.test.ts',
  'tools/checks/test/{documents,packed}/*.test.ts',
  'tools/site/test/site.test.ts',
];

/** Tests run against the sources, so that none can pass on a stale build; packed tarballs have suites of their own. */
export default defineConfig({
  resolve: {
    alias: [
      ...entryPoints,
      { find: /^#platform\/(.*)$/, replacement: source('client/src/$1.node.ts') },
      { find: '#server', replacement: source('mock/src/adapters/server/listen.node.ts') },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'in one thread',
          include: inOneThread,
          exclude: [...configDefaults.exclude, ...packed],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'in one process',
          include: inOneProcess,
          pool: 'forks',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'in a process each',
          include: all,
          exclude: [...configDefaults.exclude, ...inOneThread, ...inOneProcess, ...packed],
        },
      },
      { extends: true, test: { name: 'packed', include: packed } },
    ],
    reporters: ['default', './tools/closing-line-reporter.mjs'],
    provide: {
      properties: { factor, endOnFailure: false, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    },
    testTimeout: 60_000 * Math.max(1, factor),
    hookTimeout: 60_000,
  },
});
