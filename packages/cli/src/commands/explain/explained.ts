import type { Credentials } from '@qcvm/client';

/** One part of what is said of a request; lines with their colours. */
export type Section = readonly [title: string, lines: readonly string[]];

/** What is said of a request, whichever API it is of. */
export interface Explained {
  readonly sections: readonly Section[];
  /** The service would refuse it. */
  readonly wrong: boolean;
  /** The same for programs. */
  readonly json: object;
}

export type Verdict = 'right' | 'wrong' | 'not checked';

/** The key to check a signature with: that of the request's SecretId, or one that may have been used in its place. */
export interface CheckingKey {
  readonly isKnown: boolean;
  readonly options: { readonly secretKey: string; readonly otherKeys?: readonly Credentials[] };
}

export function checkingKey(credentials: Credentials | undefined, secretId: string | undefined): CheckingKey {
  const isKnown = credentials !== undefined && (secretId ?? credentials.secretId) === credentials.secretId;
  if (isKnown) return { isKnown, options: { secretKey: credentials.secretKey } };
  return { isKnown, options: { secretKey: '', ...(credentials && { otherKeys: [credentials] }) } };
}

export const keyIsNotHere =
  'Not checked: the SecretKey of this SecretId is not here (environment, profile files).';

/** A missing signature cannot be explained. */
export const isNotSigned = 'Not checked: the request has no signature.';

/** What else the service would refuse. */
export const furtherProblems = (findings: readonly string[]): readonly Section[] =>
  findings.length > 0 ? [['Besides', findings]] : [];
