import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { usageError } from '../cli-error.js';
import type { Environment } from '../environment.js';
import { nodeFiles } from './files.node.js';
import { networkProbe } from './network-probe.node.js';
import { inputStream, outputStream } from './streams.node.js';
import { liveDisplay, terminalPrompts } from './terminal.node.js';
import { version } from './version.node.js';

/**
 * What interrupts a run. A hangup does where there is a terminal that can hang up; a run without one was meant to
 * outlast it (`nohup`, `setsid`, cron).
 */
const interrupts = (): readonly NodeJS.Signals[] =>
  [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)
    ? ['SIGINT', 'SIGTERM', 'SIGHUP']
    : ['SIGINT', 'SIGTERM'];

/** In place of a home directory that is not known: nothing can be read or written below it. */
const nowhere = '/dev/null/no-home-directory';

function homeDirectory(): string {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : nowhere;
  } catch {
    return nowhere;
  }
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw usageError('the working directory is gone', 'Change to another one, or give absolute paths.');
  }
}

/** This process, this terminal, this machine: the only place where the program meets them. */
export function processEnvironment(): Environment {
  // Every call under way listens for the one Ctrl-C: many listeners are no leak here.
  setMaxListeners(0);
  return {
    stdin: inputStream(process.stdin),
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    variable: (name) => process.env[name],
    // Only what needs them may fail without them: a container may run as a user that no file knows, and a directory may be gone.
    get homeDirectory() {
      return homeDirectory();
    },
    get workingDirectory() {
      return workingDirectory();
    },
    now: () => Date.now(),
    sleep: async (milliseconds, signal) => {
      try {
        await wait(milliseconds, undefined, { ...(signal === undefined ? {} : { signal }) });
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    },
    every: (milliseconds, callback) => {
      const timer = setInterval(callback, milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
    onInterrupt: (callback) => {
      const names = interrupts();
      for (const name of names) process.on(name, callback);
      return () => {
        for (const name of names) process.off(name, callback);
      };
    },
    nonce: () => randomInt(1, 2 ** 47),
    exitNow: (code) => process.exit(code),
    prompts: terminalPrompts,
    liveDisplay,
    files: nodeFiles,
    network: networkProbe,
    version: version(),
  };
}
