import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** npm's own commands, which need no script. */
const builtIn = new Set(['ci', 'install', 'i', 'test', 'start', 'pack', 'audit', 'view', 'exec']);

/** What is wrong with the commands of a block that is about the repository itself; nothing is run. */
export function unknownScripts(code: string, root: string): readonly string[] {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  const wrong: string[] = [];
  for (const command of code.split('\n').flatMap((line) => line.replace(/#.*/, '').split('&&'))) {
    const words = command.trim().split(/\s+/);
    if (words[0] === 'npm') {
      const name = words[1] === 'run' ? words[2] : words[1];
      if (name === undefined || (!(name in scripts) && !(words[1] !== 'run' && builtIn.has(name))))
        wrong.push(`there is no script for \`${command.trim()}\``);
    } else if (words[0]?.startsWith('.') && !existsSync(join(root, words[0])))
      wrong.push(`there is no ${words[0]}`);
  }
  return wrong;
}
