import type { Service } from '../../model/service.js';
import { typesOf } from '../../model/shapes.js';
import { codeFile, docComment, importNames } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { clientBlocks } from './parts.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';
import { methodComment } from './words.js';

/** How a service is called in comments. */
export const shownName = ({ title, version }: Pick<Service, 'title' | 'version'>): string =>
  `${title} (${version})`;

/** `client.gen.ts`: the table of all operations, and the interface of a client that has them as methods. */
export function emitClient(service: Service, { folder, header, model, isSource }: EmitTarget): GeneratedFile {
  const { operations, protocol, code } = service;
  const types = typesOf(service);
  const methods = operations.map((each) => ({
    method: each.method,
    comment: docComment(methodComment(service, each, types), '  '),
  }));
  const io = protocol === 'v2' ? operations.flatMap(({ input, output }) => [input, output]) : [];
  return codeFile(
    pathIn(folder, 'client.gen.ts'),
    header,
    clientBlocks({
      names: code,
      shown: shownName(service),
      methods,
      model,
      imports: importNames(io, './types.gen.js', 'export type'),
      isSource,
    }),
  );
}
