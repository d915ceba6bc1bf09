import type { ServerResponse } from 'node:http';
import type { Change } from '../../../core/changes.js';
import type { Emulator } from '../../../emulator/emulator.js';
import { machineRuntime } from '../../../core/runtime.js';
import type { ChangesMessage } from './bodies.js';

/** Between two messages, in milliseconds: a thousand requests a second are one repaint, not a thousand. */
const pace = 50;
/** A listener who has not read so many bytes is cut off; browsers come back by themselves. */
const tooFarBehind = 256 * 1024;

/** Tells open pages what has changed, as Server-Sent Events. Does nothing without listeners. */
export class EventStream {
  readonly #emulator: Emulator;
  readonly #responses = new Set<ServerResponse>();
  readonly #changed = new Set<Change['kind']>();
  #stop: (() => void) | undefined;
  #telling = false;
  #alarm: AbortController | undefined;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** Takes the response over until its reader goes away. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.write('retry: 1000\n\n');
    response.socket?.setNoDelay(true);
    this.#responses.add(response);
    response.once('close', () => {
      this.#responses.delete(response);
      if (this.#responses.size === 0) this.#rest();
    });
    this.#stop ??= this.#emulator.subscribe(({ kind }) => this.#note(kind));
    this.#wakeAtNextChange();
  }

  close(): void {
    for (const response of this.#responses) response.end();
    this.#rest();
  }

  #rest(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#alarm?.abort();
    this.#alarm = undefined;
  }

  #note(kind: Change['kind']): void {
    this.#changed.add(kind);
    if (kind !== 'request' && kind !== 'faults') this.#wakeAtNextChange();
    if (!this.#telling) void this.#tell();
  }

  async #tell(): Promise<void> {
    this.#telling = true;
    while (this.#changed.size > 0) {
      const message: ChangesMessage = { changed: [...this.#changed] };
      this.#changed.clear();
      const text = `data: ${JSON.stringify(message)}\n\n`;
      for (const response of this.#responses) {
        if (response.writableLength > tooFarBehind) response.destroy();
        else response.write(text);
      }
      await machineRuntime.sleep(pace);
    }
    this.#telling = false;
  }

  /**
   * On a clock that runs by itself instances change without a call: sleeps until the next one is due.
   * A clock that stands still announces when it is moved; sleeping on it could move it.
   */
  #wakeAtNextChange(): void {
    this.#alarm?.abort();
    this.#alarm = undefined;
    const { clock, instances } = this.#emulator;
    if (clock.mode === 'manual') return;
    const due = instances.nextChangeAt();
    if (due === undefined) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    clock.sleep(due - clock.now(), alarm.signal).then(
      () => this.#note('instances'),
      () => undefined,
    );
  }
}
