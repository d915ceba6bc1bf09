/** What Deno has of `node:https` keeps a program from ending after a call was aborted. */
export { createOwnTransport } from './own.web.js';
