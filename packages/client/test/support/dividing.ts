import { expect } from 'vitest';
import type { TransportRequest, TransportResponse } from '../../src/index.js';

export type Send = (request: TransportRequest) => Promise<TransportResponse>;

/**
 * What a request for a change came to. `limited`: the service did not take it; `failed`: it broke down, and the same request may
 * come again. `open`: it is not known.
 */
type CameTo = 'accepted' | 'refused' | 'limited' | 'failed' | 'open';

/** In which state an instance is fit, in which one while it changes, and whether it must not be changed twice. */
export interface FitFor {
  readonly state: string;
  readonly via: string;
  readonly once: boolean;
}

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
 * - of what must not be done twice, for nothing that a refused request was about, unless a look has shown it to be fit since;
 * - for nothing at all once the answer to one is not known.
 *
 * What is not so fails `verify`: what a transport throws would pass for a broken connection.
 */
export class Watch {
  readonly accepted = new Set<string>();
  readonly unfit = new Set<string>();
  /** A look has shown that they were changing, and not by which request. */
  readonly changing = new Set<string>();
  /** A look has left them out, and shown that a refused request was done for others. */
  readonly leftOut = new Set<string>();
  readonly refusedAlone = new Set<string>();
  /** Requests whose end is not known were about these. */
  readonly open = new Set<string>();
  /** A look has shown that they were done by a request that was refused. */
  readonly done = new Set<string>();
  looks = 0;
  readonly #wanted: ReadonlySet<string>;
  readonly #fitFor: FitFor;
  readonly #requests: ChangeRequest[] = [];
  #fit: readonly string[] | undefined;
  readonly #requestIds = new Set<string>();
  /** A refused request was about these, and no look has shown them to be fit since. */
  readonly #doubtful = new Set<string>();
  #fault: unknown;

  constructor(wanted: readonly string[], fitFor: FitFor) {
    this.#wanted = new Set(wanted);
    this.#fitFor = fitFor;
  }

  /** Refused requests for several. */
  get divided(): number {
    return this.#requests.filter(({ cameTo, ids }) => cameTo === 'refused' && ids.length > 1).length;
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
      this.#requestIds.add(RequestId);
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
      if (request.cameTo === 'refused') for (const id of ids) this.#doubtful.add(id);
      return response;
    };
  }

  async #look(send: Send, sent: TransportRequest, ids: readonly string[]): Promise<TransportResponse> {
    this.#note(() => {
      const refused = this.#requests.at(-1);
      expect(refused?.cameTo).toBe('refused');
      expect(ids).toEqual(refused?.ids);
      expect(ids.length).toBeGreaterThan(1);
    });
    const response = await send(sent);
    const { InstanceSet } = (JSON.parse(response.body) as Answer).Response;
    if (InstanceSet === undefined) return response;
    this.looks++;
    const states = new Map(InstanceSet.map((item) => [item.InstanceId, item.InstanceState]));
    this.#fit = ids.filter((id) => states.get(id) === this.#fitFor.state);
    for (const item of InstanceSet)
      if (this.#requestIds.has(item.LatestOperationRequestId ?? '')) this.done.add(item.InstanceId);
    this.#fit = this.#fit.filter((id) => !this.done.has(id) && !this.unfit.has(id));
    for (const id of this.#fit) this.#doubtful.delete(id);
    for (const id of ids) if (!this.#fit.includes(id)) this.unfit.add(id);
    for (const id of ids)
      if (states.get(id) === this.#fitFor.via && !this.done.has(id)) this.changing.add(id);
    const isInPart = ids.some((id) => this.done.has(id));
    for (const id of ids) if (isInPart && !states.has(id)) this.leftOut.add(id);
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
      if (this.#fitFor.once) expect(this.#doubtful).not.toContain(id);
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
