// For users: what needs a file system.
export { loadScenario, readScenario, ScenarioFileError } from './scenario.node.js';
