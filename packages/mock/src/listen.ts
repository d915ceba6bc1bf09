/** How the HTTP(S) server listens. */
export interface ListenOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** HTTPS, with a certificate made at start for `*.api.qcloud.com` and the host, or with the one given. Default: false. */
  readonly tls?: boolean | { readonly key: string; readonly certificate: string };
  /** The file that keeps the state over restarts. Default: none. */
  readonly persistence?: string;
  /** The page and the admin API under `/_emulator/`. Default: true. */
  readonly admin?: boolean;
}

/** A server that listens. */
export interface EmulatorServer {
  /** Where it listens: `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly port: number;
  /** The certificate to trust, in PEM, when it was made at start. */
  readonly certificate?: string;
  /** Stops accepting, lets answers under way finish, and closes. */
  close(): Promise<void>;
}
