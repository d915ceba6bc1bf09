// For users: a typed client of any service, from the vendor's description of it.
export { generate } from './generate.js';
export type { ServiceFiles } from './read-service.js';
export type { GeneratedFile } from './emit/text/layout.js';
export type { SpecText } from './load/service.js';
export { SpecError, type Position, type Problem } from './spec/problems.js';
