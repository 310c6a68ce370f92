import { SourceUnavailable } from "../errors.js";
import type { SourceLine } from "./ask-sources.js";
import { writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";

/** What a port must offer so that references can be followed to it. */
export interface HoldsRecords<Record extends RecordRef> {
  findByRefs(refs: readonly RecordRef[], signal: AbortSignal): Promise<readonly Record[]>;
}

/**
 * Follows references, in their order: the record, null where those who may hold it do not have it, or the error of the
 * source that did not answer, for then nobody knows. The owner's own source is believed before a central one.
 */
export async function findByRefs<Record extends RecordRef>(
  lines: readonly SourceLine<HoldsRecords<Record>>[],
  refs: readonly RecordRef[],
  signal: AbortSignal,
): Promise<(Record | null | Error)[]> {
  const found = new Map<string, Record>();
  const silent: { readonly line: SourceLine<unknown>; readonly error: Error }[] = [];
  const ask = async (line: SourceLine<HoldsRecords<Record>>): Promise<void> => {
    const wanted = refs.filter(({ owner }) => mayHold(line, owner));
    if (wanted.length === 0) return;
    try {
      const records = await line.ask((port, deadline) => port.findByRefs(wanted, deadline), signal);
      const isOwn = (record: Record): boolean => record.owner === line.description.owner;
      for (const record of records)
        if (isOwn(record) || !found.has(writeRef(record))) found.set(writeRef(record), record);
    } catch (cause) {
      silent.push({ line, error: new SourceUnavailable(line.description.id, { cause }) });
    }
  };
  await Promise.all(lines.map(ask));
  return refs.map(
    (ref) => found.get(writeRef(ref)) ?? silent.find(({ line }) => mayHold(line, ref.owner))?.error ?? null,
  );
}

/** Whether a source may hold a record of this owner. */
export function mayHold({ description }: SourceLine<unknown>, owner: string): boolean {
  return description.holds === "MANY" || description.owner === owner;
}
