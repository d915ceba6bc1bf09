import { resolveApi } from '../../configuration/api.js';
import { usageError } from '../../environment/cli-error.js';
import { existingRegion } from '../../configuration/other-tools.js';
import { editIni, editKeys } from '../../configuration/ini.js';
import {
  allowsUnknownRegion,
  isProfileEntry,
  profileEntries,
  readConfiguration,
  type ProfileEntry,
} from '../../configuration/settings.js';
import type { Context } from '../../session/context.js';
import { lookForKey, shortId, type FoundCredentials } from '../../session/credentials.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { outputFormats, parseFormat } from '../../output/records.js';
import { protectionList } from '../../targets/protection/protection.js';
import { count } from '../../output/numbers.js';
import { configurationPath, join, shortPath } from '../../environment/paths.js';
import { refuseUnknownRegions, type RegionRules } from '../../configuration/refuse-unknown-regions.js';
import { isKnownRegion, knownRegions, parseRegions } from '../../configuration/regions.js';

async function profileOf(context: Context): Promise<string> {
  const { options, environment } = context;
  const profile =
    options.profile ||
    environment.variable('QCVM_PROFILE') ||
    environment.variable('TENCENTCLOUD_PROFILE') ||
    'default';
  const { isProfileName } = await import('@qcvm/client/internal');
  if (!isProfileName(profile) || /[\]#;]|^\s|\s$/.test(profile)) {
    throw usageError(
      `${JSON.stringify(profile)} is not a profile name`,
      'It becomes a part of a file’s name and the title of a section: use none of / \\ ] # ; and no space at an end.',
    );
  }
  return profile;
}

/** What the profile says of an entry: several values where `protect` has several lines. */
async function valuesOf(context: Context, entry: ProfileEntry): Promise<readonly string[]> {
  const { profiles } = await readConfiguration(context.environment);
  const entries = profiles.get(await profileOf(context)) ?? [];
  return entries.flatMap(({ name, value }) => (name === entry ? value : []));
}

/** Refuses a profile that is nowhere, as reading the settings does; but for the rest of what is wrong with one that is there. */
async function needProfile(context: Context): Promise<void> {
  const { profiles } = await readConfiguration(context.environment);
  if (!profiles.has(await profileOf(context))) await context.settings();
}

async function writeEntries(
  context: Context,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { environment } = context;
  const path = configurationPath(environment);
  const text = (await environment.files.read(path)) ?? '';
  await environment.files.writePrivate(path, editIni(text, await profileOf(context), changes));
}

function needEntry(name: string | undefined): ProfileEntry {
  if (name !== undefined && isProfileEntry(name)) return name;
  throw usageError(
    `configure: ${JSON.stringify(name ?? '')} is not an entry`,
    `Entries are ${Object.keys(profileEntries).join(', ')}. Keys are written by \`qcvm configure\`, never on a command line.`,
  );
}

/** What may be written into an entry: nothing that a later command would refuse. */
async function checkEntry(name: ProfileEntry, value: string): Promise<string> {
  if (/[\r\n]/.test(value)) throw usageError(`configure: ${name} is one line`);
  switch (name) {
    case 'region':
      return parseRegions(value, 'region').join(',');
    case 'output':
      return parseFormat(value, 'output');
    case 'endpoint':
      // What the client refuses now, it would refuse in every later command.
      (await import('@qcvm/client')).createClient({}, { region: 'ap-guangzhou', endpoint: value });
      return value;
    case 'api':
    case 'protect':
      return value;
  }
}

/** `qcvm configure get`. */
export async function getEntry(context: Context, [name]: readonly string[]): Promise<number> {
  const entry = needEntry(name);
  await needProfile(context);
  const values = await valuesOf(context, entry);
  for (const value of values) await context.environment.stdout.write(`${value}\n`);
  return values.length > 0 ? exitCodes.success : exitCodes.refused;
}

type Latest = (name: ProfileEntry) => Promise<readonly string[]>;

/** What decides on regions of the profile. */
async function regionRules(context: Context, latest: Latest): Promise<RegionRules> {
  const [named] = await latest('api');
  const [endpoint] = await latest('endpoint');
  return {
    api: resolveApi({ named: named === undefined ? undefined : ['api', named], endpoint }),
    endpoint,
    allowUnknownRegion: allowsUnknownRegion(context.environment, context.options),
  };
}

/** Regions as they are typed. */
function readRegions(text: string, source: string, rules: RegionRules): readonly string[] {
  const regions = parseRegions(text, source);
  refuseUnknownRegions(
    regions.map((region) => ({ region, source })),
    rules,
  );
  return regions;
}

/** Refuses an entry that contradicts the others of the profile: every later command would. */
async function checkProfile(context: Context, entry: ProfileEntry, value: string): Promise<void> {
  if (entry === 'output' || (entry === 'region' && parseRegions(value).every(isKnownRegion))) return;
  const latest: Latest = async (name) => (name === entry ? [value] : valuesOf(context, name));
  const rules = await regionRules(context, latest);
  if (entry !== 'protect') for (const text of await latest('region')) readRegions(text, 'region', rules);
  if (entry === 'region') return;
  const protect = (await latest('protect')).map((text) => ({ text, source: 'protect' }));
  await protectionList(context.environment, { ...rules, protect });
}

/** `qcvm configure set`. */
export async function setEntry(context: Context, [name, given = '']: readonly string[]): Promise<number> {
  const entry = needEntry(name);
  const value = await checkEntry(entry, given);
  await checkProfile(context, entry, value);
  await writeEntries(context, { [entry]: value });
  return exitCodes.success;
}

/** `qcvm configure unset`. */
export async function unsetEntry(context: Context, [name]: readonly string[]): Promise<number> {
  const entry = needEntry(name);
  await needProfile(context);
  await writeEntries(context, { [entry]: undefined });
  return exitCodes.success;
}

async function findKey(context: Context): Promise<FoundCredentials | undefined> {
  const found = await lookForKey(context, await context.settings());
  return 'reasons' in found ? undefined : found;
}

/** `qcvm configure list`. */
export async function listConfiguration(context: Context): Promise<number> {
  const { environment, style } = context;
  const settings = await context.settings();
  const path = shortPath(environment, configurationPath(environment));
  const key = await findKey(context);
  const listed = await protectionList(
    environment,
    { protect: settings.protect },
    { allowUnmatchedProtect: true },
  );
  const rows: [string, string][] = [
    ['profile', settings.profile],
    ['file', path],
    ['region', settings.regions.join(',') || '(none)'],
    ['output', settings.output ?? 'table'],
    ['api', settings.api],
    ['endpoint', settings.endpoint ?? '(the service)'],
    [
      'protect',
      listed.length === 0
        ? '(none)'
        : `${count(listed.length)} ids from ${settings.protect.map(({ source }) => source).join(', ')}`,
    ],
    ['key', key === undefined ? '(none found)' : `${shortId(key.credentials)} from: ${key.source}`],
  ];
  for (const [name, value] of rows)
    await environment.stdout.write(`${style.out.bold(name.padEnd(9))} ${value}\n`);
  return exitCodes.success;
}

const notEmpty = (answer: string): string | undefined => (answer.trim() === '' ? 'It is empty.' : undefined);
const keyShape = (answer: string): string | undefined =>
  /^[\x21-\x7e]+$/.test(answer.trim()) ? undefined : 'That is not a key: no spaces, no special characters.';

/** `qcvm configure`: asks, and writes. */
export async function configure(context: Context): Promise<number> {
  const { environment } = context;
  const { stdin, stderr, prompts, homeDirectory } = environment;
  const profile = await profileOf(context);
  if (!stdin.isTerminal || !stderr.isTerminal) {
    throw usageError(
      'configure: questions need a terminal',
      'Use `qcvm configure set region ap-guangzhou` and the like; keys go into TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY or ~/.tencentcloud/credentials.',
    );
  }
  const [before] = await valuesOf(context, 'region');
  const rules = await regionRules(context, (name) => valuesOf(context, name));
  const region = await prompts.text(`Region of profile ${profile} (several separated by commas)`, {
    initial: before ?? (await existingRegion(environment, profile)) ?? knownRegions[0] ?? '',
    validate: (answer) => {
      try {
        readRegions(answer, 'Region', rules);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : 'That is not a region.';
      }
    },
  });
  const output = await prompts.select(
    'How describe prints',
    outputFormats.map((format) => ({ value: format, label: format })),
  );
  await writeEntries(context, { region: parseRegions(region).join(','), output });
  await stderr.write(`Wrote ${shortPath(environment, configurationPath(environment))}\n`);

  const key = await findKey(context);
  if (
    key !== undefined &&
    !(await prompts.confirm(
      `There is a key (${shortId(key.credentials)}, from: ${key.source}). Enter another one?`,
    ))
  ) {
    return exitCodes.success;
  }
  const secretId = (
    await prompts.text('SecretId', { validate: (answer) => notEmpty(answer) ?? keyShape(answer) })
  ).trim();
  const secretKey = (
    await prompts.secret('SecretKey (not shown)', {
      validate: (answer) => notEmpty(answer) ?? keyShape(answer),
    })
  ).trim();
  const path = join(homeDirectory, '.tencentcloud/credentials');
  const text = (await environment.files.read(path)) ?? '';
  await environment.files.writePrivate(
    path,
    editKeys(text, profile, { secret_id: secretId, secret_key: secretKey, token: undefined }),
  );
  await stderr.write(
    `Wrote ${shortPath(environment, path)}, readable by you alone. Check it with: qcvm doctor\n`,
  );
  return exitCodes.success;
}
