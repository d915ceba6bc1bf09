import { useState } from 'preact/hooks';
import type { LoggedOutcome, LoggedRequest } from '../../src/core/log/entry.js';
import { api, rowsOf } from '../api.js';
import { Explanation } from './explanation.js';
import { milliseconds, timeOfDay } from '../format.js';
import { Pages, Search } from './list.js';
import type { Part } from './list.js';
import type { Store, View } from '../store.js';

/** What was asked, latest first, and what became of it. */
export function Requests({
  view,
  act,
  part,
  onPart,
}: {
  view: View;
  act: Store['act'];
  part: Part;
  onPart: (part: Part) => void;
}) {
  const { requests, total, found } = view.requests;
  const [open, setOpen] = useState<number>();
  const forget = (): void => {
    act(api.forgetRequests);
    onPart({ ...part, page: 0 });
  };
  return (
    <section class="requests" aria-labelledby="requests-title">
      <header>
        <h2 id="requests-title">
          Requests <span class="quiet">{total}</span>
        </h2>
        <div class="buttons">
          <Search label="Search requests" part={part} onPart={onPart} />
          <button type="button" disabled={total === 0} onClick={forget}>
            Forget
          </button>
        </div>
      </header>
      {requests.length === 0 && (
        <p class="quiet">{part.search === '' ? 'None yet.' : 'No request that is remembered has this.'}</p>
      )}
      <ol>
        {[...requests].reverse().map((request) => (
          <Request
            key={request.id}
            request={request}
            open={open === request.id}
            onToggle={() => setOpen(open === request.id ? undefined : request.id)}
          />
        ))}
      </ol>
      <Pages what="requests" part={part} rows={rowsOf.requests} found={found} onPart={onPart} />
    </section>
  );
}

interface RequestProps {
  readonly request: LoggedRequest;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Request({ request, open, onToggle }: RequestProps) {
  const { id, at, duration, action, region, outcome, faults } = request;
  const details = `request-${id}`;
  const good = outcome.kind === 'answered' && outcome.code === 0;
  return (
    <li data-request={id}>
      <button type="button" class="row" aria-expanded={open} aria-controls={details} onClick={onToggle}>
        <time>{timeOfDay(at)}</time>
        <strong>{action ?? 'no Action'}</strong>
        <span class="quiet">{region ?? 'no Region'}</span>
        <span class={`state ${good ? 'on' : 'bad'}`}>{shortOutcome(outcome)}</span>
        <span class="quiet message">{messageOf(outcome)}</span>
        <span class="quiet" title="On the emulator's clock, from the request to its answer">
          {milliseconds(duration)}
        </span>
        {faults.map((name) => (
          <span class="mark" key={name}>
            {name}
          </span>
        ))}
      </button>
      {open && (
        <div class="details" id={details}>
          <Details request={request} />
          {outcome.kind === 'answered' && outcome.refusedBy === 'signature' && <Explanation id={id} />}
        </div>
      )}
    </li>
  );
}

function shortOutcome(outcome: LoggedOutcome): string {
  switch (outcome.kind) {
    case 'answered':
      return outcome.code === 0 ? 'ok' : String(outcome.code);
    case 'faulty':
      return outcome.status === undefined ? 'faulty' : `HTTP ${outcome.status}`;
    case 'dropped':
      return 'dropped';
    case 'unexpected':
      return 'unexpected';
  }
}

const messageOf = (outcome: LoggedOutcome): string =>
  outcome.kind === 'answered' || outcome.kind === 'unexpected' ? outcome.message : outcome.reason;

function Details({ request }: { request: LoggedRequest }) {
  const { id, method, scheme, host, path, remote, adapter, account, outcome, parameters } = request;
  const facts: [string, string | undefined][] = [
    ['Request', `#${id} through ${adapter}${remote === undefined ? '' : ` from ${remote}`}`],
    ['Line', `${method} ${scheme}://${host}${path}`],
    ['Account', account],
    ['Refused by', outcome.kind === 'answered' ? outcome.refusedBy : undefined],
    ['codeDesc', outcome.kind === 'answered' ? outcome.codeDesc : undefined],
    ['Message', messageOf(outcome) || undefined],
    ...Object.entries(outcome.kind === 'answered' ? (outcome.results ?? {}) : {}).map(
      ([instance, code]): [string, string] => [instance, code === 0 ? 'accepted' : `code ${code}`],
    ),
  ];
  return (
    <>
      <Facts title="Outcome" facts={facts} />
      <Facts title="Parameters" facts={Object.entries(parameters)} />
    </>
  );
}

function Facts({
  title,
  facts,
}: {
  title: string;
  facts: readonly (readonly [string, string | undefined])[];
}) {
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, value]) =>
          value === undefined ? undefined : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
