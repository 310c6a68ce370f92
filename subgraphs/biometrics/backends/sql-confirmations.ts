import { NO_DECISIONS } from "../../kit/decisions/decision.js";
import type { DecidingRequest, Decisions, Matter } from "../../kit/decisions/decision.js";
import { digestOf } from "../../kit/decisions/digest.js";
import { OwnSchema } from "../../kit/decisions/own-schemas.js";
import type { OwnSchemas } from "../../kit/decisions/own-schemas.js";
import { SqlDecisions } from "../../kit/decisions/sql-decisions.js";
import { CANDIDATE_VERDICTS } from "./confirmation-source.js";
import type {
  CandidateStatement,
  CandidateVerdict,
  Confirmation,
  ConfirmationSource,
  SampleSearch,
  Telling,
} from "./confirmation-source.js";
import { confirmationMigrations } from "./own-migrations/index.js";
import { SqlTellings } from "./sql-tellings.js";

const SCHEMA = "crosscheck_biometrics";

/**
 * Candidates that officers were told of, and what they said of them, in tables of the graph's own. A case is a case of an
 * agency: what one of its officers has confirmed leads on for all who work on it.
 */
export class SqlConfirmations implements ConfirmationSource {
  readonly #decisions: Decisions<CandidateVerdict>;
  /** Null where nothing is kept: then nobody was told. */
  readonly #tellings: SqlTellings | null;
  readonly #schema: OwnSchema | null;

  /** @param own where they are kept; without it none are, and nothing can be confirmed */
  constructor(own: OwnSchemas | undefined) {
    this.#schema = own === undefined ? null : new OwnSchema(own, SCHEMA, confirmationMigrations);
    this.#decisions = this.#schema === null ? NO_DECISIONS : new SqlDecisions(this.#schema, CANDIDATE_VERDICTS);
    this.#tellings = this.#schema === null ? null : new SqlTellings(this.#schema);
  }

  async remember(refs: readonly string[], { samples, origin }: SampleSearch, request: DecidingRequest): Promise<void> {
    const told = refs.map((ref) => ({
      key: toldKey(ref, request),
      about: this.aboutOf(ref, samples, request),
      origin,
    }));
    await this.#tellings?.add(told, request.signal);
  }

  async lastTelling(ref: string, origin: string | null, request: DecidingRequest): Promise<Telling | null> {
    return (await this.#tellings?.last(toldKey(ref, request), origin, request.signal)) ?? null;
  }

  confirm(
    ref: string,
    { about, origin }: Telling,
    { verdict, reason }: CandidateStatement,
    request: DecidingRequest,
  ): Promise<Confirmation> {
    return this.#decisions.decide(matterOf(ref, request), { verdict, about, reason, origin }, request);
  }

  async saidOf(refs: readonly string[], request: DecidingRequest): Promise<readonly (readonly Confirmation[])[]> {
    const keys = refs.map((ref) => matterOf(ref, request).key);
    const said = Map.groupBy(await this.#decisions.ofMatters(keys, request.signal), ({ matter }) => matter.key);
    return keys.map((key) => said.get(key) ?? []);
  }

  aboutOf(ref: string, samples: string, request: DecidingRequest): string {
    return digestOf("samples", ...caseOf(request), ref, samples);
  }

  async warm(): Promise<void> {
    await this.#schema?.ready();
  }
}

function matterOf(ref: string, request: DecidingRequest): Matter {
  return { key: digestOf("candidate", ...caseOf(request), ref), ref, otherRef: null };
}

function toldKey(ref: string, request: DecidingRequest): string {
  return digestOf("told", ...caseOf(request), request.authority?.officer.id ?? "", ref);
}

/** Case numbers are an agency's own. */
function caseOf({ authority }: DecidingRequest): readonly string[] {
  const { officer, justification } = authority ?? {};
  return [officer?.country ?? "", officer?.agency ?? "", justification?.caseReference ?? ""];
}
