import { render } from 'preact';
import { useState } from 'preact/hooks';
import { api } from './api.js';
import { Clock } from './panels/clock.js';
import { Connect } from './panels/connect.js';
import { Faults } from './panels/faults.js';
import { Fleet } from './panels/fleet.js';
import { Requests } from './panels/requests.js';
import { firstFocus, useStore } from './store.js';
import type { Focus } from './store.js';

function App() {
  const [focus, setFocus] = useState(firstFocus);
  const { view, live, problem, act } = useStore(focus);
  const turn = (change: Partial<Focus>): void => setFocus((before) => ({ ...before, ...change }));
  return (
    <>
      <header class="top">
        <h1>qcvm emulator</h1>
        <span role="status" class={`state ${live ? 'on' : 'busy'}`}>
          {live ? 'live' : 'connecting'}
        </span>
        <Reset onReset={() => act(api.reset)} />
      </header>
      {problem !== undefined && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      {view && (
        <main>
          <div class="wide">
            <Requests view={view} act={act} part={focus.requests} onPart={(requests) => turn({ requests })} />
            <Fleet view={view} act={act} focus={focus} onFocus={turn} />
            <Connect view={view} />
          </div>
          <div class="side">
            <Clock view={view} act={act} />
            <Faults view={view} act={act} />
          </div>
        </main>
      )}
    </>
  );
}

/** Everything that was done would be lost: the first press only asks. */
function Reset({ onReset }: { onReset: () => void }) {
  const [asked, setAsked] = useState(false);
  const press = (): void => {
    if (asked) onReset();
    setAsked(!asked);
  };
  return (
    <button type="button" class={asked ? 'danger' : ''} onClick={press} onBlur={() => setAsked(false)}>
      {asked ? 'Really go back to the start?' : 'Reset'}
    </button>
  );
}

const page = document.getElementById('page');
if (page) render(<App />, page);
