import type { Page } from './page.js';

/** The first documented input of an operation, as words of the command line, with an id that the emulator knows. */
function exampleWords(text: string): string {
  const json = /^Input:\s+```json\n([\s\S]*?)```/m.exec(text)?.[1];
  if (json === undefined) return '';
  const input = JSON.parse(json) as Record<string, unknown>;
  return Object.entries(input)
    .map(([name, value]) =>
      name === 'instanceIds'
        ? ` ${name}=$id`
        : ` ${name}=${Array.isArray(value) ? value.join(',') : String(value)}`,
    )
    .join('');
}

/** Adds to the page of an operation how to try it at once: the emulator in one terminal, curl in the other. */
export function withTryIt(page: Page): Page {
  const action = /^docs\/reference\/\w+\/(\w+)\.md$/.exec(page.source ?? '')?.[1];
  if (action === undefined) return page;
  const words = exampleWords(page.text);
  const choose = words.includes('$id') ? 'id=$(npx @qcvm/cli describe --output ids | head -n 1)\n' : '';
  const text = `## Try it

No account is needed. In one terminal, the emulator:

\`\`\`sh
npx @qcvm/cli emulate
\`\`\`

It prints four lines to paste into another terminal: where it listens, and a key. Then sign a call there and let \`curl\` send it:

\`\`\`sh
${choose}npx @qcvm/cli sign ${action}${words} --as curl | sh
\`\`\`

The fleet, the request and, if it was refused, why, are shown on <http://127.0.0.1:8787/_emulator/>.

`;
  const examples = page.text.search(/^## Examples$/m);
  const at = examples === -1 ? page.text.length : examples;
  return { ...page, text: `${page.text.slice(0, at)}${text}${page.text.slice(at)}` };
}
