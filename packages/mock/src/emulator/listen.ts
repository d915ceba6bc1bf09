/// <reference lib="esnext.disposable" preserve="true" />

/** How the HTTP(S) server listens. Times are in milliseconds of the machine, regardless of the emulator's clock. */
export interface ListenOptions {
  /** Default: `127.0.0.1`. Anything but a loopback address needs `allowRemote`. */
  readonly host?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /**
   * Lets `host` be an address that other machines can reach. The server is a fake for tests: who reaches it can
   * change everything in it. The admin API and the page are then off unless asked for by name. Default: false.
   */
  readonly allowRemote?: boolean;
  /**
   * HTTPS, with a certificate made at start for `*.api.qcloud.com`, `*.tencentcloudapi.com` and its regional names, `localhost`,
   * the loopback addresses and `host`, or with the one given. Default: false.
   */
  readonly tls?: boolean | TlsOptions;
  /** The admin API under `/_emulator/api/`. Default: true on a loopback address. */
  readonly adminApi?: boolean;
  /** The page `/_emulator/`. It needs the admin API. Default: as `adminApi`. */
  readonly page?: boolean;
  /**
   * The file that keeps the state over restarts: read at start if it exists, written after every change. It
   * holds the SecretKeys of the emulated accounts, so only its owner can read it. Default: none.
   */
  readonly persist?: string;
  readonly limits?: Partial<ServerLimits>;
  /** Called with each problem that no response reports, such as a state file that cannot be written. Default: a process warning. */
  readonly onProblem?: (problem: Error) => void;
}

/** TLS beyond the defaults. `key` and `certificate` go together. */
export interface TlsOptions {
  /** The server's private key, PEM. Default: made at start. */
  readonly key?: string;
  /** The server's certificate with its chain, PEM. Default: made at start. */
  readonly certificate?: string;
  /** Further DNS names and IP addresses that the certificate made at start is for. */
  readonly names?: readonly string[];
  /** Where to write the certificate authority that clients have to trust, as PEM. Default: nowhere. */
  readonly certificateAuthorityFile?: string;
}

/** What the server takes from a caller, and for how long it waits. */
export interface ServerLimits {
  /** Request line and headers, in bytes; more is answered with 431. Default: 49152, as a query may have 32 KB. */
  readonly headerBytes: number;
  /** The body, in bytes; more is answered with 413. Default: 10485760. */
  readonly bodyBytes: number;
  /**
   * All bodies that are being read, together, in bytes; one for which there is no room is answered with 503. The first 16 KiB of each always
   * have room. Default: 268435456.
   */
  readonly bodiesBytes: number;
  /** Open connections; further ones are closed at once. Default: 1000. */
  readonly connections: number;
  /** Until the headers are complete; then 408. Default: 10000. */
  readonly headersTimeout: number;
  /**
   * Until the whole request has arrived; then 408. Also how long a caller that sends no more has for taking its answer.
   * Default: 30000.
   */
  readonly requestTimeout: number;
  /** How long an idle connection is kept, and one that the server has ended but the other end has not. Default: 5000. */
  readonly keepAliveTimeout: number;
  /** How long `close` waits for answers under way before it cuts them off. Default: 5000. */
  readonly closeGrace: number;
}

export const defaultServerLimits: ServerLimits = {
  headerBytes: 49_152,
  bodyBytes: 10_485_760,
  bodiesBytes: 268_435_456,
  connections: 1000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5000,
  closeGrace: 5000,
};

/** A server that listens. With `await using` it closes itself. */
export interface EmulatorServer extends AsyncDisposable {
  /** Where it is reached from this machine: `http://127.0.0.1:8787`, also when it listens on all addresses. */
  readonly url: string;
  /** The address that it listens on. */
  readonly host: string;
  readonly port: number;
  /** The page, when it is on: `http://127.0.0.1:8787/_emulator/`. */
  readonly pageUrl?: string;
  /** The certificate authority to trust, as PEM, when the certificate was made at start. */
  readonly certificateAuthority?: string;
  /**
   * Stops accepting, closes idle connections, waits for answers under way (at most `limits.closeGrace`), writes
   * the state file. Closing twice does no more than closing once.
   */
  close(): Promise<void>;
}
