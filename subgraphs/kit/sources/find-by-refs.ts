import { SourceUnavailable } from "../errors.js";
import type { Disclosures } from "../policy/disclosures.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import type { SourceLine } from "./ask-sources.js";
import { writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";
import type { RestrictedRecord } from "./search-sources.js";
import { SourceFailure } from "./source.js";

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
  terms: LookUpTerms,
): Promise<(Record | null | Error)[]> {
  const { disclosures, found, silentAbout } = await askHolders(lines, refs, terms);
  return refs.map((ref) => {
    const record = disclosures.strictestOf(ref) === "FULL" ? found.get(writeRef(ref)) : undefined;
    return record ?? silentAbout(ref)[0] ?? null;
  });
}

/**
 * Whether the officer may still be told that a record is there which was told of before. A source that follows no references
 * takes nothing back. @throws SourceUnavailable where one that may hold it did not answer
 */
export async function mayStillBeTold(
  lines: readonly SourceLine<HoldsRecords<RestrictedRecord>>[],
  ref: RecordRef,
  terms: LookUpTerms,
): Promise<boolean> {
  const { disclosures, silentAbout } = await askHolders(lines, [ref], terms);
  if (disclosures.isNamed(ref)) return disclosures.strictestOf(ref) !== "NONE";
  const silent = silentAbout(ref);
  const failed = silent.find((error) => !isNotOffered(error));
  if (failed !== undefined) throw failed;
  return silent.length > 0;
}

/** What goes with references that are followed. */
interface LookUpTerms {
  readonly signal: AbortSignal;
  readonly policies: RequestPolicies;
}

interface LookUp<Record> {
  readonly disclosures: Disclosures;
  readonly found: ReadonlyMap<string, Record>;
  /** The errors of those who may hold a record and did not answer. */
  readonly silentAbout: (ref: RecordRef) => readonly SourceUnavailable[];
}

async function askHolders<Record extends RestrictedRecord>(
  lines: readonly SourceLine<HoldsRecords<Record>>[],
  refs: readonly RecordRef[],
  { signal, policies }: LookUpTerms,
): Promise<LookUp<Record>> {
  const disclosures = policies.disclosures();
  const found = new Map<string, Record>();
  const silent: { readonly line: SourceLine<unknown>; readonly error: SourceUnavailable }[] = [];
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
  const silentAbout = ({ owner }: RecordRef): readonly SourceUnavailable[] =>
    silent.filter(({ line }) => mayHold(line, owner)).map(({ error }) => error);
  return { disclosures, found, silentAbout };
}

function isNotOffered({ cause }: Error): boolean {
  return cause instanceof SourceFailure && cause.reason === "NOT_OFFERED";
}

/** Whether a source may hold a record of this owner. */
export function mayHold({ description }: SourceLine<unknown>, owner: string): boolean {
  return description.holds === "MANY" || description.owner === owner;
}
