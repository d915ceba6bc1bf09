import { useState } from 'preact/hooks';
import type { Fault, FaultRule } from '../../src/core/faults/rule.js';
import { api } from '../api.js';
import type { Store, View } from '../store.js';

interface Preset {
  readonly name: string;
  readonly hint: string;
  readonly fault: Fault;
}

/** What goes wrong most often. Everything else can be added through the admin API, and is listed here too. */
const presets: readonly Preset[] = [
  {
    name: 'slow',
    hint: 'The answer comes two seconds late.',
    fault: { kind: 'latency', milliseconds: 2000 },
  },
  { name: 'unreachable', hint: 'Nothing gets through.', fault: { kind: 'unreachable' } },
  {
    name: 'answer lost',
    hint: 'It is done, but the connection ends before the answer.',
    fault: { kind: 'drop', when: 'after' },
  },
  { name: 'body cut', hint: 'It is done, but the answer ends in the middle.', fault: { kind: 'cut' } },
  {
    name: 'gateway 502',
    hint: 'A gateway answers with an HTML page.',
    fault: { kind: 'gateway', status: 502 },
  },
  { name: 'quota 4400', hint: 'Too many requests.', fault: { kind: 'code', code: 4400 } },
  {
    name: 'RequestLimitExceeded',
    hint: 'Too many requests, as API 3.0 says it.',
    fault: { kind: 'code', code: 'RequestLimitExceeded' },
  },
  { name: 'internal 6000', hint: 'Internal server error.', fault: { kind: 'code', code: 6000 } },
  { name: 'maintenance 6200', hint: 'Temporarily unavailable.', fault: { kind: 'code', code: 6200 } },
  { name: 'partial failure', hint: 'One instance of each batch fails.', fault: { kind: 'partialFailure' } },
  {
    name: 'clock an hour ahead',
    hint: "The service's clock is wrong.",
    fault: { kind: 'clockSkew', seconds: 3600 },
  },
  { name: 'delivered twice', hint: 'The network repeats each request.', fault: { kind: 'duplicate' } },
];

const actions = [
  'DescribeInstances',
  'StopInstances',
  'StartInstances',
  'RestartInstances',
  'RebootInstances',
  'RunInstances',
  'TerminateInstances',
];

/** Switches for what may go wrong. */
export function Faults({ view, act }: { view: View; act: Store['act'] }) {
  const { faults } = view.faults;
  const [action, setAction] = useState('');
  const [once, setOnce] = useState(false);
  const others = faults.filter(({ name }) => !presets.some((preset) => preset.name === name));
  const toggle = (preset: Preset, active: FaultRule | undefined): void =>
    act(() =>
      active
        ? api.removeFault(active.id)
        : api.addFault({
            name: preset.name,
            fault: preset.fault,
            ...(action === '' ? {} : { action }),
            ...(once ? { times: 1 } : {}),
          }),
    );
  return (
    <section class="faults" aria-labelledby="faults-title">
      <header>
        <h2 id="faults-title">Faults</h2>
        <label>
          on{' '}
          <select value={action} onChange={({ currentTarget }) => setAction(currentTarget.value)}>
            <option value="">every Action</option>
            {actions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={once}
            onChange={({ currentTarget }) => setOnce(currentTarget.checked)}
          />{' '}
          only once
        </label>
      </header>
      <ul>
        {presets.map((preset) => {
          const active = faults.find(({ name }) => name === preset.name);
          return (
            <li key={preset.name}>
              <button
                type="button"
                role="switch"
                aria-checked={active !== undefined}
                onClick={() => toggle(preset, active)}
              >
                <span class="knob" aria-hidden="true" />
                {preset.name}
              </button>
              <span class="quiet">{active ? activity(active) : preset.hint}</span>
            </li>
          );
        })}
        {others.map((rule) => (
          <li key={rule.id}>
            <button
              type="button"
              role="switch"
              aria-checked="true"
              onClick={() => act(() => api.removeFault(rule.id))}
            >
              <span class="knob" aria-hidden="true" />
              {rule.name}
            </button>
            <span class="quiet">{activity(rule)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function activity({ action, times, hits }: FaultRule): string {
  const where = action === undefined ? 'on every Action' : `on ${[action].flat().join(', ')}`;
  const left = times === undefined ? '' : hits >= times ? ', used up' : `, ${times - hits} to come`;
  return `${where}: hit ${hits}${left}`;
}
