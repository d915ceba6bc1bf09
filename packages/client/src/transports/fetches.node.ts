import { member } from '../model/own.js';
import { tooManyCodings } from './answer/answer-body.js';
import type { RequestFields } from './fetches.web.js';
import { brokenAt } from './https/send.node.js';

/** The fields of a request that the runtime does not send a second time: Node's `fetch` sends none again. */
export const sentOnce = (fields: RequestFields): RequestInit => fields;

/** What Node's fetch gives as the cause of its errors. */
const causeOf = (error: unknown): unknown => member(error, 'cause') ?? error;

/**
 * There was no connection yet when these occur: of the system, its resolver, undici, the checks of a certificate, and whatever the
 * system says of its call `connect`.
 */
const unconnected = /CONNREF|NOTF|EAI_|connect|CERT|LEAF_/i;

const codeOf = (error: unknown): string => String(member(causeOf(error), 'code'));

/** What a failure of `fetch` says of itself: that nothing was sent, or that an answer of too many content codings was refused as a whole. */
export const fetchFailure = (error: unknown): Error | undefined =>
  unconnected.test(codeOf(error) + String(member(causeOf(error), 'syscall')))
    ? brokenAt('unsent', causeOf(error))
    : /content-encodings/.test(String(member(causeOf(error), 'message')))
      ? tooManyCodings(error)
      : undefined;

/** The connection broke, and not a decoder. */
export const lostConnection = (error: unknown): boolean | undefined =>
  /^(UND_ERR_\w+|E[A-Z]+)$/.test(codeOf(error));
