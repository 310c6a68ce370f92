import type { z } from "zod";
import type { ContractPort } from "../contract/domain-contract.js";
import type { Disclosures } from "../policy/disclosures.js";
import { parseJson } from "../remote/parse-json.js";
import type { RemoteService } from "../remote/remote-service.js";
import { isRow, readField, readFields } from "../sources/mapping.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { Find, RestrictedRecord } from "../sources/search-sources.js";
import { InvalidReply, NothingToSearchBy, SourceFailure } from "../sources/source.js";
import type { SourceDescription } from "../sources/source.js";
import type { RestMapping, RestSearch } from "./rest-mapping.js";
import { readAllPages } from "./rest-pages.js";
import { writePath, writeQuery, writeWords } from "./write-path.js";
import type { Words } from "./write-path.js";

/** What a domain brings to a source over a JSON API. */
export interface RestDomain<Question, Record extends RestrictedRecord> {
  readonly record: z.ZodType<Record>;
  /** The words of each thing that is asked about: one of them is one search. */
  wordsOf(question: Question): readonly Words[];
  /** Those that match, and why: an API finds by its own rules, the domain decides by its own. */
  compare(question: Question, records: readonly Record[]): readonly Find<Record>[];
}

export interface RestSettings {
  readonly service: RemoteService;
  /** The path of the service's address, before each path of the mapping. */
  readonly base: string;
  readonly mapping: RestMapping;
  readonly source: Pick<SourceDescription, "owner" | "holds">;
  /** `Authorization`, where the API asks for one. */
  readonly authorization?: (() => string) | undefined;
}

/** Records that are read one by one at the same time. */
const AT_ONCE = 8;

/** A source behind an owner's JSON API, read through a mapping. */
export class RestSource<Question, Record extends RestrictedRecord> implements ContractPort<Question, Record> {
  readonly #domain: RestDomain<Question, Record>;
  readonly #settings: RestSettings;

  constructor(domain: RestDomain<Question, Record>, settings: RestSettings) {
    this.#domain = domain;
    this.#settings = settings;
  }

  /** @throws TooManyMatches, NothingToSearchBy, SourceFailure, or the signal's reason */
  async search(question: Question, disclosures: Disclosures, signal: AbortSignal): Promise<readonly Find<Record>[]> {
    const { mapping } = this.#settings;
    const searches = this.#domain.wordsOf(question).flatMap((words) => searchesFor(words, mapping));
    if (searches.length === 0) throw new NothingToSearchBy();
    const pages = await inTurns(searches, (search) => this.#findBy(search, signal));
    const found = [...new Map(pages.flat().map((record) => [writeRef(record), record])).values()];
    const finds = this.#domain.compare(question, found);
    if (mapping.entries === "WHOLE") return finds.filter(({ record }) => isTold(record, disclosures));
    const whole = await inTurns(finds, ({ record }) => this.#readRecord(record, signal));
    const told = whole.filter((record) => record !== null).filter((record) => isTold(record, disclosures));
    return this.#domain.compare(question, told);
  }

  /** @throws SourceFailure, or the signal's reason */
  async findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly Record[]> {
    const { holds, owner } = this.#settings.source;
    const wanted = holds === "MANY" ? refs : refs.filter((ref) => ref.owner === owner);
    const records = await inTurns(wanted, (ref) => this.#readRecord(ref, signal));
    return records.filter((record) => record !== null).filter((record) => isTold(record, disclosures));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#settings.service[Symbol.asyncDispose]();
  }

  async #findBy({ search, path, query }: WrittenSearch, signal: AbortSignal): Promise<readonly Record[]> {
    const read = (pathWithQuery: string): Promise<unknown> => this.#get(pathWithQuery, search.noneOn404, signal);
    const request = { path: `${this.#settings.base}${path}`, query };
    const entries = await readAllPages(read, request, search, this.#settings.mapping.mostCandidates);
    return entries.map((entry) => this.#recordIn(entry));
  }

  async #readRecord({ owner, localId }: RecordRef, signal: AbortSignal): Promise<Record | null> {
    const { mapping, base } = this.#settings;
    if (mapping.record === undefined) throw new SourceFailure("NOT_OFFERED", "the API has no way to one record");
    const path = writePath(mapping.record.path, writeWords({ owner, localId }, mapping.words));
    if (path === null) return null;
    const reply = await this.#get(`${base}${path}`, mapping.record.noneOn404, signal);
    if (reply === null) return null;
    const record = this.#recordIn(reply);
    if (record.localId === localId && record.owner === owner) return record;
    throw new InvalidReply("it is another record than was asked for");
  }

  async #get(path: string, isNoneOn404: boolean, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    const { service, authorization } = this.#settings;
    const headers = authorization === undefined ? {} : { authorization: authorization() };
    const { status, body } = await service.request({ method: "GET", path, headers }, signal);
    if (status === 404 && isNoneOn404) return null;
    if (status !== 200) throw new SourceFailure("FAILED", `the source answered with ${status}`);
    return parseJson(body);
  }

  /** Names the fields at fault and never their values. What the mapping does not name is not looked at. */
  #recordIn(entry: unknown): Record {
    const { mapping, source } = this.#settings;
    if (!isRow(entry)) throw new InvalidReply("an entry of its list is no object");
    const fields = fieldsOf(mapping, entry);
    const result = this.#domain.record.safeParse(source.holds === "OWN" ? { ...fields, owner: source.owner } : fields);
    if (result.success) return result.data;
    const names = new Set(result.error.issues.map(({ path }) => path.join(".")));
    throw new InvalidReply(`a record has no valid ${[...names].join(", ")}`);
  }
}

/** A search of the mapping with the words of the question in their places. */
interface WrittenSearch {
  readonly search: RestSearch;
  readonly path: string;
  readonly query: URLSearchParams;
}

function searchesFor(words: Words, { searches, words: forms }: RestMapping): readonly WrittenSearch[] {
  const written = writeWords(words, forms);
  return searches.flatMap((search) => {
    const isMade = search.needs.every((name) => written.has(name)) && !search.unless.some((name) => written.has(name));
    const path = isMade ? writePath(search.path, written) : null;
    return path === null ? [] : [{ search, path, query: writeQuery(search.query, written) }];
  });
}

/** A text that is no JSON where the mapping steps into one is a fault of the reply like any other. */
function fieldsOf(
  { fields, id }: RestMapping,
  entry: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    const localId = readField(id, entry, () => []);
    return { ...readFields(fields, entry, () => []), localId: typeof localId === "number" ? String(localId) : localId };
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    throw new InvalidReply("a field cannot be read as the mapping says");
  }
}

function isTold(record: RestrictedRecord, disclosures: Disclosures): boolean {
  return disclosures.of(record, record.restriction) !== "NONE";
}

/** So many at once, all in their order; the first failure ends it. */
async function inTurns<Entry, Result>(
  entries: readonly Entry[],
  map: (entry: Entry) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    results.push(...(await Promise.all(entries.slice(start, start + AT_ONCE).map(map))));
  }
  return results;
}
