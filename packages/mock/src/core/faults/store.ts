import type { Changes } from '../changes.js';
import type { Reading } from '../protocol.js';
import { chance } from '../chance.js';
import { isSameRegion } from '../regions.js';
import { checkThat } from '../options/options-error.js';
import { CallFaults, noFaults } from './call-faults.js';
import { faultOptionsRule } from './fault-rules.js';
import type { Fault, FaultRule, FaultRuleOptions, Faults } from './rule.js';

type MutableRule = { -readonly [Name in keyof FaultRule]: FaultRule[Name] };

export class FaultError extends Error {
  override readonly name = 'FaultError';
}

interface FaultSurroundings {
  readonly world: { readonly seed: number };
  readonly changes: Changes;
  /** Both ids of an instance, by either. */
  readonly idsOf: (id: string) => readonly string[];
}

/** The rules, and which of them hit a call. */
export class FaultStore implements Faults {
  readonly #rules = new Map<number, MutableRule>();
  readonly #around: FaultSurroundings;
  /** Rules so far, removed ones included. */
  created = 0;

  constructor(around: FaultSurroundings) {
    this.#around = around;
  }

  get size(): number {
    return this.#rules.size;
  }

  add(options: FaultRuleOptions): FaultRule {
    checkThat(options, { what: 'fault', rule: faultOptionsRule });
    this.created += 1;
    const rule: MutableRule = {
      ...options,
      id: this.created,
      name: options.name ?? nameOf(options),
      matched: 0,
      hits: 0,
    };
    this.#rules.set(rule.id, rule);
    this.#around.changes.announce({ kind: 'faults' });
    return { ...rule };
  }

  list(): readonly FaultRule[] {
    return [...this.#rules.values()].map((rule) => ({ ...rule }));
  }

  remove(id: number): void {
    if (!this.#rules.delete(id)) throw new FaultError(`there is no fault rule ${id}`);
    this.#around.changes.announce({ kind: 'faults' });
  }

  clear(): void {
    this.#rules.clear();
    this.#around.changes.announce({ kind: 'faults' });
  }

  load(rules: readonly FaultRule[], created: number): void {
    this.#rules.clear();
    for (const rule of rules) this.#rules.set(rule.id, { ...rule });
    this.created = created;
  }

  /** Which faults hit a call. Counts it for every rule that it fits. */
  hit(reading: Reading): CallFaults {
    if (this.#rules.size === 0) return noFaults;
    const faults = new Map<string, Fault>();
    const names: string[] = [];
    for (const rule of this.#rules.values()) {
      if (rule.hits >= (rule.times ?? Infinity) || !this.#fits(rule, reading)) continue;
      rule.matched += 1;
      if (!isTurn(rule) || !this.#isChosen(rule)) continue;
      const kind = `${rule.fault.kind}/${'when' in rule.fault ? rule.fault.when : ''}`;
      if (faults.has(kind)) continue;
      rule.hits += 1;
      faults.set(kind, rule.fault);
      names.push(rule.name);
    }
    if (faults.size === 0) return noFaults;
    this.#around.changes.announce({ kind: 'faults' });
    return new CallFaults([...faults.values()], names);
  }

  #fits({ action, region, secretId, instance }: FaultRule, reading: Reading): boolean {
    const asked = reading.action ?? '';
    if (action !== undefined && !(typeof action === 'string' ? [action] : action).includes(asked))
      return false;
    if (secretId !== undefined && secretId !== reading.secretId) return false;
    if (region !== undefined && !isSameRegion(region, reading.region ?? '')) return false;
    if (instance === undefined) return true;
    const { parameters } = reading;
    const ids = this.#around.idsOf(instance);
    for (const name in parameters) if (ids.includes(parameters[name] ?? '')) return true;
    return false;
  }

  #isChosen({ id, matched, probability = 1 }: FaultRule): boolean {
    return probability >= 1 || chance(this.#around.world.seed, `fault/${id}`, matched) < probability;
  }
}

function isTurn({ nth, matched }: FaultRule): boolean {
  return nth === undefined || (typeof nth === 'number' ? nth === matched : nth.includes(matched));
}

function nameOf({ fault, action }: FaultRuleOptions): string {
  const what = fault.kind === 'code' ? `code ${fault.code}` : fault.kind;
  const when = 'when' in fault && fault.when === 'after' ? ' after' : '';
  return `${what}${when}${action === undefined ? '' : ` on ${String(action)}`}`;
}
