/** For generators of other code from the same specs: reading specs, what they say, and printing code. Changes with any version. */
export { emitService } from './emit/client/emit.js';
export {
  clientBlocks,
  constant,
  entryBlocks,
  errorConstant,
  errorTable,
  waiterConstant,
} from './emit/client/parts.js';
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
export { readErrorRules, readQuota, readText, readWaiter } from './load/facts.js';
export { loadService, type SpecText } from './load/service.js';
export { byCodeUnits, byName, camelCase, identifier, kebabCase, mainService } from './model/names.js';
export {
  type Field,
  type ObjectType,
  type Operation,
  type Service,
  type ServiceType,
  type Shape,
} from './model/service.js';
export {
  type Batch,
  type ErrorRule,
  type Facts,
  type IntegerFacts,
  type JsonObject,
  type JsonValue,
  type KnownValue,
  type ListFacts,
  type OperationFacts,
  type Repeatability,
  type ServiceFacts,
  type TextFacts,
  type Transition,
  type Waiter,
} from './model/shared.js';
export { type Cursor } from './spec/cursor.js';
export { defined } from './spec/defined.js';
export { compileDialect } from './spec/dialect.js';
export { didYouMean } from './spec/did-you-mean.js';
export { SpecError, sortProblems, type Problem } from './spec/problems.js';
export { Spec } from './spec/spec.js';
export { readYaml } from './spec/yaml-file.js';
export { Names } from './spec/unique-names.js';
export { readService } from './read-service.js';
export { compareApis } from './diff/compare.js';
export { diffServices } from './diff/diff.js';
export { diffOf, type Diff } from './diff/report.js';
export type { Change } from './diff/change.js';
export type { Api, ApiField, ApiObject, ApiShape, ApiType } from './diff/api.js';
export { report, reportOptions } from './command/report.node.js';
export { UsageError, type Streams } from './command/streams.js';
