import { z } from "zod";

/** A row of what clients asked, as both stores keep it: what is not there is an empty text, so that it can be part of a key. */
export const usageRowSchema = z
  .object({
    client: z.string(),
    client_version: z.string(),
    operation_name: z.string(),
    hash: z.string(),
    document: z.string(),
    count: z.coerce.number(),
    first_seen: z.string(),
    last_seen: z.string(),
  })
  .transform((row) => ({
    client: row.client,
    clientVersion: row.client_version === "" ? null : row.client_version,
    operationName: row.operation_name === "" ? null : row.operation_name,
    document: row.document,
    hash: row.hash,
    count: row.count,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }));
