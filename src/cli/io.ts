/** What the command touches of the world; tests pass their own. */
export interface Io {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Data, as text or as the bytes of UTF-8. */
  readonly out: (data: Data) => void;
  /** Whether data goes to a person: then boards print tables. */
  readonly outIsTerminal: boolean;
  /** Words about it. */
  readonly err: (text: string) => void;
  /** Whether words go to a person: then progress is shown. */
  readonly errIsTerminal: boolean;
  /** Other threads. Absent where there are none: then all is done in this one. */
  readonly threads?: Threads;
}

/** Text, or the bytes of its UTF-8. */
export type Data = string | Uint8Array;

/** Threads beside this one. */
export interface Threads {
  /** How many can work at a time, at least 1. */
  readonly count: number;
  readonly start: () => Thread;
}

/** Exports ledgers, one after the other. */
export interface Thread {
  /** Rejects where no outcome came: the thread is over then, and another may be started. */
  readonly run: (task: Task) => Promise<Outcome>;
  readonly end: () => Promise<void>;
}

/** A ledger to be exported; plain data, so that it can be handed to a thread. */
export interface Task {
  readonly ledger: string;
  /** The options of the export of one ledger. */
  readonly values: Values;
  /** What counts as now, in milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/** What the export of a ledger printed and said. */
export interface Outcome {
  readonly exitCode: ExitCode;
  /** In pieces; undefined where nothing was printed. */
  readonly out: readonly Data[] | undefined;
  readonly err: string;
  /** Where nothing was printed, the line that says why. */
  readonly reason: string;
}

/** The options of a command line by name, without the leading `--`. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A call that cannot be carried out as it was typed: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Exit codes: done; the data cannot answer; wrong usage or an unreadable ledger. */
export const exitCodes = { good: 0, data: 1, usage: 2 } as const;
/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
