import { failure, type Failure, type Invocation } from '../core/service.js';
import { shown } from '../core/words/redact.js';

/** The part of a list that is asked for. */
export interface Page {
  readonly items: string;
  /** The field that says how long the list is. */
  readonly total?: string;
  /** The field that says where the next page begins; empty on the last one. */
  readonly nextToken?: string;
  readonly offset: number;
  readonly limit: number;
}

/** The page that a call asks for, where its list has pages; a token that no page has given, as it came. */
export function pageOf({ input, operation }: Invocation): Page | string | undefined {
  const { pagination, tokenPagination } = operation.descriptor;
  if (pagination) {
    const { items, total, offset, limit, maxLimit } = pagination;
    return { items, total, offset: Number(input[offset] ?? 0), limit: Number(input[limit] ?? maxLimit) };
  }
  if (!tokenPagination) return undefined;
  const { items, token, nextToken, limit, maxLimit } = tokenPagination;
  const { [token]: given = '' } = input as Readonly<Record<string, string>>;
  if (!/^\d{0,9}$/.test(given)) return given;
  return { items, nextToken, offset: Number(given), limit: Number(input[limit] ?? maxLimit) };
}

/** Why a call with a token that no page has given is refused. */
export const badToken = (token: string): Failure =>
  failure(
    'InvalidParameterValue',
    `NextToken: ${shown(token)} is not a token that a page of this list has given`,
    `NextToken ${shown(token)} 不合法`,
  );
