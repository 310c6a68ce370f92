import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Asker, Disclosures } from "../policy/disclosures.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { Find, RestrictedRecord } from "../sources/search-sources.js";
import { InvalidReply, SourceFailure, TooManyMatches } from "../sources/source.js";
import type { SourceDescription } from "../sources/source.js";
import { CONTRACT_NAMES } from "./contract-names.js";
import type { ContractPort, DomainContract } from "./domain-contract.js";
import { hiddenDigest } from "./hidden-records.js";
import { byRefForm, readAnswer, refuseState, searchForm } from "./read-answer.js";
import type { AnswerForm, AnswerState, Stamp } from "./read-answer.js";
import { writeSelection } from "./selection.js";

/** One GraphQL request of the contract. */
export interface ContractRequest {
  readonly query: string;
  readonly operationName: string;
  readonly variables: { readonly [name: string]: unknown };
}

/** The way to a server of the contract: gives the reply as parsed JSON. */
export interface ContractTransport extends Partial<AsyncDisposable> {
  /** @throws SourceFailure, or the signal's reason */
  send(request: ContractRequest, asker: Asker, signal: AbortSignal): Promise<unknown>;
}

/** What the graph must know of a source to judge its replies. */
export type ContractPeer = Pick<SourceDescription, "owner" | "holds"> & {
  /** The name of its server: `Stamp.source`. */
  readonly name: string;
};

const PAGE = 200;
const MOST_PAGES = 5;
/** Of one request. */
const MOST_REFS = 500;

interface AnyAnswer {
  readonly state: AnswerState;
  readonly hidden: readonly string[];
  readonly stamp: Stamp;
}

/** An operation of the contract: its document, and how its answer is read. */
interface ContractOperation<Answer extends z.ZodType> {
  readonly query: string;
  readonly operationName: string;
  readonly form: AnswerForm<Answer>;
}

interface Terms {
  readonly disclosures: Disclosures;
  readonly signal: AbortSignal;
}

/** A source behind a server of the contract, as the port of its domain has it. */
export class ContractSource<Question, Record extends RestrictedRecord> implements ContractPort<Question, Record> {
  readonly #contract: DomainContract<Question, Record>;
  readonly #transport: ContractTransport;
  readonly #peer: ContractPeer;
  readonly #searching;
  readonly #followingRefs;

  constructor(contract: DomainContract<Question, Record>, transport: ContractTransport, peer: ContractPeer) {
    this.#contract = contract;
    this.#transport = transport;
    this.#peer = peer;
    this.#searching = searchOf(contract);
    this.#followingRefs = byRefOf(contract);
  }

  /** @throws SourceFailure, TooManyMatches, InvalidQuery, NothingToSearchBy, or the signal's reason */
  async search(question: Question, disclosures: Disclosures, signal: AbortSignal): Promise<readonly Find<Record>[]> {
    const finds: Find<Record>[] = [];
    const argument = this.#contract.write(question);
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const next = await this.#searchPage({ question: argument, first: PAGE, after }, { disclosures, signal });
      finds.push(...next.finds);
      if (next.next === null) return finds;
      after = next.next;
    }
    throw new TooManyMatches();
  }

  async #searchPage(
    variables: { readonly question: unknown; readonly first: number; readonly after: string | null },
    terms: Terms,
  ): Promise<{ readonly finds: readonly Find<Record>[]; readonly next: string | null }> {
    const { state, finds, withheld, next } = await this.#ask(this.#searching, variables, terms);
    const isHit = finds.length + withheld.length > 0;
    // Later pages repeat the state of the whole answer.
    if (variables.after === null && isHit !== (state === "HIT"))
      throw new InvalidReply("its state is not what it holds");
    for (const { owner, localId, score } of withheld) {
      this.#refuseForeign({ owner, localId });
      terms.disclosures.withhold({ ref: { owner, localId }, score });
    }
    return { finds: finds.filter(({ record }) => this.#isTold(record, terms)), next };
  }

  /** @throws SourceFailure, or the signal's reason */
  async findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly Record[]> {
    const terms = { disclosures, signal };
    const records: Record[] = [];
    const wanted = new Set(refs.map(writeRef));
    for (let start = 0; start < refs.length; start += MOST_REFS) {
      const batch = refs.slice(start, start + MOST_REFS).map(({ owner, localId }) => ({ owner, localId }));
      const answer = await this.#ask(this.#followingRefs, { refs: batch }, terms);
      if (answer.records.some((record) => !wanted.has(writeRef(record)))) {
        throw new InvalidReply("it has a record that was not asked for");
      }
      records.push(...answer.records.filter((record) => this.#isTold(record, terms)));
    }
    return records;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]?.();
  }

  async #ask<Answer extends z.ZodType<AnyAnswer>>(
    { query, operationName, form }: ContractOperation<Answer>,
    variables: { readonly [name: string]: unknown },
    { disclosures, signal }: Terms,
  ): Promise<z.output<Answer>> {
    signal.throwIfAborted();
    const asked = randomUUID();
    const request = { query, operationName, variables: { asked, ...variables } };
    const answer = readAnswer(await this.#transport.send(request, disclosures.asker, signal), form);
    if (answer.stamp.asked !== asked) throw new SourceFailure("OTHER_QUESTION", "the reply answers another question");
    if (answer.stamp.source !== this.#peer.name) throw new InvalidReply("it is another source's");
    refuseState(answer.state);
    this.#takeHidden(asked, answer.hidden, disclosures);
    return answer;
  }

  /** The source has decided already, and the graph decides again, by what the owner says of the record. */
  #isTold(record: RestrictedRecord, { disclosures }: Terms): boolean {
    this.#refuseForeign(record);
    return disclosures.of(record, record.restriction) !== "NONE";
  }

  /** Only an owner, or a central database, can hide a record: not a country that of another. */
  #takeHidden(asked: string, hidden: readonly string[], disclosures: Disclosures): void {
    if (hidden.length === 0) return;
    const digests = new Set(hidden);
    disclosures.hide((ref) => this.#mayHold(ref) && digests.has(hiddenDigest(asked, writeRef(ref))));
  }

  #refuseForeign(ref: RecordRef): void {
    if (!this.#mayHold(ref)) throw new InvalidReply("it has a record of another owner");
  }

  #mayHold({ owner }: RecordRef): boolean {
    return this.#peer.holds === "MANY" || owner === this.#peer.owner;
  }
}

function searchOf<Record>(contract: Pick<DomainContract<unknown, Record>, "domain" | "record">) {
  const { search, argument, argumentType } = CONTRACT_NAMES[contract.domain];
  const form = searchForm(contract);
  const query =
    `query search($asked: ID!, $question: ${argumentType}, $first: Int!, $after: String) ` +
    `{ ${search}(asked: $asked, ${argument}: $question, first: $first, after: $after) ${writeSelection(form.selection)} }`;
  return { query, operationName: "search", form };
}

function byRefOf<Record>(contract: Pick<DomainContract<unknown, Record>, "domain" | "record">) {
  const form = byRefForm(contract);
  const { byRef } = CONTRACT_NAMES[contract.domain];
  const query = `query byRef($asked: ID!, $refs: [RecordKey!]!) { ${byRef}(asked: $asked, refs: $refs) ${writeSelection(form.selection)} }`;
  return { query, operationName: "byRef", form };
}
