import { writeFile } from 'node:fs/promises';
import type { TlsOptions } from '../../../emulator/listen.js';
import { regions } from '../../../core/regions-3.0.gen.js';
import { createServerCertificate } from './certificate.node.js';
import { isAddress } from '../../../core/http/hosts.js';

export interface ServerIdentity {
  readonly key: string;
  readonly certificate: string;
  /** Only of a certificate that was made here. */
  readonly certificateAuthority?: string;
}

const alwaysNamed = [
  '*.api.qcloud.com',
  '*.tencentcloudapi.com',
  // A star stands for one label: regional names have one more.
  ...['intl', ...regions.map(({ id }) => id)].map((place) => `*.${place}.tencentcloudapi.com`),
  ...['localhost', '127.0.0.1', '::1'],
];
/** Addresses that mean "all of them" are no name for a certificate. */
const anyAddress = ['0.0.0.0', '::'];

/** The key and certificate to serve with: the given ones, or new ones. */
export async function serverIdentity(
  tls: TlsOptions,
  { host, now }: { host: string; now: number },
): Promise<ServerIdentity> {
  if (tls.key !== undefined && tls.certificate !== undefined)
    return { key: tls.key, certificate: tls.certificate };
  const identity = createServerCertificate({ names: serverNames(host, tls.names), now });
  if (tls.certificateAuthorityFile !== undefined) {
    await writeFile(tls.certificateAuthorityFile, identity.certificateAuthority);
  }
  return identity;
}

/** The names that the certificate of a server is for: those of the API, of this machine, and further ones. */
export function serverNames(host: string, further: readonly string[] = []): readonly string[] {
  const names = [...alwaysNamed, ...further, ...(anyAddress.includes(host) ? [] : [host])];
  return [...new Set(names.map(canonicalName))];
}

const canonicalName = (name: string): string => (isAddress(name) ? name : name.toLowerCase());
