// For users: a typed client of any service, from the vendor's description of it.
export { generate } from './generate.js';
// What has changed between two descriptions of it.
export { diff } from './diff/diff.js';
export type { Diff } from './diff/report.js';
export type { Change, ChangeKind, Effect } from './diff/facts/change.js';
export type { ServiceFiles } from './read-service.js';
export type { GeneratedFile } from './emit/text/layout.js';
export type { SpecText } from './load/service.js';
export { SpecError, type Position, type Problem } from './spec/problems.js';
