import { SourceUnavailable } from "../errors.js";
import type { Disclosures } from "../policy/disclosures.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import type { SourceLine } from "./ask-sources.js";
import { writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";
import type { RestrictedRecord } from "./search-sources.js";

/** What a port must offer so that references can be followed to it. */
export interface HoldsRecords<Record extends RecordRef> {
  findByRefs(refs: readonly RecordRef[], disclosures: Disclosures, signal: AbortSignal): Promise<readonly Record[]>;
}

/**
 * Follows references, in their order: the record, null where those who may hold it do not have it, or the error of the
 * source that did not answer, for then nobody knows. The owner's own source is believed before a central one. A record
 * that may not be told in full is as absent as one that nobody holds.
 */
export async function findByRefs<Record extends RestrictedRecord>(
  lines: readonly SourceLine<HoldsRecords<Record>>[],
  refs: readonly RecordRef[],
  { signal, policies }: { readonly signal: AbortSignal; readonly policies: RequestPolicies },
): Promise<(Record | null | Error)[]> {
  const disclosures = policies.disclosures();
  const found = new Map<string, Record>();
  const silent: { readonly line: SourceLine<unknown>; readonly error: Error }[] = [];
  const ask = async (line: SourceLine<HoldsRecords<Record>>): Promise<void> => {
    const wanted = refs.filter(({ owner }) => mayHold(line, owner));
    if (wanted.length === 0) return;
    try {
      const records = await line.ask((port, deadline) => port.findByRefs(wanted, disclosures, deadline), signal);
      const isOwn = (record: Record): boolean => record.owner === line.description.owner;
      for (const record of records) {
        disclosures.of(record, record.restriction);
        if (isOwn(record) || !found.has(writeRef(record))) found.set(writeRef(record), record);
      }
    } catch (cause) {
      silent.push({ line, error: new SourceUnavailable(line.description.id, { cause }) });
    }
  };
  await Promise.all(lines.map(ask));
  return refs.map((ref) => {
    const record = disclosures.strictestOf(ref) === "FULL" ? found.get(writeRef(ref)) : undefined;
    return record ?? silent.find(({ line }) => mayHold(line, ref.owner))?.error ?? null;
  });
}

/** Whether a source may hold a record of this owner. */
export function mayHold({ description }: SourceLine<unknown>, owner: string): boolean {
  return description.holds === "MANY" || description.owner === owner;
}
