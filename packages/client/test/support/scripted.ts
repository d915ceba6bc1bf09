import {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportRequest,
} from '../../src/model/transport.js';

/** What a scripted service does with one request. */
export type Answer = (request: TransportRequest) => unknown;

/** The parameters of a request, wherever they are. */
export const parametersOf = ({ url, body }: Pick<TransportRequest, 'url' | 'body'>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(body ?? new URL(url).search));

export interface Scripted extends Transport {
  /** The parameters of every request so far. */
  readonly calls: Record<string, string>[];
  readonly requests: TransportRequest[];
}

/** A transport that gives one answer after the other; the last one for ever. */
export function scripted(...answers: Answer[]): Scripted {
  const requests: TransportRequest[] = [];
  const calls: Record<string, string>[] = [];
  return {
    requests,
    calls,
    send(request) {
      const answer = answers[Math.min(requests.length, answers.length - 1)]!;
      requests.push(request);
      calls.push(parametersOf(request));
      return answer(request) as ReturnType<Transport['send']>;
    },
  };
}

/** An answer of the service. */
export const json =
  (body: unknown, headers: Record<string, string> = {}, status = 200): Answer =>
  async () => ({ status, headers, body: JSON.stringify(body) });

export const text =
  (body: string, status = 200): Answer =>
  async () => ({ status, headers: {}, body });

export const code = (number: number, message = '', headers: Record<string, string> = {}): Answer =>
  json({ code: number, message }, headers);

export const fails =
  (phase: TransportPhase): Answer =>
  async () => {
    throw new TransportFailure('broken on purpose', { phase });
  };

/** Never answers, and ignores the signal. */
export const silent: Answer = () => new Promise(() => undefined);

/** Every id accepted. */
export const accepted: Answer = async (request) => {
  const ids = Object.entries(parametersOf(request)).flatMap(([name, id]) =>
    name.startsWith('instanceIds.') ? [id] : [],
  );
  const detail = Object.fromEntries(ids.map((id) => [id, { code: 0, message: '', requestId: `task-${id}` }]));
  return {
    status: 200,
    headers: {},
    body: JSON.stringify({ code: 0, message: '', codeDesc: 'Success', detail }),
  };
};

export const credentials = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA',
};
