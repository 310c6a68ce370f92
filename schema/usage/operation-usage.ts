/** What one client has sent of one document: kept so that a change of the schema knows whom it would hurt. */
export interface OperationUsage {
  /** The application, as it names itself. */
  readonly client: string;
  readonly clientVersion: string | null;
  readonly operationName: string | null;
  readonly document: string;
  /** SHA-256 of the document, in hexadecimal. */
  readonly hash: string;
  readonly count: number;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}
