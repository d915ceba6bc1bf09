/** What goes wrong. */
export type Fault =
  /** The answer comes late. Sleeps on the emulator's clock. */
  | { readonly kind: 'latency'; readonly milliseconds: number; readonly when?: FaultMoment }
  /** The service cannot be reached: nothing was sent. */
  | { readonly kind: 'unreachable' }
  /** The connection ends without an answer; `after`: although the request had its effect. Default: before. */
  | { readonly kind: 'drop'; readonly when?: FaultMoment }
  /** The body ends too soon, after so many bytes. Default: half of it. The request had its effect. */
  | { readonly kind: 'cut'; readonly keep?: number }
  /** A gateway answers with an HTML page. Default: 502, before. */
  | { readonly kind: 'gateway'; readonly status?: number; readonly when?: FaultMoment }
  /**
   * The service answers with this code: 4400, 6000, 6200, … or a word such as `OperationConstraints.InvaildInstanceStatus`,
   * which API 2.0 writes as `codeDesc` beside 5100. Default: before the request had any effect.
   */
  | {
      readonly kind: 'code';
      readonly code: number | string;
      readonly message?: string;
      readonly codeDesc?: string;
      readonly when?: FaultMoment;
    }
  /** The service's clock is wrong by so many seconds: ahead if positive. Its Date header too. */
  | { readonly kind: 'clockSkew'; readonly seconds: number }
  /** Some instances of a batch fail and are left alone: the named ones, or so many of those asked for. Default: one. */
  | {
      readonly kind: 'partialFailure';
      readonly instances?: readonly string[];
      readonly count?: number;
      /** A number or a word, as above. Default: 6000. */
      readonly code?: number | string;
      readonly codeDesc?: string;
      readonly message?: string;
    }
  /** The network delivers the request twice; the caller gets the first or the second answer. Default: first. */
  | { readonly kind: 'duplicate'; readonly answer?: 'first' | 'second' };

/** Before the request had its effect, or after. */
export type FaultMoment = 'before' | 'after';

/** Which calls a fault hits; what is absent does not matter. Everything given must fit. */
export interface FaultCondition {
  readonly action?: string | readonly string[];
  /** The call names this instance, by either id. */
  readonly instance?: string;
  /** In either spelling. */
  readonly region?: string;
  readonly secretId?: string;
  /** Only the nth of the calls that fit otherwise, or each of these; counted from 1. */
  readonly nth?: number | readonly number[];
  /** From 0 to 1, drawn from the emulator's seed for each call that fits otherwise. */
  readonly probability?: number;
}

export interface FaultRuleOptions extends FaultCondition {
  readonly fault: Fault;
  /** Hits so many times, then never again. Default: without end. */
  readonly times?: number;
  /** For messages and the page. Default: made from the fault. */
  readonly name?: string;
}

export interface FaultRule extends FaultRuleOptions {
  readonly id: number;
  readonly name: string;
  /** Calls that fitted, whether or not chance or `nth` let the fault hit. */
  readonly matched: number;
  /** Calls that were hit. */
  readonly hits: number;
}

/** Faults, by rule. The first rule of each kind that fits a call hits it. */
export interface Faults {
  /** Adds a rule; the answer has its id. */
  add(rule: FaultRuleOptions): FaultRule;
  list(): readonly FaultRule[];
  remove(id: number): void;
  clear(): void;
}
