/** What an overlay has to leave as it is imported. */
import type { Path } from '../spec/yaml-file.js';

/** Names that an overlay may repeat but not change: they say what there is, and the imported spec knows that. */
const imported = new Set([
  ...['type', 'format', 'contentEncoding', '$ref'],
  ...['operationId', 'x-qcloud-action', 'x-qcloud-offline'],
]);
const importedOfService = new Set(['name', 'version', 'protocol']);

export const isImported = (path: Path, name: string): boolean =>
  imported.has(name) || (path.length === 1 && path[0] === 'x-qcloud-service' && importedOfService.has(name));

const isProperties = (path: Path): boolean =>
  path.length === 4 && path[0] === 'components' && path[1] === 'schemas' && path[3] === 'properties';

/** Whether this is an object whose members are the actions, or the members of a type: what there is, is imported. */
export const holdsImportedNames = (path: Path): boolean =>
  path.length === 1 ? path[0] === 'paths' : isProperties(path);

/** Whether this is a part that every spec has: what stands in it can be removed, of Actions nothing but the words. */
export function isStructure(path: Path): boolean {
  const [first, second, third, fourth] = path;
  if (path.length === 1) return first === 'paths' || first === 'components';
  if (path.length === 2) return first === 'components' && second === 'schemas';
  if (first !== 'paths' || third !== 'post') return isProperties(path);
  return path.length === 3 || fourth === 'requestBody' || fourth === 'responses';
}
