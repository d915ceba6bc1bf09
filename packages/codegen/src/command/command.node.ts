import { readFileSync } from 'node:fs';
import { SpecError } from '../spec/problems.js';
import { diffCommand } from './diff-command.node.js';
import { generateCommand } from './generate-command.node.js';
import { UsageError } from './streams.js';
import type { Streams } from './streams.js';

const usage = `Usage: qcvm-codegen API.json --out DIR [options]
       qcvm-codegen diff OLD.json NEW.json [options]

Generates a typed client of a Tencent Cloud service from the vendor's description of it.
The code needs @qcvm/client. The same input gives the same bytes.

  npx @qcvm/codegen api.json --overlay cbs.overlay.yaml --out src/cbs

  --out DIR       the folder to write to
  --overlay FILE  what the description does not say: an OpenAPI Overlay 1.0
  --errors FILE   error codes by Action
  --check         write nothing; fail and list what is out of date

diff says what has changed between two descriptions, and what that is to programs.

  --json                as JSON
  --changeset FILE      write a changeset as well, when anything has changed
  --package NAME        the package that it is for (default: that of ./package.json); may be repeated
  --fail-on EFFECT      exit with 3 when a change is major, minor (or above), or patch (or above)
  --old-overlay FILE, --new-overlay FILE

  --version       print the version
  --help          print this

Exit codes: 0 done or up to date, 1 a file is wrong or out of date, 2 wrong arguments, 3 see --fail-on.
`;

const version = (): string =>
  (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      readonly version: string;
    }
  ).version;

async function perform(argv: readonly string[], streams: Streams): Promise<number> {
  const [first] = argv;
  if (first === undefined || argv.includes('--help') || argv.includes('-h')) {
    streams.out(usage);
    return first === undefined ? 2 : 0;
  }
  if (first === '--version') {
    streams.out(`${version()}\n`);
    return 0;
  }
  return first === 'diff' ? diffCommand(argv.slice(1), streams) : generateCommand(argv, streams);
}

/** Runs the command; gives its exit code. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await perform(argv, streams);
  } catch (error) {
    if (error instanceof SpecError) {
      const count = error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`;
      streams.error(`${error.message}\n\n${count}; nothing was written.\n`);
      return 1;
    }
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    streams.error(isUsage ? `${message}\nFor what there is to give: qcvm-codegen --help\n` : `${message}\n`);
    return isUsage ? 2 : 1;
  }
}
