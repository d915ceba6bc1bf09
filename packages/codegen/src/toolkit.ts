/** Internal, for the generators of this repository: reading specs, what they say, and printing code. It may change in any version. */
export { emitService } from './emit/client/emit.js';
export { shownName } from './emit/client/client.js';
export { entryBlocks, errorTable } from './emit/client/parts.js';
export { typeDeclarations } from './emit/client/types.js';
export {
  codeFile,
  docComment,
  importNames,
  lineWidth,
  paragraphs,
  textFile,
  union,
  type GeneratedFile,
} from './emit/text/layout.js';
export { Code, literal, propertyName, quote, type Literal, type LiteralObject } from './emit/text/literal.js';
export { listOf, valuesOf } from './emit/text/types.js';
export { alternatives, deprecatedTags, describeInline, schemaComment } from './emit/text/words.js';
export { jsonText } from './import/json-text.js';
export { openApi } from './import/openapi.js';
export { readDescription } from './import/read-description.js';
export { errorNames } from './import/read-errors.js';
export { readErrorRules, readQuota, readRegions, readText } from './load/facts.js';
export { loadService, type SpecText } from './load/service.js';
export { AbilityReader } from './load/words/abilities.js';
export { NamedFields, objectType } from './load/words/named-fields.js';
export { WaiterReader } from './load/words/waiters.js';
export { codeNames } from './model/code-names.js';
export { documentedErrors } from './model/error-rules.js';
export { byCodeUnits, byName, camelCase, identifier, kebabCase, mainService } from './model/names.js';
export {
  type ErrorRule,
  type Example,
  type Filters,
  type Operation,
  type Quota,
  type Repeatability,
  type Service,
  type State,
} from './model/service.js';
export {
  bottomOf,
  fieldsOf,
  itemTypeOf,
  namedIn,
  saidOf,
  typesOf,
  type Field,
  type JsonObject,
  type JsonValue,
  type KnownValue,
  type ObjectType,
  type ServiceType,
  type Shape,
  type ShapeFacts,
  type Types,
} from './model/shapes.js';
export { type Cursor } from './spec/cursor.js';
export { defined } from './spec/defined.js';
export { compileDialect } from './spec/dialect.js';
export { didYouMean } from './spec/did-you-mean.js';
export { SpecError } from './spec/problems.js';
export { Spec } from './spec/spec.js';
export { readSchema, readYaml } from './spec/yaml-file.js';
export { Names } from './spec/unique-names.js';
export { readService } from './read-service.js';
export { diffServices } from './diff/diff.js';
export type { Diff } from './diff/report.js';
export { readSource } from './command/files.node.js';
export { report, reportOptions } from './command/report.node.js';
export { UsageError, type Streams } from './command/streams.js';
