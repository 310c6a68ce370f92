import type { z } from "zod";
import type { Disclosures } from "../policy/disclosures.js";
import type { MappedRecords, RecordSchema } from "./mapped-records.js";
import type { RecordRef } from "./record-ref.js";

/** What every back end over mapped tables does alike; how it is searched each domain says itself. */
export abstract class MappedSource<Schema extends RecordSchema> {
  protected readonly records: MappedRecords<Schema>;

  constructor(records: MappedRecords<Schema>) {
    this.records = records;
  }

  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly z.output<Schema>[]> {
    return this.records.findByRefs(refs, disclosures, signal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.records[Symbol.asyncDispose]();
  }

  warm(signal: AbortSignal): Promise<void> {
    return this.records.warm(signal);
  }
}
