/** What one program of the instance holds at one moment. */
export interface ProgramSample {
  readonly name: string;
  /** Resident memory, bytes. */
  readonly memory: number;
  /** Open files and sockets. */
  readonly handles: number;
}

/** What one table holds at one moment. */
export interface TableSample {
  readonly name: string;
  readonly rows: number;
  /** Rows that were deleted or replaced and not yet cleared away. */
  readonly deadRows: number;
  /** With its indexes, bytes. */
  readonly bytes: number;
}

/** What an instance holds at one moment of a steady load. */
export interface Sample {
  /** Minutes since the first sample. */
  readonly minute: number;
  readonly programs: readonly ProgramSample[];
  readonly tables: readonly TableSample[];
  /** Events that the reader that is furthest behind has yet to read. */
  readonly lag: number;
}
