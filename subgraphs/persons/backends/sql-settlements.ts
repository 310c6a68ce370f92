import { decisionMigration } from "../../kit/decisions/decision-migration.js";
import { NO_DECISIONS } from "../../kit/decisions/decision.js";
import type { DecidingRequest, Decisions, Matter } from "../../kit/decisions/decision.js";
import { digestOf } from "../../kit/decisions/digest.js";
import { OwnSchema } from "../../kit/decisions/own-schemas.js";
import type { OwnSchemas } from "../../kit/decisions/own-schemas.js";
import { SqlDecisions } from "../../kit/decisions/sql-decisions.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { IDENTITY_LINK_STATES } from "./settlement-source.js";
import type {
  IdentityLinkState,
  RecordPair,
  Settlement,
  SettlementSource,
  SettlingStatement,
} from "./settlement-source.js";

const SCHEMA = "crosscheck_persons";

/** Settled identity links in a table of the graph's own. */
export class SqlSettlements implements SettlementSource {
  readonly #decisions: Decisions<IdentityLinkState>;
  readonly #schema: OwnSchema | null;

  /** @param own where they are kept; without it none are, and nothing can be settled */
  constructor(own: OwnSchemas | undefined) {
    this.#schema = own === undefined ? null : new OwnSchema(own, SCHEMA, [decisionMigration]);
    this.#decisions = this.#schema === null ? NO_DECISIONS : new SqlDecisions(this.#schema, IDENTITY_LINK_STATES);
  }

  aboutRecord(ref: RecordRef, { signal }: DecidingRequest): Promise<readonly Settlement[]> {
    return this.#decisions.aboutRecord(writeRef(ref), signal);
  }

  ofPair(pair: RecordPair, { signal }: DecidingRequest): Promise<readonly Settlement[]> {
    return this.#decisions.ofMatters([matterOf(pair).key], signal);
  }

  settle(pair: RecordPair, { state, reason }: SettlingStatement, request: DecidingRequest): Promise<Settlement> {
    return this.#decisions.decide(matterOf(pair), { verdict: state, about: "", reason, origin: null }, request);
  }

  async warm(): Promise<void> {
    await this.#schema?.ready();
  }
}

/** The same from either end. */
function matterOf(pair: RecordPair): Matter {
  const [ref = "", otherRef = ""] = pair.map(writeRef).toSorted();
  return { key: digestOf("identity-link", ref, otherRef), ref, otherRef };
}
