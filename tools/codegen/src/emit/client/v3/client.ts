import type { Service } from '../../../model/v3.js';
import { codeFile, docComment } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { clientBlocks } from '../parts.js';
import type { EmitTarget } from './target.js';
import { operationComment } from './words.js';

/** `client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function emitClient(service: Service, { folder, model }: EmitTarget): GeneratedFile {
  const { name, title, version, operations } = service;
  const shown = `${title} (${version})`;
  const methods = operations.map((each) => ({
    method: each.method,
    comment: docComment(operationComment(each), '  '),
  }));
  return codeFile(
    `${folder}/client.gen.ts`,
    service.specs,
    clientBlocks({ service: name, shown, title: shown, methods, model }),
  );
}
