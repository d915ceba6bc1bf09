import type { CompleteAnswer, IncomingCall, OutgoingAnswer } from './http/call.js';
import type { Changes } from './changes.js';
import type { Clock } from './clock.js';
import type { UnexpectedCalls } from './expectations/unexpected-calls.js';
import { cutAnswer, gatewayPage } from './faults/broken-answers.js';
import type { Fault } from './faults/rule.js';
import type { FaultStore } from './faults/store.js';
import { noFaults, type CallFaults } from './faults/call-faults.js';
import type { LoggedOutcome } from './log/entry.js';
import type { Entry, Log } from './log/log.js';
import type { Admission, Delivery, Protocol, Reading, Refusal } from './protocol.js';
import type { Failure, ResourceResult } from './service.js';
import { after, type Soon } from './soon.js';

/** What the engine is made of. It names no API and no service: protocols bring them. */
export interface EngineParts {
  /** The emulated time. */
  readonly clock: Clock;
  /** The time that Timestamps are judged by, and that answers have as their Date. */
  readonly signatureNow: () => number;
  /** The time that the durations of requests are measured by. */
  readonly durationNow: () => number;
  /** The first one that accepts a call serves it; the last one serves what none accepts. */
  readonly protocols: readonly [Protocol, ...Protocol[]];
  readonly faults: FaultStore;
  readonly log: Log;
  readonly unexpected: UnexpectedCalls;
  readonly changes: Changes;
}

/** One call on its way. */
interface Passage {
  readonly call: IncomingCall;
  readonly protocol: Protocol;
  readonly reading: Reading;
  readonly faults: CallFaults;
  /** When it arrived, by the clock that its duration is measured by. */
  readonly arrived: number;
  /** What the log has of it so far. */
  entry?: Entry;
}

/** `AuthFailure.SignatureExpire` → "auth failure: signature expire". */
const inWords = (name: string): string =>
  name
    .replaceAll('.', ': ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();

/** Checks a call, executes it, and logs its outcome. */
export class Engine {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** At once where nothing has to wait. */
  handle(call: IncomingCall): Soon<OutgoingAnswer> {
    const protocol = this.protocolOf(call);
    const reading = protocol.read(call);
    const arrived = this.#parts.durationNow();
    const passage = { call, protocol, reading, faults: this.#parts.faults.hit(reading), arrived };
    return passage.faults === noFaults ? this.#serve(passage) : this.#serveWithFaults(passage);
  }

  protocolOf(call: IncomingCall): Protocol {
    const { protocols } = this.#parts;
    if (protocols.length === 1) return protocols[0];
    return protocols.find((protocol) => protocol.accepts(call)) ?? protocols.at(-1) ?? protocols[0];
  }

  async #serveWithFaults(passage: Passage): Promise<OutgoingAnswer> {
    return (await this.#before(passage)) ?? this.#after(await this.#deliver(passage), passage);
  }

  /** What happens to a call before it has an effect: an answer if it never has one. */
  async #before(passage: Passage): Promise<OutgoingAnswer | undefined> {
    const { call, faults } = passage;
    if (faults.of('unreachable'))
      return this.#lost(passage, { reached: false, reason: 'the service could not be reached' });
    const latency = faults.of('latency', 'before');
    if (latency) await this.#parts.clock.sleep(latency.milliseconds, call.signal);
    if (faults.of('drop', 'before'))
      return this.#lost(passage, { reached: true, reason: 'the connection ended without an answer' });
    const gateway = faults.of('gateway', 'before');
    if (gateway) {
      const page = gatewayPage(gateway.status ?? 502, this.#signatureNow(faults));
      this.#note(passage, {
        outcome: { kind: 'faulty', status: page.status, reason: 'a gateway answered' },
      });
      return page;
    }
    const code = faults.of('code', 'before');
    if (!code) return undefined;
    const answer = this.#codeAnswer(code, passage);
    this.#note(passage, {
      outcome: {
        kind: 'answered',
        status: answer.status,
        code: passage.protocol.codeOf(code.code),
        message: code.message ?? '',
        refusedBy: 'fault',
      },
    });
    return answer;
  }

  /** The network may deliver a call twice; each delivery is served, and logged, by itself. */
  async #deliver(passage: Passage): Promise<CompleteAnswer> {
    const first = await this.#serve(passage);
    const duplicate = passage.faults.of('duplicate');
    if (!duplicate) return first;
    const second = await this.#serve(passage);
    return duplicate.answer === 'second' ? second : first;
  }

  /** What happens to an answer on its way back. */
  async #after(answer: CompleteAnswer, passage: Passage): Promise<OutgoingAnswer> {
    const { call, faults } = passage;
    const latency = faults.of('latency', 'after');
    if (latency) {
      await this.#parts.clock.sleep(latency.milliseconds, call.signal);
      if (passage.entry) passage.entry.duration = this.#lasted(passage);
    }
    if (faults.of('drop', 'after')) {
      return {
        kind: 'dropped',
        reached: true,
        reason: 'the connection ended without an answer, after the effect',
      };
    }
    const gateway = faults.of('gateway', 'after');
    if (gateway) return gatewayPage(gateway.status ?? 502, this.#signatureNow(faults));
    const code = faults.of('code', 'after');
    if (code) return this.#codeAnswer(code, passage);
    const cut = faults.of('cut');
    return cut ? cutAnswer(answer, cut.keep) : answer;
  }

  /** Checks one delivery and runs its operation. From the signature on, all happens in one step. */
  #serve(passage: Passage): Soon<CompleteAnswer> {
    const { call, protocol, reading, faults } = passage;
    const delivery: Delivery = {
      call,
      reading,
      id: this.#parts.log.nextId(),
      now: this.#parts.clock.now(),
      signatureNow: this.#signatureNow(faults),
      partialFailure: faults.of('partialFailure'),
    };
    return after(protocol.admit(delivery), (admission) =>
      admission.invocation
        ? this.#run(admission, { passage, delivery })
        : this.#refuse(admission, { passage, delivery }),
    );
  }

  #run(
    admission: Admission,
    { passage, delivery }: { passage: Passage; delivery: Delivery },
  ): CompleteAnswer {
    const { invocation } = admission;
    if (!invocation) throw new Error('an operation runs only after every check has passed');
    const { protocol } = passage;
    const outcome = invocation.operation.run(invocation);
    protocol.carriedOut?.(admission);
    const failure = protocol.failureOf(outcome);
    const answer = protocol.answer(outcome, {
      operation: invocation.operation,
      reading: passage.reading,
      requestId: admission.requestId,
      now: delivery.signatureNow,
    });
    this.#note(passage, {
      outcome: failure
        ? { ...answered(answer.status, failure), refusedBy: 'operation' }
        : { kind: 'answered', status: answer.status, code: 0, message: '' },
      delivery,
      admission,
      results: outcome.results,
    });
    if (outcome.changed) this.#parts.changes.announce({ kind: 'instances' });
    return answer;
  }

  #refuse(
    admission: Admission,
    { passage, delivery }: { passage: Passage; delivery: Delivery },
  ): CompleteAnswer {
    const { unexpected } = this.#parts;
    const refusal: Refusal = admission.refusal ?? { by: 'nothing', code: 0, message: '' };
    const { message } = refusal;
    const answer = passage.protocol.answer(
      { failure: refusal },
      { reading: passage.reading, requestId: admission.requestId, now: delivery.signatureNow },
    );
    if (refusal.unexpected && unexpected.matters) {
      this.#note(passage, { outcome: { kind: 'unexpected', message }, delivery, admission });
      const { call, reading } = passage;
      unexpected.report({ id: delivery.id, action: reading.action, adapter: call.adapter, message });
    } else {
      this.#note(passage, {
        outcome: { ...answered(answer.status, refusal), refusedBy: refusal.by },
        delivery,
        admission,
      });
    }
    return answer;
  }

  #codeAnswer(
    { code: given, codeDesc, message }: Extract<Fault, { kind: 'code' }>,
    { protocol, reading, faults }: Passage,
  ): CompleteAnswer {
    const code = protocol.codeOf(given);
    return protocol.answer(
      {
        failure: {
          code,
          message: message ?? inWords(protocol.nameOf(code)),
          ...(codeDesc === undefined ? {} : { codeDesc }),
        },
      },
      { reading, now: this.#signatureNow(faults) },
    );
  }

  #lost(passage: Passage, { reached, reason }: { reached: boolean; reason: string }): OutgoingAnswer {
    this.#note(passage, { outcome: { kind: 'dropped', reason } });
    return { kind: 'dropped', reached, reason };
  }

  /** How long a call has been on its way: not less than nothing, where the machine's clock was set back. */
  #lasted({ arrived }: Passage): number {
    return Math.max(0, this.#parts.durationNow() - arrived);
  }

  #signatureNow(faults: CallFaults): number {
    return this.#parts.signatureNow() + (faults.of('clockSkew')?.seconds ?? 0) * 1000;
  }

  #note(
    passage: Passage,
    {
      outcome,
      delivery,
      admission,
      results,
    }: {
      outcome: LoggedOutcome;
      delivery?: Delivery;
      admission?: Admission;
      results?: readonly ResourceResult[] | undefined;
    },
  ): void {
    const { log, changes, clock } = this.#parts;
    const { call, protocol, reading, faults } = passage;
    const id = delivery?.id ?? log.nextId();
    const entry: Entry = {
      id,
      at: clock.now(),
      duration: this.#lasted(passage),
      protocol,
      call: kept(call, protocol),
      action: reading.action,
      account: admission?.account,
      input: admission?.input,
      outcome,
      results,
      faults: faults.names,
    };
    passage.entry = entry;
    log.add(entry);
    changes.announce({ kind: 'request', id });
  }
}

const answered = (status: number, { code, codeDesc, message }: Failure) =>
  ({
    kind: 'answered',
    status,
    code,
    message,
    ...(codeDesc === undefined ? {} : { codeDesc }),
  }) as const;

/** A call as it can be kept: without its signal, which would keep a caller's things alive. */
const kept = (call: IncomingCall, protocol: Protocol) => ({
  adapter: call.adapter,
  method: call.method,
  scheme: call.scheme,
  host: call.host,
  path: call.path,
  query: call.query,
  body: call.body,
  bytes: call.bytes,
  remote: call.remote,
  headers: protocol.kept(call),
});
