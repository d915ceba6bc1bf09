// For users: what needs a file system.
export { loadScenario, ScenarioFileError } from './scenario.node.js';
