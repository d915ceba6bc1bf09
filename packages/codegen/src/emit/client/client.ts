import type { Service } from '../../model/service.js';
import { codeFile, docComment } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { clientBlocks } from './parts.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';
import { operationComment } from './words.js';

/** `client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function emitClient(service: Service, { folder, header, model, isSource }: EmitTarget): GeneratedFile {
  const { title, version, operations, code } = service;
  const shown = `${title} (${version})`;
  const methods = operations.map((each) => ({
    method: each.method,
    comment: docComment(operationComment(each), '  '),
  }));
  return codeFile(
    pathIn(folder, 'client.gen.ts'),
    header,
    clientBlocks({ names: code, shown, title: shown, methods, model, isSource }),
  );
}
