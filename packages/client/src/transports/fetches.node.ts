import { member } from '../model/own.js';
import { tooManyCodings } from './answer/answer-body.js';
import type { RequestFields } from './fetches.web.js';

/** The fields of a request that the runtime does not send a second time: Node's `fetch` sends none again. */
export const sentOnce = (fields: RequestFields): RequestInit => fields;

/** What Node's fetch gives as the cause of its errors. */
const causeOf = (error: unknown): unknown => member(error, 'cause') ?? error;

/** An answer of too many content codings: it is refused as a whole. */
export const refusedCodings = (error: unknown): Error | undefined =>
  /content-encodings/.test(String(member(causeOf(error), 'message'))) ? tooManyCodings(error) : undefined;

/** The connection broke, and not a decoder. */
export const lostConnection = (error: unknown): boolean | undefined =>
  /^(UND_ERR_\w+|E[A-Z]+)$/.test(String(member(causeOf(error), 'code')));
