import type { Environment } from './environment.js';

type Place = Pick<Environment, 'variable' | 'homeDirectory' | 'workingDirectory'>;

/** Joins with `/`, which every supported system understands. */
export const join = (...parts: readonly string[]): string => parts.join('/').replace(/([^:])\/{2,}/g, '$1/');

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);

/** `~` is the home directory; anything relative is taken from the working directory. */
export function resolvePath(place: Place, path: string): string {
  if (path === '~' || path.startsWith('~/')) return join(place.homeDirectory, path.slice(1));
  return isAbsolute(path) ? path : join(place.workingDirectory, path);
}

/** The home directory written as `~`, for messages. */
export function shortPath(place: Place, path: string): string {
  return path.startsWith(`${place.homeDirectory}/`) ? `~${path.slice(place.homeDirectory.length)}` : path;
}

/** A directory of the XDG base directory specification, with its default below the home directory. */
function xdg(place: Place, variable: string, fallback: string): string {
  const given = place.variable(variable) ?? '';
  // Relative paths are invalid by that specification.
  return isAbsolute(given) ? given : join(place.homeDirectory, fallback);
}

export const configurationPath = (place: Place): string => {
  const given = place.variable('QCVM_CONFIG_FILE') ?? '';
  return given === ''
    ? join(xdg(place, 'XDG_CONFIG_HOME', '.config'), 'qcvm', 'config')
    : resolvePath(place, given);
};

export const journalDirectory = (place: Place): string =>
  join(xdg(place, 'XDG_STATE_HOME', '.local/state'), 'qcvm', 'journal');

/** Where the certificate authority of bridges is kept. */
export const authorityPath = (place: Place): string =>
  join(xdg(place, 'XDG_STATE_HOME', '.local/state'), 'qcvm', 'bridge-authority.pem');

/** Where bridges keep the last second whose requests they let through. */
export const seenSecondPath = (place: Place): string =>
  join(xdg(place, 'XDG_STATE_HOME', '.local/state'), 'qcvm', 'bridge-last-second');
