import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { issueCertificate, serverNames, type CertificateAuthority } from '@qcvm/mock/server';

/** A name that programs call. */
const calledName = 'cvm.api.qcloud.com';

/** Bits of an RSA key that programs ask for at least. */
const leastBits = 2048;

/** Why no program that trusts an authority would trust what it signs. */
export async function problemOf(authority: CertificateAuthority, now: number): Promise<string | undefined> {
  try {
    const own = new X509Certificate(authority.certificate);
    const wrong = problemOfOwn(own, authority, now);
    if (wrong !== undefined) return wrong;
    const issued = issueCertificate(authority, {
      ...{ names: serverNames('127.0.0.1'), now, subject: 'qcvm bridge' },
    });
    const server = new X509Certificate(issued.certificate);
    if (!server.checkIssued(own) || !server.verify(own.publicKey))
      return 'what it signs does not verify against its certificate';
    const refused = await refusalByClient(authority, issued);
    return refused === undefined ? undefined : `programs would not trust it: ${refused}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}

/** What is wrong with the certificate of an authority itself. */
function problemOfOwn(own: X509Certificate, { key }: CertificateAuthority, now: number): string | undefined {
  if (!own.checkPrivateKey(createPrivateKey(key))) return 'its key does not belong to its certificate';
  if (!own.ca) return 'its certificate is not that of an authority (CA:FALSE)';
  if (Date.parse(own.validFrom) > now) return `its certificate is not valid before ${own.validFrom}`;
  if (Date.parse(own.validTo) <= now) return `its certificate has expired, on ${own.validTo}`;
  if (!own.subject) return 'its certificate has no subject';
  if (!own.checkIssued(own))
    return `its certificate was issued by another authority (${oneLine(own.issuer)}), and programs trust only one that signs itself`;
  const { modulusLength, namedCurve } = own.publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < leastBits)
    return `its key is short: it has ${modulusLength} bits, and programs ask for ${leastBits}`;
  if (own.publicKey.asymmetricKeyType === 'ec' && (namedCurve === undefined || hasOwnCurve(own)))
    return 'its key names no curve: the curve is written out, and programs know curves by name';
  return undefined;
}

/** The object identifier of prime fields (ANSI X9.62), which only a curve that is written out has. */
const primeField = Buffer.from('06072a8648ce3d0101', 'hex');

const hasOwnCurve = ({ raw }: X509Certificate): boolean => raw.includes(primeField);

/** What a TLS client says of a server whose certificate an authority has signed; nothing where it trusts it. The time is left aside. */
function refusalByClient(
  { certificate: ca }: CertificateAuthority,
  { key, certificate: cert }: Pick<ReturnType<typeof issueCertificate>, 'key' | 'certificate'>,
): Promise<string | undefined> {
  const [near, far] = pairOfStreams();
  const server = new TLSSocket(far, { isServer: true, secureContext: createSecureContext({ key, cert }) });
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    const end = (refused?: string): void => {
      client.destroy();
      server.destroy();
      resolve(refused);
    };
    const client = connect({ socket: near, ca, servername: calledName }, () => end());
    client.on('error', ({ message, code }: NodeJS.ErrnoException) =>
      end(isOfTime.test(code ?? '') ? undefined : message),
    );
  });
}

/** Checked by the clock of the bridge. */
const isOfTime = /^CERT_(?:NOT_YET_VALID|HAS_EXPIRED)$/;

/** Two streams, each of which gives what is written to the other. */
function pairOfStreams(): readonly [Duplex, Duplex] {
  const made = (other: () => Duplex): Duplex =>
    new Duplex({
      read: () => undefined,
      write: (bytes, _encoding, done) => {
        other().push(bytes);
        done();
      },
    });
  const near: Duplex = made(() => far);
  const far: Duplex = made(() => near);
  return [near, far];
}

const oneLine = (text: string): string => text.replaceAll('\n', ', ');
