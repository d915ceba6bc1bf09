import type { InstanceView } from '../src/services/cvm/instances/view.js';
import { shownRows } from './api.js';
import { timeOfDay, tone, words } from './format.js';
import type { View } from './store.js';

/** The instances and their states. */
export function Fleet({
  view,
  status,
  onStatus,
}: {
  view: View;
  status: string;
  onStatus: (status: string) => void;
}) {
  const { instances, total, counts } = view.instances;
  return (
    <section class="fleet" aria-labelledby="fleet-title">
      <header>
        <h2 id="fleet-title">Fleet</h2>
        <Filter total={total} counts={counts} status={status} onStatus={onStatus} />
      </header>
      {instances.length === 0 ? (
        <p class="quiet">{status === '' ? 'No instances.' : `No instance is ${words(status)}.`}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col">Status</th>
              <th scope="col">Next</th>
              <th scope="col">Region</th>
              <th scope="col">Address</th>
            </tr>
          </thead>
          <tbody>
            {instances.map((instance) => (
              <Row key={instance.unInstanceId} instance={instance} />
            ))}
          </tbody>
        </table>
      )}
      {total > instances.length && (
        <p class="quiet">
          The first {shownRows} of {total}.
        </p>
      )}
    </section>
  );
}

function Row({ instance }: { instance: InstanceView }) {
  const { unInstanceId, instanceName, status, statusName, next, stubborn, region, lanIp, account } = instance;
  return (
    <tr data-instance={unInstanceId} data-status={status}>
      <th scope="row">
        <code>{unInstanceId}</code> <span class="quiet">{instanceName}</span>
        {stubborn && (
          <span class="mark" title="An ordinary shutdown fails; only forceStop=1 gets it down.">
            stubborn
          </span>
        )}
      </th>
      <td data-label="Status">
        <span class={`state ${tone(status)}`}>
          {words(statusName)} <span class="quiet">{status}</span>
        </span>
      </td>
      <td data-label="Next">
        {next ? `${words(next.statusName)} at ${timeOfDay(next.at)}` : <span class="quiet">–</span>}
      </td>
      <td data-label="Region" title={`Account ${account}`}>
        {region}
      </td>
      <td data-label="Address">{lanIp}</td>
    </tr>
  );
}

interface FilterProps {
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly status: string;
  readonly onStatus: (status: string) => void;
}

/** One button for each status that there is. */
function Filter({ total, counts, status, onStatus }: FilterProps) {
  const names = Object.keys(counts).sort();
  // The chosen one stays when its last instance has left it.
  if (status !== '' && !names.includes(status)) names.push(status);
  return (
    <div class="buttons" role="group" aria-label="Show only one status">
      <button type="button" aria-pressed={status === ''} onClick={() => onStatus('')}>
        all{status === '' ? ` ${total}` : ''}
      </button>
      {names.map((name) => (
        <button type="button" key={name} aria-pressed={status === name} onClick={() => onStatus(name)}>
          {words(name)} {counts[name] ?? 0}
        </button>
      ))}
    </div>
  );
}
