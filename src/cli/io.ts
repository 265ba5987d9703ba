/** What the command touches of the world; tests pass their own. */
export interface Io {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Data. */
  readonly out: (text: string) => void;
  /** Whether data goes to a person: then boards print tables. */
  readonly outIsTerminal: boolean;
  /** Words about it. */
  readonly err: (text: string) => void;
  /** Whether words go to a person: then progress is shown. */
  readonly errIsTerminal: boolean;
}

/** A call that cannot be carried out as it was typed: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Exit codes: done; the data cannot answer; wrong usage or an unreadable ledger. */
export const exitCodes = { good: 0, data: 1, usage: 2 } as const;
/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
