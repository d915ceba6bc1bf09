import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.js';
import { dateTime } from '../format.js';
import type { Store, View } from '../store.js';

const steps = [
  { label: '1 s', milliseconds: 1000 },
  { label: '10 s', milliseconds: 10_000 },
  { label: '1 min', milliseconds: 60_000 },
  { label: '1 h', milliseconds: 3_600_000 },
];

/** The emulator's time, and buttons that move it. */
export function Clock({ view, act }: { view: View; act: Store['act'] }) {
  const { mode } = view.clock;
  return (
    <section class="clock" aria-labelledby="clock-title">
      <h2 id="clock-title">Clock</h2>
      <p>
        <Time view={view} /> <span class="quiet">UTC, {mode}</span>
      </p>
      <div class="buttons" role="group" aria-label="Advance the clock">
        {steps.map(({ label, milliseconds }) => (
          <button
            type="button"
            key={label}
            aria-label={`Advance by ${label}`}
            onClick={() => act(() => api.advance(milliseconds))}
          >
            +{label}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Runs along with a real clock; the others are shown as they were when the page looked. */
function Time({ view: { clock, seenAt } }: { view: View }) {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const show = (): void => setNow(clock.now + (clock.mode === 'real' ? performance.now() - seenAt : 0));
    show();
    if (clock.mode !== 'real') return undefined;
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, [clock, seenAt]);
  return <time>{dateTime(now)}</time>;
}
