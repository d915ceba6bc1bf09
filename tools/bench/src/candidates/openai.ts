import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OpenCall } from './call.js';
import { credentials } from './shared-fleet.js';

interface Sdk {
  OpenAI: new (config: object) => {
    chat: { completions: { create(body: object): Promise<unknown> } };
  };
}

/** A short chat completion: nothing is signed, and nothing is stopped. A generated client of another kind of API. */
export const open: OpenCall = ({ port, directory = '.' }) => {
  const { OpenAI } = createRequire(join(directory, 'package.json'))('openai') as Sdk;
  const client = new OpenAI({ apiKey: credentials.secretKey, baseURL: `http://127.0.0.1:${port}/v1` });
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Stop ins-09dx96dg, please.' }] };
  return { work: () => client.chat.completions.create(body) };
};
