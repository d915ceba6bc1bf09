import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What came back on a connection until it ended. */
export interface Received {
  readonly text: string;
  /** Whole answers, in order. */
  readonly answers: readonly { readonly status: number; readonly head: string; readonly body: string }[];
}

/** Sends bytes as they are, and collects everything until the server ends the connection. */
export function exchangeBytes(
  port: number,
  bytes: string | Buffer | ((socket: Socket) => void),
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.once('connect', () => (typeof bytes === 'function' ? bytes(socket) : socket.write(bytes)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(received(Buffer.concat(chunks))));
  });
}

function received(bytes: Buffer): Received {
  const text = bytes.toString('latin1');
  const answers: { status: number; head: string; body: string }[] = [];
  let rest = text;
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) break;
    const head = rest.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    answers.push({
      status: Number(head.split(' ')[1]),
      head,
      body: Buffer.from(rest.slice(end + 4, end + 4 + length), 'latin1').toString('utf8'),
    });
    rest = rest.slice(end + 4 + length);
  }
  return { text, answers };
}
