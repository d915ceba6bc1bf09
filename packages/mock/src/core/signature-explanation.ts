/** One mistake that, alone or with others, leads exactly to the signature that was sent. */
export interface SignatureCause {
  /** A stable name, such as `double-encoding`. */
  readonly name: string;
  /** What was done, in one sentence. */
  readonly explanation: string;
  /** What to do instead, in one sentence. */
  readonly advice: string;
}

/** Where two canonical strings part. */
export interface SignatureDivergence {
  /** Counted in characters from 0. */
  readonly position: number;
  /** What stands there and shortly after in the one that the service expects. */
  readonly expected: string;
  /** What stands there in the one that was signed. */
  readonly implied: string;
  /** The parameter in which they part, where it is in one. */
  readonly parameter?: string;
}

/** Why a signature is wrong. Holds no SecretKey, no Token and no valid Signature. */
export interface SignatureExplanation {
  readonly valid: boolean;
  /** The text that should have been signed; of TC3 the canonical request, whose hash is signed. */
  readonly expected: string;
  /** Of TC3: what holds that hash, and is signed. */
  readonly stringToSign?: string;
  /** What the request asks for. */
  readonly signatureMethod: 'HmacSHA256' | 'HmacSHA1' | 'TC3-HMAC-SHA256';
  /** The text that was signed, when a mistake that is known leads to the signature that was sent. */
  readonly implied?: string;
  /** Absent when the texts are the same, and the mistake is elsewhere (the key, the method of hashing, the encoding). */
  readonly divergence?: SignatureDivergence;
  /** Empty when it is valid, or when no known mistake explains it. */
  readonly causes: readonly SignatureCause[];
  /** All of it in words, several lines. */
  readonly summary: string;
}
