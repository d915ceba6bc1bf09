import { createAuthority, issueCertificate, serverNames } from '@qcvm/mock/server';
import type { CertificateAuthority, ServerCertificate } from '@qcvm/mock/server';
import { usageError } from '../../../environment/cli-error.js';
import { authorityPath, resolvePath, shortPath } from '../../../environment/paths.js';
import { warn, type Context } from '../../../session/context.js';
import { problemOf } from './check-authority.node.js';

const keyPem = /-----BEGIN (EC |RSA |)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----\r?\n?/;
const certificatePem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\r?\n?/;

/**
 * The certificate authority of the bridges of this user: made once, and kept in a file that only the user can read, so that
 * programs need to trust it only once.
 *
 * @throws CliError when the file holds something else.
 */
export async function keptAuthority(
  context: Context,
  options: { readonly authority?: string },
): Promise<CertificateAuthority> {
  const { environment } = context;
  const { files } = environment;
  const path =
    options.authority === undefined
      ? authorityPath(environment)
      : resolvePath(environment, options.authority);
  const short = shortPath(environment, path);
  let text = await files.read(path);
  if (text === undefined) {
    const made = createAuthority({ name: 'qcvm bridge', now: environment.now() });
    if (await files.createPrivate(path, made.key + made.certificate)) return made;
    // Another bridge that started at the same time was faster: programs are to trust one authority.
    text = await files.read(path);
  }
  const mode = await files.mode(path);
  if (mode !== undefined && (mode & 0o077) !== 0)
    await warn(
      context,
      `others can read the key of the certificate authority in ${short}: with it, anyone can pass for any server to the programs that trust it. Remove the file, and give the new certificate to them`,
    );
  const [key] = keyPem.exec(text ?? '') ?? [];
  const [certificate] = certificatePem.exec(text ?? '') ?? [];
  if (key === undefined || certificate === undefined)
    throw usageError(
      `bridge: ${short} does not hold a certificate authority: a private key and a certificate, both PEM`,
      'Name another file with --authority, or move this one away to have one made.',
    );
  const authority = { key, certificate };
  const wrong = await problemOf(authority, environment.now());
  if (wrong !== undefined)
    throw usageError(
      `bridge: the certificate authority in ${short} cannot be used: ${wrong}`,
      'Name another file with --authority, or move this one away to have one made, and give its certificate to the programs.',
    );
  return authority;
}

/** A certificate for the names of API 2.0, of this machine, and further ones. */
export function certificateFor(
  context: Context,
  authority: CertificateAuthority,
  { host, tlsName }: { readonly host: string; readonly tlsName?: readonly string[] },
): ServerCertificate {
  try {
    return issueCertificate(authority, {
      names: serverNames(host, tlsName),
      now: context.environment.now(),
      subject: 'qcvm bridge',
    });
  } catch (error) {
    throw usageError(
      `bridge: the certificate authority cannot sign: ${error instanceof Error ? error.message : ''}`,
      'Move its file away to have a new one made, and give its certificate to the programs.',
    );
  }
}

/** Writes the certificate of an authority for programs. What holds a key is not replaced: it may be the authority itself. */
async function writeCertificate(
  { environment }: Context,
  caFile: string,
  { certificate }: CertificateAuthority,
): Promise<void> {
  const { files } = environment;
  const path = resolvePath(environment, caFile);
  if (keyPem.test((await files.read(path)) ?? ''))
    throw usageError(
      `bridge: --ca-file ${shortPath(environment, path)} holds a private key, which the certificate would replace`,
      'Name another file, which programs may read.',
    );
  await files.writePublic(path, certificate);
}

/** What of the options is about certificates. */
interface IdentityOptions {
  readonly host: string;
  readonly tlsName?: readonly string[];
  readonly caFile?: string;
  readonly authority?: string;
}

/** The certificate of a bridge. That of its authority is written where the options say. */
export async function identityOf(context: Context, options: IdentityOptions): Promise<ServerCertificate> {
  const authority = await keptAuthority(context, options);
  const { caFile } = options;
  if (caFile !== undefined) await writeCertificate(context, caFile, authority);
  return certificateFor(context, authority, options);
}
