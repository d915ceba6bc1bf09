/**
 * What the other packages of this repository need of the client, and no program does. Not supported: it may change in any version,
 * and they are released together.
 */
// One way to say what a wrong name most likely meant.
export { didYouMean, hintAt } from './model/did-you-mean.js';
// How the vendor's tools write their files, read in one way.
export { iniLines, parseIni, readIniLine, type Ini, type IniLine } from './core/credentials/ini.js';
export { isProfileName } from './core/credentials/profile-formats.js';
export { decodeText } from './core/credentials/text-file.js';
// How long a call counts towards a quota, for other programs that count calls.
export { quotaWindow } from './core/quota-window.js';
// For servers of API 2.0 that pass on the calls of other programs.
export { relay, type RelayedCall, type RelayedResult } from './succession/relay.js';
