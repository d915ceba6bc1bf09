import type { Command } from 'commander';
import { profileEntries } from '../../configuration/settings.js';
import { addHelp } from '../../help-command.js';
import type { Bind } from '../../session/context.js';

export function addConfigure(program: Command, bind: Bind): void {
  const configure = program
    .command('configure')
    // A word behind it is a command that there is none of, which is said then.
    .allowExcessArguments()
    .summary('set up profiles: region, key, protection list')
    .description(
      'Ask for settings and a key, and save them: settings in ~/.config/qcvm/config, the key in ' +
        '~/.tencentcloud/credentials, both readable only by you. A key in ~/.tccli or ~/.qcloudcli is used where it is. ' +
        '--profile names the profile.',
    );
  bind(configure, async (context) => (await import('./configure.js')).configure(context));
  const entries = Object.entries(profileEntries)
    .map(([name, meaning]) => `  ${name.padEnd(10)} ${meaning}`)
    .join('\n');
  configure.addHelpText('after', `\nEntries of a profile:\n${entries}`);
  bind(
    configure.command('list').description('show what is in effect, and where it comes from'),
    async (context) => (await import('./configure.js')).listConfiguration(context),
  );
  bind(
    configure.command('get').description('print an entry of the profile').argument('<entry>'),
    async (context, invoked) => (await import('./configure.js')).getEntry(context, invoked.args),
  );
  bind(
    configure
      .command('set')
      .description('write an entry of the profile')
      .argument('<entry>')
      .argument('<value>'),
    async (context, invoked) => (await import('./configure.js')).setEntry(context, invoked.args),
  );
  bind(
    configure.command('unset').description('remove an entry of the profile').argument('<entry>'),
    async (context, invoked) => (await import('./configure.js')).unsetEntry(context, invoked.args),
  );
  addHelp(configure);
}
