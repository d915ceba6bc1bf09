/** What the code of a service looks like in both generations. */
import { ruleFor } from '../../model/error-rules.js';
import type { ErrorRule, Waiter } from '../../model/service.js';
import type { CodeNames } from '../../model/code-names.js';
import { camelCase } from '../../model/names.js';
import { docComment, importNames, lineWidth } from '../text/layout.js';
import { Code, literal } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';
import { sourceTags } from '../text/words.js';

/** `export const name: Type = `, the type on lines of its own when both are long. `value`: what has to begin on the same line. */
export function constant(name: string, type: string, value = '{'): string {
  const line = `export const ${name}: ${type} = `;
  return `${line}${value}`.trimEnd().length <= lineWidth
    ? line
    : `export const ${name}: ${type.replace('<', '<\n  ').replace(/, /g, ',\n  ').replace(/>$/, '\n>')} = `;
}

/** What a client has to know of an error; what it means is for its reader, who has the service's own message. */
const errorDescriptor = ({ category, retry, effect, advice }: Omit<ErrorRule, 'code'>): LiteralObject => ({
  category,
  retry,
  effect,
  advice,
});

/** The same for two codes of which the same is to be thought. */
export const errorContent = (error: Omit<ErrorRule, 'code'>): string =>
  JSON.stringify(errorDescriptor(error));

/** The constant of an error, or of several of which the same is to be thought: one each, so that unused ones shake away. */
export function errorConstant(name: string, ...errors: readonly Omit<ErrorRule, 'code'>[]): string {
  const [error] = errors;
  if (error === undefined) return '';
  const meanings = [...new Set(errors.map(({ meaning }) => meaning))];
  const comment = docComment({ paragraphs: meanings, tags: sourceTags(error) });
  const before = `export const ${name}: ErrorDescriptor = `;
  return comment + literal(errorDescriptor(error), { before, after: ';' });
}

/** `commonErrors`, and before it a constant for each thing that is to be thought of several codes. */
export function errorTable(rules: readonly ErrorRule[]): {
  readonly constants: readonly string[];
  readonly table: string;
} {
  // What holds for all codes that begin so need not be said of each.
  const errors = rules.filter((rule) => {
    const general = ruleFor(
      rule.code,
      rules.filter((other) => other !== rule),
    );
    return general === undefined || errorContent(general) !== errorContent(rule);
  });
  const contents = errors.map(errorContent);
  const names = new Map<string, Code>();
  const constants = errors.flatMap((error, index) => {
    const content = errorContent(error);
    if (contents.indexOf(content) < index || contents.lastIndexOf(content) === index) return [];
    const same = [...names.values()].filter(({ text }) => text.startsWith(error.category)).length;
    const name = `${error.category}Error${same === 0 ? '' : same + 1}`;
    names.set(content, new Code(name));
    return literal(errorDescriptor(error), { before: `const ${name}: ErrorDescriptor = `, after: ';' });
  });
  const table: LiteralObject = Object.fromEntries(
    errors.map((error) => [error.code, names.get(errorContent(error)) ?? errorDescriptor(error)]),
  );
  return {
    constants,
    table: literal(table, { before: 'export const commonErrors: ErrorTable = ', after: ';' }),
  };
}

/** The constant of a waiter that calls a method, whose `type` has these arguments. */
export function waiterConstant(
  waiter: Waiter,
  called: { readonly method: string; readonly types: readonly string[] },
): string {
  const { name, ids, itemIds, state, changed, success, failure, minDelay, maxDelay } = waiter;
  const operation = new Code(called.method);
  const value = { name, operation, ids, itemIds, state, changed, success, failure, minDelay, maxDelay };
  const before = constant(camelCase(name), `WaiterDescriptor<${called.types.join(', ')}>`);
  return docComment({ paragraphs: [waiter.description ?? ''] }) + literal(value, { before, after: ';' });
}

/** The body of `client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function clientBlocks(about: {
  readonly names: Pick<CodeNames, 'client' | 'operations'>;
  readonly shown: string;
  /** Each method with its comment. */
  readonly methods: readonly { readonly method: string; readonly comment: string }[];
  readonly model: string;
  /** Further imports. */
  readonly imports?: string;
  /** See `EmitTarget`. */
  readonly isSource?: boolean | undefined;
}): string[] {
  const { names, shown, methods, model, imports = '', isSource = false } = about;
  const all = methods.map(({ method }) => method);
  const table = Object.fromEntries(all.map((name) => [name, new Code(name)]));
  const members = methods.map(({ method, comment }) => {
    const line = `  readonly ${method}: OperationMethod<typeof ${method}>;`;
    return comment + (line.length <= lineWidth ? line : line.replace(/<(.*)>/, '<\n    $1\n  >'));
  });
  // In declarations by the interface: spelt out, the type of the table would be as long as that again, and every compiler would read it.
  // In source by its value: the mapped type has a compiler resolve each method of each client, which takes it half as much memory again.
  const type = `{\n  readonly [Name in keyof ${names.client}]: ${names.client}[Name]['operation'];\n}`;
  const operations = isSource
    ? literal(table, { before: `export const ${names.operations} = `, after: ';' })
    : `export const ${names.operations}: ${type}${literal(table, { before: ' = ', after: ';' })}`;
  return [
    [
      importNames(all.length === 0 ? [] : ['OperationMethod'], model),
      importNames(all, './operations.gen.js', 'import'),
      imports,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    `/** Every operation of ${shown}, by method name. */\n${operations}`,
    `/** ${shown}, every operation as a method. */\nexport interface ${names.client} {\n${members.join('\n')}\n}`,
  ];
}

/** The body of an entry point: the client, the operations and their types. */
export function entryBlocks(about: {
  readonly names: Pick<CodeNames, 'client' | 'operations' | 'factory'>;
  readonly shown: string;
  /** The function that makes clients, and where it is. */
  readonly create: { readonly name: string; readonly module: string };
  /** Where the files of the service are, from here. */
  readonly folder: string;
  readonly exported: string;
  /** Further exports. */
  readonly exports?: string;
}): string[] {
  const { names, shown, create, folder, exported, exports = '' } = about;
  const { client, operations, factory } = names;
  const call = `export const ${factory} = (config: ClientConfig): ${client} =>`;
  const body = `${create.name}(${operations}, config);`;
  return [
    `import { ${create.name}, type ClientConfig } from '${create.module}';
import { ${operations}, type ${client} } from '${folder}/client.gen.js';`,
    `/**
 * A client with every operation of ${shown} as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
${call.length + 1 + body.length <= lineWidth ? `${call} ${body}` : `${call}\n  ${body}`}`,
    `export ${exported};
export * from '${folder}/operations.gen.js';
export type * from '${folder}/types.gen.js';${exports}`,
  ];
}
