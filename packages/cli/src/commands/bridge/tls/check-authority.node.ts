import { createPrivateKey, X509Certificate } from 'node:crypto';
import { issueCertificate, type CertificateAuthority } from '@qcvm/mock/server';

/** Why no program that trusts an authority would trust what it signs. */
export function problemOf(authority: CertificateAuthority, now: number): string | undefined {
  try {
    const own = new X509Certificate(authority.certificate);
    if (!own.checkPrivateKey(createPrivateKey(authority.key)))
      return 'its key does not belong to its certificate';
    if (!own.ca) return 'its certificate is not that of an authority (CA:FALSE)';
    if (Date.parse(own.validFrom) > now) return `its certificate is not valid before ${own.validFrom}`;
    if (Date.parse(own.validTo) <= now) return `its certificate has expired, on ${own.validTo}`;
    if (!own.checkIssued(own))
      return `its certificate was issued by another authority (${oneLine(own.issuer)}), and programs trust only one that signs itself`;
    const issued = issueCertificate(authority, { names: ['localhost'], now, subject: 'qcvm bridge' });
    const server = new X509Certificate(issued.certificate);
    return server.checkIssued(own) && server.verify(own.publicKey)
      ? undefined
      : 'what it signs does not verify against its certificate';
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}

const oneLine = (text: string): string => text.replaceAll('\n', ', ');
