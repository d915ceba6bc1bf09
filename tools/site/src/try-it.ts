import type { Page } from './page.js';

/** The first documented input of an operation, as words of the command line: `instanceIds=ins-1,ins-2 forceStop=1`. */
function exampleWords(text: string): string {
  const json = /^Input:\s+```json\n([\s\S]*?)```/m.exec(text)?.[1];
  if (json === undefined) return '';
  const input = JSON.parse(json) as Record<string, unknown>;
  return Object.entries(input)
    .map(([name, value]) => ` ${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join('');
}

/** Adds to the page of an operation how to try it at once: the emulator in one terminal, curl in the other. */
export function withTryIt(page: Page): Page {
  const action = /^docs\/reference\/\w+\/(\w+)\.md$/.exec(page.source ?? '')?.[1];
  if (action === undefined) return page;
  const words = exampleWords(page.text);
  const ids = [...new Set(words.match(/\b(?:ins-|qcvm)[0-9a-z]+/g) ?? [])];
  const text = `## Try it

Without an account, against the emulator. In one terminal:

\`\`\`sh
npx @qcvm/cli emulate --port 8787${ids.map((id) => ` --instance ${id}`).join('')}
\`\`\`

In another, with the key that it prints, a signed request and \`curl\`:

\`\`\`sh
npx @qcvm/cli sign ${action}${words} --region ap-guangzhou --endpoint http://127.0.0.1:8787 --as curl | sh
\`\`\`

The fleet, the request and why it was refused, if it was, are shown on <http://127.0.0.1:8787/_emulator/>.

`;
  const examples = page.text.search(/^## Examples$/m);
  const at = examples === -1 ? page.text.length : examples;
  return { ...page, text: `${page.text.slice(0, at)}${text}${page.text.slice(at)}` };
}
