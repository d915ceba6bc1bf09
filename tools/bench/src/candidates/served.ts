import { request } from 'node:http';
import { listenBare } from '../baselines/bare-server.js';
import type { OpenWorkload } from '../harness/workload.js';
import { emulatorOf } from './emulator.js';
import type { Load } from './load.js';

export interface ServedOptions {
  readonly server: 'bare' | 'emulator';
  /** How many instances each call is about. */
  readonly count: number;
  /** Where the process that makes the calls is asked to. */
  readonly load: number;
}

/** A server that answers calls of another process. */
export const open: OpenWorkload<ServedOptions> = async ({ server, count, load }) => {
  const port = server === 'bare' ? await listenBare() : (await emulatorOf(count).listen()).port;
  return { batch: (calls) => ask(load, { port, calls, count }) };
};

const ask = (load: number, wanted: Load): Promise<void> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: load, method: 'POST' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(text))));
    });
    asking.on('error', reject);
    asking.end(JSON.stringify(wanted));
  });
