import type { InstanceView } from '../../src/services/cvm/instances/view.js';
import type { PowerAction } from '../../src/services/cvm/instances/instances.js';
import { api, rowsOf } from '../api.js';
import { newerWord, timeOfDay, tone, words } from '../format.js';
import { Pages, Search } from './list.js';
import type { Part } from './list.js';
import type { Focus, Store, View } from '../store.js';

/** The instances and their states. */
export function Fleet({
  view,
  act,
  focus,
  onFocus,
}: {
  view: View;
  act: Store['act'];
  focus: Focus;
  onFocus: (change: Partial<Focus>) => void;
}) {
  const { instances, total, counts } = view.instances;
  const { status, instances: part } = focus;
  const onPart = (changed: Part): void => onFocus({ instances: changed });
  const onStatus = (chosen: string): void => onFocus({ status: chosen, instances: { ...part, page: 0 } });
  return (
    <section class="fleet" aria-labelledby="fleet-title">
      <header>
        <h2 id="fleet-title">Fleet</h2>
        <div class="buttons">
          <Search label="Search instances" part={part} onPart={onPart} />
          <button type="button" onClick={() => act(api.addInstance)}>
            Add an instance
          </button>
          <Filter counts={counts} status={status} onStatus={onStatus} />
        </div>
      </header>
      {instances.length === 0 ? (
        <p class="quiet">
          {part.search !== ''
            ? 'No instance has this.'
            : status === ''
              ? 'No instances.'
              : `No instance is ${words(status)}.`}
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col">Status</th>
              <th scope="col">Next</th>
              <th scope="col">Region</th>
              <th scope="col">
                <span class="unseen">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {instances.map((instance) => (
              <Row key={instance.unInstanceId} instance={instance} act={act} />
            ))}
          </tbody>
        </table>
      )}
      <Pages what="instances" part={part} rows={rowsOf.instances} found={total} onPart={onPart} />
    </section>
  );
}

/** What buttons do with an instance that has a status. */
const actions: Readonly<Record<string, readonly { name: string; action: PowerAction }[] | undefined>> = {
  running: [
    { name: 'Stop', action: 'StopInstances' },
    { name: 'Reboot', action: 'RebootInstances' },
  ],
  shutDown: [{ name: 'Start', action: 'StartInstances' }],
};

function Row({ instance, act }: { instance: InstanceView; act: Store['act'] }) {
  const { unInstanceId, instanceName, status, statusName, next, stubborn, region, lanIp, account } = instance;
  return (
    <tr data-instance={unInstanceId} data-status={status}>
      <th scope="row">
        <code>{unInstanceId}</code>
        {stubborn && (
          <span
            class="mark"
            title="An ordinary shutdown fails; only forceStop=1, or a StopType other than SOFT, gets it down."
          >
            stubborn
          </span>
        )}
        <span class="below" title={instanceName}>
          {instanceName}
        </span>
      </th>
      <td data-label="Status">
        <span class={`state ${tone(status)}`}>
          {words(statusName)}
          <span class="below" title="In API 2.0, and in API 3.0">
            {status} {newerWord(instance)}
          </span>
        </span>
      </td>
      <td data-label="Next">
        {next ? (
          <>
            {words(next.statusName)} <span class="whole">at {timeOfDay(next.at)}</span>
          </>
        ) : (
          <span class="quiet">–</span>
        )}
      </td>
      <td data-label="Region" title={`Account ${account}`}>
        {region}
        <span class="below">{lanIp}</span>
      </td>
      <td data-label="Change">
        {actions[statusName]?.map(({ name, action }) => (
          <button
            type="button"
            key={name}
            aria-label={`${name} ${unInstanceId}`}
            onClick={() => act(() => api.begin(unInstanceId, action, stubborn))}
          >
            {name}
          </button>
        ))}
      </td>
    </tr>
  );
}

interface FilterProps {
  readonly counts: Readonly<Record<string, number>>;
  readonly status: string;
  readonly onStatus: (status: string) => void;
}

/** One button for each status that there is. */
function Filter({ counts, status, onStatus }: FilterProps) {
  const names = Object.keys(counts).sort();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  // The chosen one stays when its last instance has left it.
  if (status !== '' && !names.includes(status)) names.push(status);
  return (
    <div class="buttons" role="group" aria-label="Show only one status">
      <button type="button" aria-pressed={status === ''} onClick={() => onStatus('')}>
        all {all}
      </button>
      {names.map((name) => (
        <button type="button" key={name} aria-pressed={status === name} onClick={() => onStatus(name)}>
          {words(name)} {counts[name] ?? 0}
        </button>
      ))}
    </div>
  );
}
