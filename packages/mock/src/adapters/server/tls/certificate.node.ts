import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import * as der from './der.js';

/** A certificate authority: its certificate, which clients trust, and the key that signs with it. Both PEM. */
export interface CertificateAuthority {
  readonly key: string;
  readonly certificate: string;
}

/** What a TLS server needs, and what its clients have to trust. All PEM. */
export interface ServerCertificate {
  readonly key: string;
  /** The server's certificate, followed by the one that signed it. */
  readonly certificate: string;
  readonly certificateAuthority: string;
}

export interface CertificateOptions {
  /** DNS names (a leading `*.` stands for one label) and IP addresses that the certificate is for. */
  readonly names: readonly string[];
  /** Now, in milliseconds since 1970. */
  readonly now: number;
}

const oid = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
} as const;

const day = 24 * 60 * 60 * 1000;
/** Longer than any server certificate, and than most machines that trust it. */
const lifeOfAuthority = 3650 * day;
/** The longest life that Apple's clients accept of a server certificate is 825 days; most others need far less. */
const lifeOfServer = 397 * day;

/** How a key signs. */
function algorithmOf({ asymmetricKeyType: type }: KeyObject): Uint8Array {
  if (type === 'ec') return der.sequence(der.objectIdentifier(oid.ecdsaWithSha256));
  if (type === 'rsa') return der.sequence(der.objectIdentifier(oid.rsaWithSha256), der.nothing);
  throw new TypeError(`its key is of the type ${type}, and only EC and RSA keys are supported`);
}

const name = (commonName: string): Uint8Array =>
  der.sequence(der.set(der.sequence(der.objectIdentifier(oid.commonName), der.utf8String(commonName))));

const extension = (id: string, value: Uint8Array, critical: boolean): Uint8Array =>
  der.sequence(der.objectIdentifier(id), ...(critical ? [der.boolean(true)] : []), der.octetString(value));

const publicKeyOf = (key: KeyObject): Uint8Array => key.export({ type: 'spki', format: 'der' });

/** SHA-1 of the key, as RFC 5280 §4.2.1.2 suggests. It identifies, it protects nothing. */
const keyIdentifier = (key: KeyObject): Buffer => createHash('sha1').update(publicKeyOf(key)).digest();

/** The sixteen bytes of an IPv6 address; Node has no function that gives them. */
const ipv6Bytes = (address: string): Uint8Array => {
  const [head = '', tail] = address.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const left = groups(head);
  const right = groups(tail ?? '');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return Uint8Array.from([...left, ...zeros, ...right].flatMap((group) => [group >> 8, group & 0xff]));
};

const alternativeName = (text: string): Uint8Array => {
  if (isIP(text) === 0) return der.contextSpecific(2, der.ascii(text), { constructed: false });
  const bytes = isIPv4(text) ? Uint8Array.from(text.split('.').map(Number)) : ipv6Bytes(text);
  return der.contextSpecific(7, bytes, { constructed: false });
};

interface Contents {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly now: number;
  /** Milliseconds. */
  readonly life: number;
  readonly extensions: readonly Uint8Array[];
}

const certificate = ({ subject, issuer, publicKey, signer, now, life, extensions }: Contents): string => {
  const version3 = der.contextSpecific(0, der.integer(Uint8Array.of(2)), { constructed: true });
  // A day of leeway: the machine that checks may run behind.
  const validity = der.sequence(der.time(now - day), der.time(now + life));
  const algorithm = algorithmOf(signer);
  const signed = der.sequence(
    version3,
    der.integer(randomBytes(16)),
    algorithm,
    issuer,
    validity,
    subject,
    publicKeyOf(publicKey),
    der.contextSpecific(3, der.sequence(...extensions), { constructed: true }),
  );
  const signature = sign('sha256', signed, signer);
  return der.pem('CERTIFICATE', der.sequence(signed, algorithm, der.bitString(signature)));
};

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/**
 * Makes a certificate authority, which is good for ten years.
 *
 * @param about - `name`: what it is called. A few random letters are added, because clients that trust several of our
 * authorities tell them apart by it. `now`: in milliseconds since 1970.
 */
export const createAuthority = ({
  name: called,
  now,
}: {
  readonly name: string;
  readonly now: number;
}): CertificateAuthority => {
  const { publicKey, privateKey } = newKeys();
  const subject = name(`${called} ${randomBytes(4).toString('hex')}`);
  return {
    key: pemOf(privateKey),
    certificate: certificate({
      ...{ subject, issuer: subject, publicKey, signer: privateKey, now, life: lifeOfAuthority },
      extensions: [
        extension(oid.basicConstraints, der.sequence(der.boolean(true), der.integer(Uint8Array.of(0))), true),
        // keyCertSign and cRLSign: bits 5 and 6.
        extension(oid.keyUsage, der.bitString(Uint8Array.of(0b0000_0110), 1), true),
        extension(oid.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey)), false),
      ],
    }),
  };
};

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The subject of a certificate, as it stands there: the sixth of what is signed, after a version and an issuer. */
function subjectOf(raw: Uint8Array): Uint8Array {
  const [signed = raw] = der.elementsOf(raw);
  const subject = der.elementsOf(signed)[5];
  if (!subject) throw new TypeError('its certificate is not of version 3');
  return subject;
}

/** What a certificate calls its key; nothing where it does not. */
function subjectKeyOf(raw: Uint8Array): Uint8Array | undefined {
  const [signed = raw] = der.elementsOf(raw);
  const [extensions] = der.elementsOf(signed).filter(([tag]) => tag === 0xa3);
  const [all] = extensions ? der.elementsOf(extensions) : [];
  const wanted = Buffer.from(der.objectIdentifier(oid.subjectKeyIdentifier));
  for (const each of all ? der.elementsOf(all) : []) {
    const parts = der.elementsOf(each);
    const value = parts.at(-1);
    // An octet string within one.
    if (parts[0] && value && wanted.equals(parts[0])) return der.elementsOf(value)[0]?.subarray(2);
  }
  return undefined;
}

const authorityIdentifier = (identifier: Uint8Array): Uint8Array =>
  extension(
    oid.authorityKeyIdentifier,
    der.sequence(der.contextSpecific(0, identifier, { constructed: false })),
    false,
  );

/**
 * Makes a server certificate, which an authority signs, and its key.
 *
 * @param options - `subject`: what the certificate calls the server.
 * @throws what Node says of an authority that is no such PEM, and a `TypeError` for one whose key is neither EC nor RSA.
 */
export const issueCertificate = (
  authority: CertificateAuthority,
  { names, now, subject }: CertificateOptions & { readonly subject: string },
): ServerCertificate => {
  const signer = createPrivateKey(authority.key);
  const { raw } = new X509Certificate(authority.certificate);
  const { publicKey, privateKey } = newKeys();
  const authorityKey = subjectKeyOf(raw);
  const issued = certificate({
    ...{ subject: name(subject), issuer: subjectOf(raw), publicKey, signer, now, life: lifeOfServer },
    extensions: [
      extension(oid.basicConstraints, der.sequence(), true),
      // digitalSignature: bit 0.
      extension(oid.keyUsage, der.bitString(Uint8Array.of(0b1000_0000), 7), true),
      extension(oid.extendedKeyUsage, der.sequence(der.objectIdentifier(oid.serverAuthentication)), false),
      extension(oid.subjectAlternativeName, der.sequence(...names.map(alternativeName)), false),
      extension(oid.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey)), false),
      // An authority that was made elsewhere may have none, and is found by its name.
      ...(authorityKey ? [authorityIdentifier(authorityKey)] : []),
    ],
  });
  return {
    key: pemOf(privateKey),
    certificate: issued + authority.certificate,
    certificateAuthority: authority.certificate,
  };
};

/**
 * Makes a certificate authority and a server certificate signed by it. The authority's key is forgotten at once, so that a client that
 * trusts the authority for a test trusts nothing but this one server.
 */
export const createServerCertificate = ({ names, now }: CertificateOptions): ServerCertificate =>
  issueCertificate(createAuthority({ name: 'qcvm emulator test authority', now }), {
    ...{ names, now },
    subject: 'qcvm emulator',
  });
