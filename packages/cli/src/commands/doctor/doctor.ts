import type { Credentials, Transport } from '@qcvm/client';
import { newerEndpoint } from '../../configuration/api.js';
import { usageError } from '../../environment/cli-error.js';
import type { Settings } from '../../configuration/settings.js';
import { connect, endpointOf, transportFor } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { keyText, lookForKey } from '../../session/credentials.js';
import { exitCodes, type ExitCode } from '../../environment/exit-codes.js';
import { duration } from '../../output/numbers.js';
import { configurationPath, join, shortPath } from '../../environment/paths.js';
import { messageOf, presentError } from '../../output/present-error.js';
import { wrapped } from '../../output/text.js';

/** The result of a check. `note`: no action is needed. */
interface Check {
  readonly result: 'good' | 'bad' | 'warning' | 'note';
  readonly what: string;
  readonly found: string;
  /** What to do about it, a line for each part. */
  readonly advice?: readonly string[];
  readonly exitCode?: ExitCode;
}

const good = (what: string, found: string): Check => ({ result: 'good', what, found });
const note = (what: string, found: string): Check => ({ result: 'note', what, found });
const bad = (what: string, found: string, mend: Pick<Check, 'advice' | 'exitCode'>): Check => ({
  result: 'bad',
  what,
  found,
  ...mend,
});

/** Certificates that end this soon deserve a word. */
const soon = 14 * 86_400_000;
/** Below this, no page of the documentation would complain. */
const toleratedOffset = 60_000;

/** Before what was found: a mark of 4 columns, and what was checked, in 12. */
const indent = ' '.repeat(18);

/** `qcvm doctor`. */
export async function doctor(context: Context): Promise<number> {
  const settings = await context.settings();
  const { stdout } = context.environment;
  const { green, red, yellow, dim, bold } = context.style.out;
  const marks = { good: green('ok  '), bad: red('FAIL'), warning: yellow('warn'), note: dim('note') };
  let exitCode: ExitCode = exitCodes.success;
  for await (const { result, what, found, advice = [], exitCode: code } of checks(context, settings)) {
    const lines = [found, ...advice].map((text) => indent + text);
    const [first = '', ...rest] = wrapped(lines, stdout.columns);
    const head = `${marks[result]} ${bold(what.padEnd(12))} ${first.slice(indent.length)}`;
    await stdout.write(`${[head, ...rest].join('\n')}\n`);
    if (result === 'bad' && exitCode === exitCodes.success) exitCode = code ?? exitCodes.refused;
  }
  return exitCode;
}

async function* checks(context: Context, settings: Settings): AsyncGenerator<Check> {
  const endpoint = await endpointOf(settings);
  if (!URL.canParse(endpoint)) throw usageError(`${JSON.stringify(endpoint)} is not a URL`);
  const url = new URL(endpoint);
  yield* settingsChecks(context, settings, url);
  const credentials = yield* credentialsChecks(context, settings);
  yield* networkChecks(context, url);
  if (credentials === undefined) {
    yield note('call', 'not made: there is no key to sign it with');
    return;
  }
  yield* callChecks(context, settings);
}

async function* settingsChecks(context: Context, settings: Settings, url: URL): AsyncGenerator<Check> {
  const { environment } = context;
  const path = configurationPath(environment);
  const exists = (await environment.files.read(path)) !== undefined;
  yield note(
    'settings',
    `profile ${settings.profile}, ${exists ? '' : 'no '}${shortPath(environment, path)}`,
  );
  yield settings.regions.length === 0
    ? bad('region', 'none is set', {
        advice: ['Use --region ap-guangzhou, set QCVM_REGION, or run `qcvm configure`.'],
        exitCode: exitCodes.usage,
      })
    : good('region', settings.regions.join(', '));
  yield note('endpoint', `${url.href} (API ${settings.api})`);
}

const keyFiles = ['.tencentcloud/credentials', '.qcloudcli/credentials'];

async function* credentialsChecks(
  context: Context,
  settings: Settings,
): AsyncGenerator<Check, Credentials | undefined> {
  const { environment } = context;
  for (const file of [...keyFiles, `.tccli/${settings.profile}.credential`]) {
    const path = join(environment.homeDirectory, file);
    const mode = await environment.files.mode(path);
    if (mode !== undefined && (mode & 0o077) !== 0) {
      yield {
        result: 'warning',
        what: 'key file',
        found: `${shortPath(environment, path)} can be read by others`,
        advice: [`chmod 600 ${shortPath(environment, path)}`],
      };
    }
  }
  const found = await lookForKey(context, settings);
  if (!('reasons' in found)) {
    yield good('credentials', keyText(found));
    return found.credentials;
  }
  yield bad('credentials', 'none found', {
    advice: [
      'Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `qcvm configure`.',
      ...found.reasons,
    ],
    exitCode: exitCodes.credentials,
  });
  return undefined;
}

/** Whether a host is written as an address: the parser of URLs has brought every way to write one into these. */
const isAddress = ({ hostname }: URL): boolean =>
  hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname);

async function* networkChecks(context: Context, url: URL): AsyncGenerator<Check> {
  const { environment } = context;
  const { proxyFromEnvironment } = await import('@qcvm/client/node');
  const proxy = proxyFromEnvironment((name) => environment.variable(name))(url);
  if (proxy !== undefined) {
    const shown = URL.canParse(proxy) ? new URL(proxy).host : 'an address that is no URL';
    yield note('proxy', `${shown} (HTTPS_PROXY); it does the DNS and sees only the host`);
    return;
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  try {
    // An address is asked of no name server.
    if (!isAddress(url)) {
      const addresses = await environment.network.lookup(host);
      yield good('DNS', `${host} is ${addresses.slice(0, 3).join(', ')}`);
    }
  } catch (error) {
    yield bad('DNS', messageOf(error), {
      advice: ['Check the network and the name server; behind a proxy, set HTTPS_PROXY.'],
      exitCode: exitCodes.unreachable,
    });
    return;
  }
  if (url.protocol !== 'https:') {
    yield note('TLS', 'not used: plain HTTP');
    return;
  }
  try {
    const { protocol, validTo, issuer } = await environment.network.tls(host, Number(url.port || 443));
    const left = Date.parse(validTo) - environment.now();
    yield {
      result: left < soon ? 'warning' : 'good',
      what: 'TLS',
      found: `${protocol}, certificate of ${issuer}, valid until ${validTo}`,
    };
  } catch (error) {
    yield bad('TLS', messageOf(error), {
      advice: [
        'Something between here and the service may be opening TLS. NODE_EXTRA_CA_CERTS names further authorities.',
      ],
      exitCode: exitCodes.unreachable,
    });
  }
}

/** Passes requests on and keeps the Date of the last answer. */
function watched(transport: Transport): { transport: Transport; date: () => number | undefined } {
  let date: number | undefined;
  return {
    transport: {
      async send(request) {
        const response = await transport.send(request);
        const parsed = Date.parse(response.headers['date'] ?? '');
        date = Number.isNaN(parsed) ? undefined : parsed;
        return response;
      },
    },
    date: () => date,
  };
}

async function* callChecks(context: Context, settings: Settings): AsyncGenerator<Check> {
  const { environment, signal } = context;
  const { transport, date } = watched(await transportFor(context));
  const region = settings.regions[0] ?? 'ap-guangzhou';
  const { cvm } = await connect(context, settings, { region, config: { retry: false, transport } });
  const before = environment.now();
  let failure: Check | undefined;
  let found = '';
  try {
    const { totalCount } = await cvm.describeInstances({ limit: 1 }, { signal });
    found = `DescribeInstances in ${region}: ${totalCount} in all, ${duration(environment.now() - before)}`;
  } catch (error) {
    const { exitCode, lines } = presentError(error, {
      style: { ...context.style.out, red: (text) => text },
      goal: settings,
    });
    const [first = '', ...rest] = lines.map((line) => line.trim());
    failure = bad('call', first.replace(/^error: /, ''), {
      advice: rest,
      exitCode,
    });
  }
  const server = date();
  if (server === undefined) {
    yield note('clock', 'not compared: no answer told the time');
  } else {
    // The header has whole seconds, and the answer took its time.
    const offset = (before + environment.now()) / 2 - server - 500;
    const found =
      Math.abs(offset) < 1500
        ? 'agrees with that of the service'
        : `${duration(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} that of the service`;
    const advice = ['Set the clock of this machine right (NTP): signatures carry the time.'];
    yield Math.abs(offset) > toleratedOffset ? bad('clock', found, { advice }) : good('clock', found);
  }
  yield failure ?? good('call', found);
  yield await otherApi(context, settings, { region, asWell: failure === undefined });
}

/** Whether the other API answers for this account: only a note, as nothing is sent to it. `asWell`: the one in use has answered. */
async function otherApi(
  context: Context,
  settings: Settings,
  { region, asWell }: { readonly region: string; readonly asWell: boolean },
): Promise<Check> {
  const api = settings.api === '3.0' ? '2.0' : '3.0';
  const endpoint = api === '3.0' ? newerEndpoint(settings.endpoint) : settings.endpoint;
  const other = { ...settings, api, endpoint, signatureMethod: undefined } as const;
  const what = `API ${api}`;
  try {
    const transport = await transportFor(context);
    const { cvm } = await connect(context, other, { region, config: { retry: false, transport } });
    await cvm.describeInstances({ limit: 1 }, { signal: context.signal });
    // An endpoint with the path of API 2.0 decides for that one.
    const decides = settings.endpoint !== undefined && endpoint !== new URL(settings.endpoint).href;
    const use = api === '3.0' && decides ? `--endpoint ${endpoint}` : `--api ${api}`;
    return note(what, `${asWell ? 'answers as well' : 'answers for this account'}: ${use}`);
  } catch (error) {
    const { code, category } = error as { readonly code?: unknown; readonly category?: unknown };
    const isCode = typeof code === 'number' || typeof code === 'string';
    const reason = isCode ? `code ${code}` : 'no usable answer';
    if (category === 'authorization' && code !== 4300)
      return note(what, `answers, but this key may not call DescribeInstances: ${reason}`);
    if (!isCode || category === 'server' || category === 'quota')
      return note(what, `not known whether it answers for this account: ${reason}`);
    return note(what, `does not answer for this account: ${reason}`);
  }
}
