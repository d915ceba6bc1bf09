import { answerOf, gatewayPage } from '../protocols/v2/answer.js';
import type { CompleteAnswer, IncomingCall, OutgoingAnswer } from './call.js';
import type { Changes } from './changes.js';
import type { NamedCheck } from '../protocols/v2/checks/checks.js';
import { nonceUse } from '../protocols/v2/checks/freshness.js';
import type { Exchange, Refusal } from '../protocols/v2/exchange.js';
import type { UnexpectedCalls } from './expectations/unexpected-calls.js';
import type { Fault } from './faults/rule.js';
import type { FaultStore, Hits } from './faults/store.js';
import { formOf } from '../protocols/v2/form.js';
import type { Form } from '../protocols/v2/form.js';
import type { LoggedOutcome } from './log/entry.js';
import type { Entry, Log, LoggedCall } from './log/log.js';
import type { World } from '../emulator/world.js';

/** What the engine is made of, besides the world that answers depend on. */
export interface EngineParts {
  readonly world: World;
  readonly checks: readonly NamedCheck[];
  readonly faults: FaultStore;
  readonly log: Log;
  readonly unexpected: UnexpectedCalls;
  readonly changes: Changes;
}

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** The faults that hit one call, by kind and moment. */
class Weather {
  readonly names: readonly string[];
  readonly #faults: readonly Fault[];

  constructor(hits: Hits | undefined) {
    this.#faults = hits?.faults ?? [];
    this.names = hits?.names ?? [];
  }

  of<Kind extends Fault['kind']>(kind: Kind, when?: 'before' | 'after'): FaultOf<Kind> | undefined {
    return this.#faults.find(
      (fault): fault is FaultOf<Kind> =>
        fault.kind === kind &&
        (when === undefined || (('when' in fault ? fault.when : undefined) ?? 'before') === when),
    );
  }
}

const clear = new Weather(undefined);

/** One delivery of a call on its way. */
interface Delivery {
  readonly call: IncomingCall;
  readonly form: Form;
  readonly weather: Weather;
}

/** The engine behind every door: checks a call, lets it act, and writes down what became of it. */
export class Engine {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  handle(call: IncomingCall): Promise<OutgoingAnswer> {
    const form = formOf(call);
    const hits = this.#parts.faults.hit(form);
    if (!hits) return this.#serve({ call, form, weather: clear });
    return this.#serveInWeather({ call, form, weather: new Weather(hits) });
  }

  async #serveInWeather(delivery: Delivery): Promise<OutgoingAnswer> {
    return (await this.#before(delivery)) ?? this.#after(await this.#deliver(delivery), delivery);
  }

  /** What happens to a call before it has an effect: an answer if it never has one. */
  async #before(delivery: Delivery): Promise<OutgoingAnswer | undefined> {
    const { call, weather } = delivery;
    const now = this.#now(weather);
    if (weather.of('unreachable'))
      return this.#lost(delivery, { reached: false, reason: 'the service could not be reached' });
    const latency = weather.of('latency', 'before');
    if (latency) await this.#parts.world.clock.sleep(latency.milliseconds, call.signal);
    if (weather.of('drop', 'before'))
      return this.#lost(delivery, { reached: true, reason: 'the connection ended without an answer' });
    const gateway = weather.of('gateway', 'before');
    if (gateway) {
      const page = gatewayPage(gateway.status ?? 502, now);
      this.#note(delivery, {
        outcome: { kind: 'faulty', status: page.status, reason: 'a gateway answered' },
      });
      return page;
    }
    const code = weather.of('code', 'before');
    return code && this.#answerCode(code, delivery);
  }

  /** The network may deliver a call twice; each delivery is served, and logged, by itself. */
  async #deliver(delivery: Delivery): Promise<CompleteAnswer> {
    const first = await this.#serve(delivery);
    const duplicate = delivery.weather.of('duplicate');
    if (!duplicate) return first;
    const second = await this.#serve(delivery);
    return duplicate.answer === 'second' ? second : first;
  }

  /** What happens to an answer on its way back. */
  async #after(answer: CompleteAnswer, { call, weather }: Delivery): Promise<OutgoingAnswer> {
    const now = this.#now(weather);
    const latency = weather.of('latency', 'after');
    if (latency) await this.#parts.world.clock.sleep(latency.milliseconds, call.signal);
    if (weather.of('drop', 'after')) {
      return {
        kind: 'dropped',
        reached: true,
        reason: 'the connection ended without an answer, after the effect',
      };
    }
    const gateway = weather.of('gateway', 'after');
    if (gateway) return gatewayPage(gateway.status ?? 502, now);
    const code = weather.of('code', 'after');
    if (code) return this.#codeAnswer(code, now);
    const cut = weather.of('cut');
    if (!cut) return answer;
    const bytes = new TextEncoder().encode(answer.body);
    const keep = Math.min(cut.keep ?? Math.floor(bytes.length / 2), bytes.length);
    return {
      ...answer,
      kind: 'cut',
      // A character cut in two is left out: a text cannot hold half of one.
      body: new TextDecoder().decode(bytes.subarray(0, keep), { stream: true }),
      announcedLength: bytes.length,
    };
  }

  /** Checks one delivery and runs its operation. From the signature on, all happens in one step. */
  async #serve(delivery: Delivery): Promise<CompleteAnswer> {
    const { call, form, weather } = delivery;
    const { world, checks, log } = this.#parts;
    const exchange: Exchange = {
      call,
      form,
      id: log.nextId(),
      now: this.#now(weather),
      partialFailure: weather.of('partialFailure'),
      timestamp: NaN,
    };
    for (const { name, check } of checks) {
      const verdict = check(exchange, world);
      const refusal = verdict instanceof Promise ? await verdict : verdict;
      if (refusal) return this.#refuse(refusal, { by: name, exchange, delivery });
    }
    return this.#run(exchange, delivery);
  }

  #run(exchange: Exchange, delivery: Delivery): CompleteAnswer {
    const { world, changes } = this.#parts;
    const { operation, now } = exchange;
    if (!operation) throw new Error('an operation runs only after every check has passed');
    const result = operation.run(exchange, world);
    if (!world.behaviour.refusedRequestUsesNonce) world.nonces.add(nonceUse(exchange));
    const { code, message, codeDesc } = result;
    const status = code === 0 ? 200 : world.behaviour.failureHttpStatus;
    const answered = { kind: 'answered', status, code, message } as const;
    const described = codeDesc === undefined ? answered : { ...answered, codeDesc };
    this.#note(delivery, {
      outcome: code === 0 ? described : { ...described, refusedBy: 'operation' },
      exchange,
      results: result.results,
    });
    if (result.changed) changes.announce({ kind: 'instances' });
    return answerOf(result, { behaviour: world.behaviour, now });
  }

  #refuse(
    refusal: Refusal,
    { by, exchange, delivery }: { by: string; exchange: Exchange; delivery: Delivery },
  ): CompleteAnswer {
    const { world, unexpected } = this.#parts;
    const { code, message, codeDesc } = refusal;
    const note = (outcome: LoggedOutcome): void => this.#note(delivery, { outcome, exchange });
    if (refusal.unexpected && unexpected.matters) {
      note({ kind: 'unexpected', message });
      unexpected.report({ exchange, message });
    } else {
      note({
        kind: 'answered',
        status: world.behaviour.failureHttpStatus,
        code,
        message,
        ...(codeDesc === undefined ? {} : { codeDesc }),
        refusedBy: by,
      });
    }
    return answerOf(
      { code, message, fields: {}, ...(codeDesc === undefined ? {} : { codeDesc }) },
      { behaviour: world.behaviour, now: exchange.now },
    );
  }

  #answerCode(fault: FaultOf<'code'>, delivery: Delivery): CompleteAnswer {
    const answer = this.#codeAnswer(fault, this.#now(delivery.weather));
    this.#note(delivery, {
      outcome: {
        kind: 'answered',
        status: answer.status,
        code: fault.code,
        message: fault.message ?? '',
        refusedBy: 'fault',
      },
    });
    return answer;
  }

  #codeAnswer({ code, codeDesc, message }: FaultOf<'code'>, now: number): CompleteAnswer {
    const { world } = this.#parts;
    const meaning = world.operations.service.errors[code]?.meaning ?? 'injected failure';
    return answerOf(
      { code, message: message ?? meaning, fields: {}, ...(codeDesc === undefined ? {} : { codeDesc }) },
      { behaviour: world.behaviour, now },
    );
  }

  #lost(delivery: Delivery, { reached, reason }: { reached: boolean; reason: string }): OutgoingAnswer {
    this.#note(delivery, { outcome: { kind: 'dropped', reason } });
    return { kind: 'dropped', reached, reason };
  }

  /** The service's time: the clock's, unless a fault has it go wrong. */
  #now(weather: Weather): number {
    return this.#parts.world.clock.now() + (weather.of('clockSkew')?.seconds ?? 0) * 1000;
  }

  #note(
    { call, form, weather }: Delivery,
    { outcome, exchange, results }: Pick<Entry, 'outcome' | 'results'> & { exchange?: Exchange },
  ): void {
    const { log, changes, world } = this.#parts;
    const id = exchange?.id ?? log.nextId();
    log.add({
      id,
      at: world.clock.now(),
      call: withoutSignal(call),
      action: form.parameters['Action'],
      account: exchange?.account?.id,
      input: exchange?.input,
      outcome,
      results,
      faults: weather.names,
    });
    changes.announce({ kind: 'request', id });
  }
}

/** A call as it can be kept: neither its headers nor its signal, which would keep a caller's things alive. */
const withoutSignal = ({
  door,
  method,
  scheme,
  host,
  path,
  query,
  body,
  remote,
}: IncomingCall): LoggedCall => ({
  door,
  method,
  scheme,
  host,
  path,
  query,
  body,
  remote,
});
