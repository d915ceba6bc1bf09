import { usageError } from '../environment/cli-error.js';

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** Compiles a JMESPath expression. Fails as wrong usage, before anything is sent. */
export async function compileQuery(expression: string): Promise<(value: unknown) => unknown> {
  const { compile, TreeInterpreter } = await import('@jmespath-community/jmespath');
  try {
    // As `aws` reads them: `text` without quotes inside back-quotes is a text.
    const tree = compile(expression, { enable_legacy_literals: true });
    return (value) => {
      try {
        return TreeInterpreter.search(tree, JSON.parse(JSON.stringify(value)) as Json);
      } catch (error) {
        throw wrong(expression, error);
      }
    };
  } catch (error) {
    throw wrong(expression, error);
  }
}

const wrong = (expression: string, error: unknown): Error =>
  usageError(
    `--query ${JSON.stringify(expression)}: ${error instanceof Error ? error.message : 'not a JMESPath expression'}`,
    "See jmespath.org for the language; example: --query '[?status==`2`].unInstanceId'",
  );
