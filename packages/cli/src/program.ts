import { Command, CommanderError, Help, Option } from 'commander';
import { readSettings, type GlobalOptions, type Settings } from './configuration/settings.js';
import { usageError } from './environment/cli-error.js';
import type { Environment } from './environment/environment.js';
import { exitCodeHelp } from './environment/exit-codes.js';
import { styleFor } from './output/style.js';
import { wrapped } from './output/text.js';
import type { Bind, Context } from './session/context.js';
import { addApi } from './commands/api/api-command.js';
import { addConformance } from './commands/conformance/conformance-command.js';
import { addDescribe } from './commands/describe/describe-command.js';
import { addFleetCommands } from './commands/stop-start-restart/stop-start-restart-commands.js';
import { addOperations } from './commands/operation/operation-commands.js';
import { addFleet } from './commands/fleet/fleet-command.js';
import { addSign } from './commands/sign/sign-command.js';
import { addExplain } from './commands/explain/explain-command.js';
import { addBridge } from './commands/bridge/bridge-command.js';
import { addEmulate } from './commands/emulate/emulate-command.js';
import { addConfigure } from './commands/configure/configure-command.js';
import { addDoctor } from './commands/doctor/doctor-command.js';
import { addCompletion } from './commands/completion/completion-command.js';
import { addHelp, refuseHelpOnUnknown, refuseUnknownCommand } from './help-command.js';

/** What the commands of a program work with. */
export interface ProgramOptions {
  /** The command line. */
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly atSecondInterrupt: Context['atSecondInterrupt'];
  /** Hears the exit code of the command that ran. */
  readonly finish: (exitCode: number) => void;
}

const environmentHelp = `Environment:
  TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN
                     the key to sign with
  QCVM_REGION, QCVM_PROFILE, QCVM_API, QCVM_ENDPOINT, QCVM_OUTPUT
                     as the options of these names
  QCVM_ALLOW_PLAIN_HTTP, QCVM_ALLOW_UNKNOWN_REGION
                     1: as the options of these names
  QCVM_PROTECT       instances that are never stopped, and those of the profile
  QCVM_CONFIG_FILE   default: ~/.config/qcvm/config
  HTTPS_PROXY, NO_PROXY, NO_COLOR, FORCE_COLOR
                     as in other tools`;

function globalOptions(program: Command): void {
  program
    .option('-r, --region <region>', 'region, or several separated by commas')
    .option(
      '-p, --profile <name>',
      'profile of the configuration and of the credentials (default: "default")',
    )
    .addOption(
      new Option(
        '--api <version>',
        'API to send requests to (default: that of the endpoint, or 3.0)',
      ).choices(['2.0', '3.0']),
    )
    .option('--endpoint <url>', 'send requests here, such as to `qcvm emulate`')
    .option('--allow-plain-http', 'let --endpoint be http:// on a network that you trust')
    .option('--allow-unknown-region', 'let --region be one that this version of qcvm does not know')
    .addOption(
      new Option(
        '--signature-method <method>',
        'how requests are signed (default: HmacSHA256 over API 2.0, TC3-HMAC-SHA256 over API 3.0)',
      ).choices(['HmacSHA256', 'HmacSHA1', 'TC3-HMAC-SHA256']),
    )
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('-v, --verbose', 'report every request on stderr, without secrets');
}

/** `--version` prints it; with a version behind it, as `qcvm api` takes one, it is an option of that command. */
function addVersion(program: Command, { argv, version }: { argv: readonly string[]; version: string }): void {
  const option = new Option('-V, --version [version]', 'print the version of qcvm');
  // What help shows.
  option.flags = '-V, --version';
  program.addOption(option).on('option:version', (value?: string | null) => {
    // Of `qcvm api`, no value, nor that there is none, may be taken for a question about qcvm.
    const isOfApi = argv.some((word) => word === 'api' && word !== value);
    if (/^\d/.test(value ?? '') || isOfApi) return;
    program.configureOutput().writeOut?.(`${version}\n`);
    throw new CommanderError(0, 'commander.version', version);
  });
}

/** An option of all commands by its short name alone where the long one is an option of the command itself. */
function visibleGlobalOptions(command: Command): Option[] {
  const help = Object.assign(new Help(), { showGlobalOptions: true });
  const own = new Set(command.options.map(({ long }) => long));
  return help
    .visibleGlobalOptions(command)
    .map((option) =>
      option.short && own.has(option.long) ? new Option(option.short, option.description) : option,
    );
}

/** The grammar of the whole command line. Handlers are loaded when they are needed, not before. */
export function buildProgram(options: ProgramOptions): Command {
  const { argv, environment, signal, atSecondInterrupt, finish } = options;
  const program = new Command('qcvm');
  const { stdout, stderr } = environment;
  program
    .description('List, stop, start and restart Tencent Cloud CVM instances (API 2.0 and 3.0).')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('  Add --help for how to use it.')
    // The names of the commands take half of a terminal of 80 columns; what is said of them wraps in the other half.
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 30, visibleGlobalOptions })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => Math.min(stdout.columns ?? 80, 110),
      getErrHelpWidth: () => Math.min(stderr.columns ?? 80, 110),
      getOutHasColors: () => styleFor(environment, stdout).enabled,
      getErrHasColors: () => styleFor(environment, stderr).enabled,
      outputError: (text, write) => {
        const { red } = styleFor(environment, stderr);
        write(
          wrapped(text.split('\n'), stderr.columns)
            .join('\n')
            .replace(/^error:/, red('error:')),
        );
      },
    });
  addVersion(program, { argv, version: environment.version });
  refuseHelpOnUnknown(program);
  globalOptions(program);

  const bind: Bind = (command, handler) =>
    command.action(async () => {
      const [word] = command.args;
      if (command.commands.length > 0 && word !== undefined) refuseUnknownCommand(command, word);
      const options = program.opts<GlobalOptions & { readonly version?: string }>();
      if (options.version !== undefined && command.name() !== 'api')
        throw usageError(`${command.name()}: --version takes no value`);
      let settings: Promise<Settings> | undefined;
      finish(
        await handler(
          {
            environment,
            options,
            signal,
            atSecondInterrupt,
            style: {
              out: styleFor(environment, stdout, options.color),
              err: styleFor(environment, stderr, options.color),
            },
            settings: () => (settings ??= readSettings(environment, options)),
          },
          command,
        ),
      );
    });

  addDescribe(program, bind);
  addFleetCommands(program, bind);
  addFleet(program, bind);
  addApi(program, bind);
  addSign(program, bind);
  addExplain(program, bind);
  addConformance(program, bind);
  addEmulate(program, bind);
  addBridge(program, bind);
  addConfigure(program, bind);
  addDoctor(program, bind);
  addCompletion(program, bind);
  addHelp(program);
  addOperations(program, bind);
  program.addHelpText(
    'after',
    `\n${exitCodeHelp()}\n\n${environmentHelp}\n\nEvery command has its own --help.`,
  );
  return program;
}
