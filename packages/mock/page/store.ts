import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type {
  ChangesMessage,
  ClockBody,
  CredentialsBody,
  FaultsBody,
  InstancesBody,
  RequestsBody,
} from '../src/adapters/server/admin/bodies.js';
import { api } from './api.js';
import { firstPart } from './panels/list.js';
import type { Part } from './panels/list.js';

/** The emulator as it was when the page last looked. */
export interface View {
  readonly instances: InstancesBody;
  readonly requests: RequestsBody;
  readonly faults: FaultsBody;
  readonly clock: ClockBody;
  readonly credentials: CredentialsBody;
  /** When the page looked, on its own clock. */
  readonly seenAt: number;
}

export interface Store {
  /** Absent until the first look. */
  readonly view: View | undefined;
  /** Whether changes are heard of as they happen. */
  readonly live: boolean;
  /** What went wrong last, for people. */
  readonly problem: string | undefined;
  /** Does something, and tells when it fails. Changes come back as events. */
  readonly act: (action: () => Promise<unknown>) => void;
}

const words = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));

/** What the page looks at. */
export interface Focus {
  readonly requests: Part;
  readonly instances: Part;
  /** Narrows the fleet to one status; empty for all. */
  readonly status: string;
}

export const firstFocus: Focus = { requests: firstPart, instances: firstPart, status: '' };

/** Follows the emulator. */
export function useStore(focus: Focus): Store {
  const [view, setView] = useState<View>();
  const [live, setLive] = useState(false);
  const [problem, setProblem] = useState<string>();
  const wanted = useRef(focus);
  const looking = useRef(false);
  const again = useRef(false);

  const look = useCallback(async () => {
    // One look at a time: what changes meanwhile is seen by the next one.
    again.current = true;
    if (looking.current) return;
    looking.current = true;
    try {
      while (again.current) {
        again.current = false;
        const [instances, requests, faults, clock, credentials] = await Promise.all([
          api.instances(wanted.current.instances, wanted.current.status),
          api.requests(wanted.current.requests),
          api.faults(),
          api.clock(),
          api.credentials(),
        ]);
        setView({ instances, requests, faults, clock, credentials, seenAt: performance.now() });
      }
    } catch (failure) {
      setProblem(`The emulator cannot be reached: ${words(failure)}`);
    } finally {
      looking.current = false;
    }
  }, []);

  useEffect(() => {
    wanted.current = focus;
    void look();
  }, [focus, look]);

  useEffect(() => {
    const events = api.changes();
    events.onopen = () => {
      setLive(true);
      setProblem(undefined);
      void look();
    };
    events.onerror = () => setLive(false);
    events.onmessage = ({ data }: MessageEvent<string>) => {
      if ((JSON.parse(data) as ChangesMessage).changed.length > 0) void look();
    };
    return () => events.close();
  }, [look]);

  const act = useCallback(
    (action: () => Promise<unknown>) => {
      setProblem(undefined);
      action().then(look, (failure: unknown) => setProblem(words(failure)));
    },
    [look],
  );

  return { view, live, problem, act };
}
