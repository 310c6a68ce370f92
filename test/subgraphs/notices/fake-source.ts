import type { Operation, OperationResult } from "../../../subgraphs/kit/graph/run-subgraph.js";
import { SourceLine } from "../../../subgraphs/kit/sources/ask-sources.js";
import type { RecordRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { sourceDescriptionSchema } from "../../../subgraphs/kit/sources/source.js";
import type { SourceDescription } from "../../../subgraphs/kit/sources/source.js";
import { createNotices } from "../../../subgraphs/notices/index.js";
import type { NoticeFind, NoticeQuestion, NoticeRecord, NoticeSource } from "../../../subgraphs/notices/index.js";
import { compareNotices } from "../../../subgraphs/notices/matching/compare-notices.js";
import { POLICIES } from "../../support/authority.js";
import { askSubgraph } from "../../support/subgraph.js";

export const RED_NOTICE: NoticeRecord = {
  owner: "XPO",
  localId: "N1",
  restriction: null,
  entityId: "2024/12345",
  colour: "RED",
  kind: "NOTICE",
  state: "PUBLISHED",
  issuingCountry: "SWE",
  issuedOn: "2024-02-11",
  expiresOn: "2029-02-11",
  names: [{ family: "Orlova", given: "Nina", original: "Орлова Нина" }],
  datesOfBirth: ["1984-03-12"],
  sex: "F",
  nationalities: ["UKR"],
  warrants: [{ issuingCountry: "SWE", charge: "Grovt bedrägeri", chargeTranslation: "Aggravated fraud" }],
  recipients: [],
  publicExtract: null,
  person: "XPO/P1",
};

export const CANCELLED_NOTICE: NoticeRecord = { ...RED_NOTICE, state: "CANCELLED" };

export const NOBODY: NoticeQuestion = { names: [], dateOfBirth: null, sex: null, nationalities: [], entityId: null };

/** The far end: holds these records and remembers what it was asked. */
export class FakeNoticeSource implements NoticeSource {
  readonly asked: NoticeQuestion[] = [];
  readonly askedRefs: (readonly RecordRef[])[] = [];
  readonly #records: readonly NoticeRecord[];

  constructor(...records: readonly NoticeRecord[]) {
    this.#records = records;
  }

  async search(question: NoticeQuestion): Promise<readonly NoticeFind[]> {
    this.asked.push(question);
    return compareNotices(question, this.#records);
  }

  async findByRefs(refs: readonly RecordRef[]): Promise<readonly NoticeRecord[]> {
    this.askedRefs.push(refs);
    return this.#records.filter((record) =>
      refs.some(({ owner, localId }) => owner === record.owner && localId === record.localId),
    );
  }
}

export const brokenSource: NoticeSource = {
  search: () => Promise.reject(new Error("password of the owner's database")),
  findByRefs: () => Promise.reject(new Error("password of the owner's database")),
};

/** A source of one owner; XPO's is the central one that holds records of many. */
export function describeSource(owner: string): SourceDescription {
  return sourceDescriptionSchema.parse({
    id: `${owner.toLowerCase()}-notices`,
    owner,
    name: "A source of a test",
    domain: "notices",
    holds: owner === "XPO" ? "MANY" : "OWN",
    legalBasis: "None",
    contact: { bureau: `Bureau of ${owner}` },
  });
}

export function lineOf(owner: string, port: NoticeSource): SourceLine<NoticeSource> {
  return new SourceLine(describeSource(owner), port);
}

/** Puts one operation to the subgraph over these sources. */
export function ask(lines: readonly SourceLine<NoticeSource>[], operation: Operation): Promise<OperationResult> {
  return askSubgraph(createNotices(lines, POLICIES), operation.query, operation.variables ?? {});
}
