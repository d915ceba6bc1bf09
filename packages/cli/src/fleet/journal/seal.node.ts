import { createHash } from 'node:crypto';

/** `,"check":"0123456789abcdef"}` */
const sealShape = /^,"check":"([0-9a-f]{16})"\}$/;
const sealBytes = 28;

/**
 * The checksums of a journal: each is over its own line and the checksum before it, so that no line can be changed,
 * lost, doubled or moved unseen.
 */
export class Seals {
  #last = 'qcvm journal 2';

  /** A line with its checksum as the last field, and the line end. */
  seal(line: object): string {
    const text = JSON.stringify(line).slice(0, -1);
    this.#last = this.#over(text);
    return `${text},"check":"${this.#last}"}\n`;
  }

  /** The line behind a checksum that is right, as JSON; `undefined` for any other bytes. */
  open(bytes: Uint8Array): string | undefined {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const check = sealShape.exec(whole.toString('latin1', Math.max(0, whole.length - sealBytes)))?.[1];
    if (check === undefined) return undefined;
    const text = whole.subarray(0, -sealBytes);
    if (this.#over(text) !== check) return undefined;
    this.#last = check;
    return `${text.toString('utf8')}}`;
  }

  #over(text: string | Uint8Array): string {
    return createHash('sha256').update(`${this.#last}\n`).update(text).digest('hex').slice(0, 16);
  }
}

/**
 * Whether bytes without a line end are a whole line, or one and something behind it. A write that was cut off leaves
 * less: this is a line whose end was damaged.
 */
export const isWholeLine = (bytes: Uint8Array): boolean =>
  /,"check":"[0-9a-f]{16}"\}[^]/.test(Buffer.from(bytes).toString('latin1'));
