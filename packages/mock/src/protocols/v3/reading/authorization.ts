/** What an `Authorization` header says. */
export interface Authorization {
  readonly secretId: string;
  /** The day in the credential scope: `2019-02-25`. */
  readonly date: string;
  /** The service in the credential scope. */
  readonly service: string;
  /** Names of the signed headers, in lower case, as they are listed. */
  readonly signedHeaders: readonly string[];
  /** The same as they are written. */
  readonly writtenHeaders: readonly string[];
  /** As sent, in hex. */
  readonly signature: string;
}

const form =
  /^\s*TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+)\/tc3_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([^,\s]*)\s*$/;

/** Reads the header; nothing when it is not of the documented form. */
export function readAuthorization(header: string): Authorization | undefined {
  const match = form.exec(header);
  if (!match) return undefined;
  const [, secretId = '', date = '', service = '', names = '', signature = ''] = match;
  return {
    secretId,
    date,
    service,
    signedHeaders: names.toLowerCase().split(';'),
    writtenHeaders: names.split(';'),
    signature,
  };
}
