import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { SpecError } from '@qcvm/codegen/toolkit';
import type { Streams } from '@qcvm/codegen/toolkit';

/** The repository. */
export const repository = fileURLToPath(new URL('../../../..', import.meta.url));

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Given extends Options> = ReturnType<
  typeof parseArgs<{ readonly options: Given; readonly allowPositionals: true }>
>;

export interface Command<Given extends Options> {
  readonly usage: string;
  readonly options: Given;
  /** What is said beside what is wrong with a spec. */
  readonly refusal: (error: SpecError) => string;
  /** Does what there is to do; gives the exit code. */
  readonly perform: (
    given: Pick<Parsed<Given>, 'values' | 'positionals'>,
    streams: Streams,
  ) => Promise<number>;
}

/** A command as a function of its arguments, which gives its exit code: 1 for a spec that is wrong, 2 for wrong arguments. */
export const commandOf =
  <const Given extends Options>({ usage, options, refusal, perform }: Command<Given>) =>
  async (argv: readonly string[], streams: Streams): Promise<number> => {
    try {
      if (argv.includes('--help')) {
        streams.out(usage);
        return 0;
      }
      return await perform(parseArgs({ args: [...argv], allowPositionals: true, options }), streams);
    } catch (error) {
      if (error instanceof SpecError) {
        streams.error(`${error.message}${refusal(error)}\n`);
        return 1;
      }
      streams.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
      return 2;
    }
  };
