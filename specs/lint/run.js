// @ts-check
/**
 * Runs the linter on the specs, or on those of the configuration file that is given: `node specs/lint/run.js [file]`.
 * It is Redocly's own command with its update notice and telemetry off, so that linting never needs a network.
 */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [config = fileURLToPath(new URL('../redocly.yaml', import.meta.url)), ...options] =
  process.argv.slice(2);
process.env['REDOCLY_TELEMETRY'] = 'off';
process.env['REDOCLY_SUPPRESS_NOTIFICATIONS'] = 'true';
process.argv.splice(2, Infinity, 'lint', '--config', config, ...options);
await import(pathToFileURL(createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')).href);
