import { useState } from 'preact/hooks';
import type { LoggedOutcome, LoggedRequest } from '../src/core/log/entry.js';
import { api } from './api.js';
import { Explanation } from './explanation.js';
import { timeOfDay } from './format.js';
import type { Store, View } from './store.js';

const signatureRefused = 4100;

/** What was asked, latest first, and what became of it. */
export function Requests({ view, act }: { view: View; act: Store['act'] }) {
  const { requests, total } = view.requests;
  const [open, setOpen] = useState<number>();
  return (
    <section class="requests" aria-labelledby="requests-title">
      <header>
        <h2 id="requests-title">
          Requests <span class="quiet">{total}</span>
        </h2>
        <button type="button" disabled={requests.length === 0} onClick={() => act(api.forgetRequests)}>
          Forget
        </button>
      </header>
      {requests.length === 0 && <p class="quiet">None yet.</p>}
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
    </section>
  );
}

interface RequestProps {
  readonly request: LoggedRequest;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Request({ request, open, onToggle }: RequestProps) {
  const { id, at, action, outcome, faults } = request;
  const details = `request-${id}`;
  const good = outcome.kind === 'answered' && outcome.code === 0;
  return (
    <li data-request={id}>
      <button type="button" class="row" aria-expanded={open} aria-controls={details} onClick={onToggle}>
        <time>{timeOfDay(at)}</time>
        <strong>{action ?? 'no Action'}</strong>
        <span class={`state ${good ? 'on' : 'bad'}`}>{shortOutcome(outcome)}</span>
        <span class="quiet message">{messageOf(outcome)}</span>
        {faults.map((name) => (
          <span class="mark" key={name}>
            {name}
          </span>
        ))}
      </button>
      {open && (
        <div class="details" id={details}>
          <Details request={request} />
          {outcome.kind === 'answered' && outcome.code === signatureRefused && <Explanation id={id} />}
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
