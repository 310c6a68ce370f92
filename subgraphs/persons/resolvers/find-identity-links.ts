import { isComplete, outcomeOf } from "../../kit/sources/ask-sources.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { parseRef, writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import { SourceFailure, TooManyMatches } from "../../kit/sources/source.js";
import type { SourceDescription, SourceReply } from "../../kit/sources/source.js";
import type { PersonRecord } from "../backends/person-record.js";
import type { PersonSource } from "../backends/person-source.js";
import type { Settlement, SettlementSource } from "../backends/settlement-source.js";
import { compareRecords, questionAbout } from "../matching/compare-records.js";
import type { IdentityLinkAnswer } from "../types/identity-link.js";
import type { PersonsContext } from "./person.js";
import { shapeIdentityLink } from "./shape-identity-link.js";

interface LinkPorts {
  readonly lines: readonly SourceLine<PersonSource>[];
  readonly settlements: SettlementSource;
}

/**
 * The records of other owners that may be of the same person: those that a search for what this one says finds, and those with
 * which it is settled. Each source is asked for both at once, the second time also where nothing is settled: whether a
 * settled link leads to a hidden record shows in no question, no account and no error.
 */
export async function findIdentityLinks(
  record: PersonRecord,
  { lines, settlements }: LinkPorts,
  context: PersonsContext,
): Promise<IdentityLinkAnswer> {
  const ref = writeRef(record);
  const settled = Map.groupBy(await settlements.aboutRecord(record, context), ({ matter }) => otherEnd(matter, ref));
  const known = [...settled.keys()].flatMap(readRef);
  const question = questionAbout(record);
  const crowded = new Set<string>();
  const { hits, replies } = await searchSources<PersonSource, PersonRecord>(
    lines,
    async (port, disclosures, signal, source) => {
      const wanted = refsFor(source, known);
      const held = await port.findByRefs(wanted, disclosures, signal).catch(nothingWhereNotOffered);
      const finds = await port.search(question, disclosures, signal).catch((error: unknown) => {
        if (!(error instanceof TooManyMatches)) throw error;
        crowded.add(source.id);
        return [];
      });
      return [...finds, ...held.map((one) => ({ score: 0, features: [], record: one }))];
    },
    { signal: context.signal, policies: context.policies },
  );
  const found = hits.flatMap(({ record: other, sources }) => {
    // A record of which the hit alone may be told is linked with nothing: what it says would show in the link.
    if (other === null || other.owner === record.owner) return [];
    const match = compareRecords(record, other);
    const decided = settled.get(writeRef(other)) ?? [];
    if (match === null && decided.length === 0) return [];
    return [{ sources, link: shapeIdentityLink({ record: other, match, settled: decided }, context.authority) }];
  });
  const linking = new Set(found.flatMap(({ sources }) => sources));
  const sources = replies.map((reply) => accountOf(reply, { linking, crowded }));
  const allLinks = found.map(({ link }) => link).toSorted(bySureness);
  const outcome = allLinks.length > 0 ? "HIT" : outcomeOf(sources);
  return { outcome, complete: isComplete(sources), sources, hitCount: allLinks.length, allLinks };
}

function bySureness(one: IdentityLinkAnswer["allLinks"][number], other: typeof one): number {
  return (other.score ?? 0) - (one.score ?? 0) || (one.person.ref < other.person.ref ? -1 : 1);
}

/** What a source found is a hit where it is a link: the record itself, and others of its owner, are none. */
function accountOf(
  reply: SourceReply,
  { linking, crowded }: { readonly linking: ReadonlySet<string>; readonly crowded: ReadonlySet<string> },
): SourceReply {
  if (reply.outcome !== "HIT" && reply.outcome !== "NO_HIT") return reply;
  if (crowded.has(reply.source)) return { ...reply, outcome: "TOO_MANY" };
  return { ...reply, outcome: linking.has(reply.source) ? "HIT" : "NO_HIT" };
}

/** What a source may hold of these, and a record that nobody has: it is asked whether or not there is anything. */
function refsFor({ holds, owner }: SourceDescription, known: readonly RecordRef[]): readonly RecordRef[] {
  return [...known.filter((ref) => holds === "MANY" || ref.owner === owner), { owner, localId: NOBODYS_ID }];
}

const NOBODYS_ID = "-";

function nothingWhereNotOffered(error: unknown): readonly [] {
  if (error instanceof SourceFailure && error.reason === "NOT_OFFERED") return [];
  throw error;
}

function otherEnd({ ref, otherRef }: Settlement["matter"], from: string): string {
  return ref === from ? (otherRef ?? "") : ref;
}

function readRef(text: string): readonly RecordRef[] {
  const ref = parseRef(text);
  return ref.ok ? [ref.value] : [];
}
