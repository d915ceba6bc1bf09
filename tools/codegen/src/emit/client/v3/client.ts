import { codeFile, docComment, importNames } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { Code, literal } from '../../text/literal.js';
import type { Service } from '../../../model/v3.js';
import type { EmitTarget } from './target.js';
import { operationComment } from './words.js';

/** `client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function emitClient(service: Service, { folder, model }: EmitTarget): GeneratedFile {
  const { name, title, version, operations } = service;
  const methods = operations.map(({ method }) => method);
  const table = Object.fromEntries(methods.map((method) => [method, new Code(method)]));
  const members = operations.map((operation) => {
    const comment = docComment(operationComment(operation), '  ');
    return `${comment}  readonly ${operation.method}: OperationMethod<typeof ${operation.method}>;`;
  });
  return codeFile(`${folder}/client.gen.ts`, service.specs, [
    [
      importNames(methods.length === 0 ? [] : ['OperationMethod'], model),
      importNames(methods, './operations.gen.js', 'import'),
    ].join('\n'),
    `/** Every operation of ${title} (${version}), by method name. */\n${literal(table, {
      before: `export const ${name}Operations = `,
      after: ';',
    })}`,
    `/** ${title} (${version}), every operation as a method. */
export interface ${name.charAt(0).toUpperCase()}${name.slice(1)} {\n${members.join('\n')}\n}`,
  ]);
}
