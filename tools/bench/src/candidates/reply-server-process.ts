import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../harness/child.js';
import type { Reply } from './replies.js';

answerParent(async (message) => {
  const { contentType, body } = message as Reply;
  const bytes = Buffer.from(body);
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length }).end(bytes);
    });
  });
  // A candidate's connections outlive the rounds of the others.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port };
});
