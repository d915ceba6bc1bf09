import type { Asked } from './request.js';
import type { Answer, Session } from './session.js';

/** What a check found. */
export interface Finding {
  readonly agrees: boolean;
  readonly observed: string;
}

/** A check that cannot be made here; the message says why. */
export class Skipped extends Error {}

/** One thing that the documentation says of the service. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** What it means for a client if the endpoint does otherwise. */
  readonly meaning: string;
  readonly source: string;
  /** @throws Skipped */
  readonly run: (session: Session) => Promise<Finding>;
}

export const pages = {
  request: 'https://cloud.tencent.com/document/api/213/6976',
  signature: 'https://cloud.tencent.com/document/api/213/6984',
  introduction: 'https://cloud.tencent.com/doc/api/229/568',
  errors: 'https://cloud.tencent.com/document/product/213/6982',
  batch: 'https://cloud.tencent.com/document/api/213/6983',
  list: 'https://cloud.tencent.com/doc/api/229/831',
  stop: 'https://cloud.tencent.com/document/api/213/1250',
  start: 'https://cloud.tencent.com/document/api/213/1249',
  sdk: "the vendor's own SDKs of this API",
} as const;

/** The answer must have one of these codes. */
export const hasCode = (answer: Answer, ...codes: readonly number[]): Finding => ({
  agrees: answer.code !== undefined && codes.includes(answer.code),
  observed: answer.inWords,
});

/** A check of a single request by the code of its answer. */
export const expectCode =
  (asked: Asked, ...codes: readonly number[]): Check['run'] =>
  async (session) =>
    hasCode(await session.ask(asked), ...codes);

/** Several requests, of which each must be answered as it says; the first that is not is what was observed. */
export const expectAll =
  (...asked: readonly (readonly [what: string, asked: Asked, ...codes: number[]])[]): Check['run'] =>
  async (session) => {
    const observed: string[] = [];
    for (const [what, each, ...codes] of asked) {
      const finding = hasCode(await session.ask(each), ...codes);
      if (!finding.agrees) return { agrees: false, observed: `${what}: ${finding.observed}` };
      observed.push(`${what}: ${finding.observed}`);
    }
    return { agrees: true, observed: observed.join('; ') };
  };
