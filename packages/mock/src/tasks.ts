/** An asynchronous task: what a batch call began for one instance. */
export interface Task {
  /** The `requestId` of the answer. */
  readonly requestId: string;
  readonly action: string;
  readonly account: string;
  /** In the long spelling. */
  readonly region: string;
  readonly unInstanceId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishesAt: number;
  /** Whether it will reach what was asked for: the ordinary shutdown of a stubborn instance does not. */
  readonly willSucceed: boolean;
}

export interface TaskView extends Task {
  readonly status: 'running' | 'succeeded' | 'failed';
}

/** Tasks, by the `requestId` that the batch call answered for each instance. */
export interface Tasks {
  /** `undefined` for an id that was never given out, or was forgotten (see `maximumTasks`). */
  get(requestId: string | number): TaskView | undefined;
  /** Oldest first. */
  list(filter?: { unInstanceId?: string }): readonly TaskView[];
}
