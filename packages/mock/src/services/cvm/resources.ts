import { code } from '../../core/chance.js';
import { Collection, type Resource } from './collection.js';

export interface KeyPair {
  readonly name: string;
  readonly projectId: number;
  readonly description: string;
  readonly publicKey: string;
  readonly createdAt: number;
}

export interface OwnImage {
  readonly name: string;
  readonly description: string;
  /** The instance that it was made of. */
  readonly instanceId: string;
  readonly os: string;
  readonly size: number;
  readonly createdAt: number;
  readonly readyAt: number;
}

export interface ActionTimer {
  readonly action: string;
  readonly instanceId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a call with a ClientToken has made. */
export interface ClientTokenUse {
  readonly instanceIds: readonly string[];
  /** A digest of what was asked for. Left out by emulators that kept none. */
  readonly asked?: number;
}

/** The streams that ids are drawn from, by how ids begin. */
const streams = { skey: 'key', img: 'image', at: 'timer' } as const;

/** What accounts own in addition to instances. */
export class Resources {
  readonly keyPairs = new Collection<KeyPair>();
  readonly images = new Collection<OwnImage>();
  readonly timers = new Collection<ActionTimer>();
  readonly clientTokens = new Collection<ClientTokenUse>();
  /** Ids so far: names the stream that the next one is drawn from. */
  created = 0;

  /** An id that none has had, such as `img-0a1b2c3d`. */
  newId(prefix: keyof typeof streams, seed: number): string {
    const id = `${prefix}-${code(`${streams[prefix]}/${this.created}`, { seed, length: 8 })}`;
    this.created += 1;
    return id;
  }

  dump(): SavedResources {
    const { keyPairs, images, timers, clientTokens, created } = this;
    return {
      created,
      keyPairs: keyPairs.all(),
      images: images.all(),
      timers: timers.all(),
      clientTokens: clientTokens.all(),
    };
  }

  load(saved: SavedResources | undefined): void {
    this.created = saved?.created ?? 0;
    this.keyPairs.load(saved?.keyPairs ?? []);
    this.images.load(saved?.images ?? []);
    this.timers.load(saved?.timers ?? []);
    this.clientTokens.load(saved?.clientTokens ?? []);
  }
}

/** The resources in a snapshot. */
export interface SavedResources {
  readonly created: number;
  readonly keyPairs: readonly Resource<KeyPair>[];
  readonly images: readonly Resource<OwnImage>[];
  readonly timers: readonly Resource<ActionTimer>[];
  readonly clientTokens: readonly Resource<ClientTokenUse>[];
}
