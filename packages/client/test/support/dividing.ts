import { expect } from 'vitest';
import type { TransportRequest, TransportResponse } from '../../src/index.js';

export type Send = (request: TransportRequest) => Promise<TransportResponse>;

/**
 * What a request for a change came to. `limited`: the service did not take it; `failed`: it broke down, and the same request may
 * come again. `open`: it is not known.
 */
type CameTo = 'accepted' | 'refused' | 'limited' | 'failed' | 'open';

interface ChangeRequest {
  readonly ids: readonly string[];
  cameTo: CameTo;
}

interface Answer {
  readonly Response: {
    readonly Error?: { readonly Code: string };
    readonly InstanceSet?: readonly {
      readonly InstanceId: string;
      readonly InstanceState: string;
      readonly LatestOperationRequestId?: string | null;
    }[];
    readonly RequestId: string;
  };
}

/**
 * Watches the requests of one carried change. Each of them is:
 *
 * - for nothing but what the caller has asked for, and nothing twice in one request;
 * - for no instance that was accepted, that a look has shown unfit, or that was refused alone;
 * - after a refusal for all that a look has shown to be fit, or, where it is not allowed, for a part;
 * - after any later refusal for a part of what was refused, never for as much again;
 * - for nothing at all once the answer to one is not known.
 *
 * What is not so fails `verify`: what a transport throws would pass for a broken connection.
 */
export class Watch {
  readonly accepted = new Set<string>();
  readonly unfit = new Set<string>();
  readonly refusedAlone = new Set<string>();
  /** Requests whose end is not known were about these. */
  readonly open = new Set<string>();
  /** A look has shown that they were done by a request that was refused. */
  readonly done = new Set<string>();
  looks = 0;
  readonly #wanted: ReadonlySet<string>;
  readonly #from: string;
  readonly #requests: ChangeRequest[] = [];
  #fit: readonly string[] | undefined;
  #refusedBy: string | undefined;
  #fault: unknown;

  /** `from`: the state in which an instance is fit. */
  constructor(wanted: readonly string[], from: string) {
    this.#wanted = new Set(wanted);
    this.#from = from;
  }

  get requests(): readonly (readonly string[])[] {
    return this.#requests.map(({ ids }) => ids);
  }

  wrap(send: Send): Send {
    return async (sent) => {
      const action = sent.headers['x-tc-action'] ?? '';
      const { InstanceIds: ids = [] } = JSON.parse(sent.body ?? '{}') as { InstanceIds?: string[] };
      if (action === 'DescribeInstances') return this.#look(send, sent, ids);
      this.#note(() => this.#check(ids));
      const request: ChangeRequest = { ids, cameTo: 'open' };
      this.#requests.push(request);
      for (const id of ids) this.open.add(id);
      const response = await send(sent);
      const { Error: error, RequestId } = (JSON.parse(response.body) as Answer).Response;
      this.#refusedBy = RequestId;
      const code = error?.Code ?? '';
      const again = this.#requests.at(-2)?.cameTo === 'failed';
      if (code === '') request.cameTo = 'accepted';
      else if (code.startsWith('RequestLimitExceeded')) request.cameTo = again ? 'failed' : 'limited';
      else if (code === 'InternalError') request.cameTo = 'failed';
      // What broke down before may have been done then.
      else if (!again) request.cameTo = 'refused';
      if (!['open', 'failed'].includes(request.cameTo)) for (const id of ids) this.open.delete(id);
      if (request.cameTo === 'accepted') for (const id of ids) this.accepted.add(id);
      if (request.cameTo === 'refused' && ids.length === 1) this.refusedAlone.add(ids[0]!);
      return response;
    };
  }

  async #look(send: Send, sent: TransportRequest, ids: readonly string[]): Promise<TransportResponse> {
    this.#note(() => {
      expect(this.#requests.map(({ cameTo }) => cameTo).at(-1)).toBe('refused');
      expect(this.#fit).toBeUndefined();
      expect(new Set(ids)).toEqual(this.#wanted);
    });
    const response = await send(sent);
    const { InstanceSet } = (JSON.parse(response.body) as Answer).Response;
    if (InstanceSet === undefined) return response;
    this.looks++;
    const states = new Map(InstanceSet.map((item) => [item.InstanceId, item.InstanceState]));
    this.#fit = ids.filter((id) => states.get(id) === this.#from);
    for (const item of InstanceSet)
      if (item.LatestOperationRequestId === this.#refusedBy) this.done.add(item.InstanceId);
    this.#fit = this.#fit.filter((id) => !this.done.has(id));
    for (const id of ids) if (!this.#fit.includes(id)) this.unfit.add(id);
    return response;
  }

  /** Fails with the first request that must not have been sent. */
  verify(): void {
    if (this.#fault !== undefined) throw this.#fault as Error;
  }

  #note(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#fault ??= error;
    }
  }

  #check(ids: readonly string[]): void {
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(this.#wanted).toContain(id);
      for (const over of [this.accepted, this.unfit, this.refusedAlone]) expect(over).not.toContain(id);
    }
    const earlier = this.#requests.filter(({ cameTo }) => cameTo === 'accepted' || cameTo === 'refused');
    const last = this.#requests.at(-1);
    if (last?.cameTo === 'limited' || last?.cameTo === 'failed') return expect(ids).toEqual(last.ids);
    expect([...this.open]).toEqual([]);
    if (earlier.length === 0) expect(new Set(ids)).toEqual(this.#wanted);
    else if (earlier.length === 1 && this.#fit !== undefined) expect(ids).toEqual(this.#fit);
    else
      expect(
        earlier.some(
          (each) =>
            each.cameTo === 'refused' &&
            each.ids.length > ids.length &&
            ids.every((id) => each.ids.includes(id)),
        ),
      ).toBe(true);
  }
}
