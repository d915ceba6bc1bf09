import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const types = { html: 'text/html', js: 'text/javascript' };

/** Serves `dist` on loopback, where browsers allow service workers without a certificate. */
export async function serve(port = 0) {
  const server = createServer(async ({ url }, response) => {
    const name = /^\/([a-zA-Z]+\.(html|js))?$/.exec(url)?.[1] ?? (url === '/' ? 'index.html' : undefined);
    const content = name && (await readFile(`${import.meta.dirname}/dist/${name}`).catch(() => undefined));
    if (!content) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[name.split('.')[1]] }).end(content);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log((await serve(8080)).url);
