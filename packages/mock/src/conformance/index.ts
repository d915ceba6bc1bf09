// Does an endpoint do what the documentation says?
export { conformanceChecks, runConformance } from './run.js';
export {
  ConformanceOptionsError,
  type ConformanceOptions,
  type ConformanceRuntime,
} from './conformance-options.js';
export type { CheckResult, CheckStatus, ConformanceCheck, ConformanceReport } from './report.js';
export { formatText, type TextStyle } from './formats/text.js';
export { formatJUnit } from './formats/junit.js';
export { formatJson } from './formats/json.js';
