import type { MappedRecords } from "../../kit/sources/mapped-records.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { TooManyMatches } from "../../kit/sources/source.js";
import { comparePersons } from "../matching/compare-persons.js";
import { questionKeys } from "../matching/person-keys.js";
import type { PersonRecord, personRecordSchema } from "./person-record.js";
import type { PersonFind, PersonQuestion, PersonSource } from "./person-source.js";

/** So many records are compared for one question, those that share most keys first. */
const MOST_CANDIDATES = 100;

/** Persons in an owner's own tables, read through a mapping. */
export class SqlPersonSource implements PersonSource {
  readonly #records: MappedRecords<typeof personRecordSchema>;

  constructor(records: MappedRecords<typeof personRecordSchema>) {
    this.#records = records;
  }

  async search(question: PersonQuestion, signal: AbortSignal): Promise<readonly PersonFind[]> {
    return comparePersons(question, await this.#candidates(question, signal));
  }

  findByRefs(refs: readonly RecordRef[], signal: AbortSignal): Promise<readonly PersonRecord[]> {
    return this.#records.findByRefs(refs, signal);
  }

  /**
   * With a date of birth, those of about that age answer the question, however common the name; beside them the nearest
   * by name alone, for dates are often false. Without one the name alone has to do.
   */
  async #candidates(question: PersonQuestion, signal: AbortSignal): Promise<readonly PersonRecord[]> {
    const { name, name_born, document } = questionKeys(question);
    if (name_born.length === 0 || !this.#records.canFindBy("name_born")) {
      return this.#records.findByKeys({ name, document }, MOST_CANDIDATES, signal);
    }
    const [ofThatAge, ofThatName] = await Promise.all([
      this.#records.findByKeys({ name_born, document }, MOST_CANDIDATES, signal),
      this.#records.findByKeys({ name }, MOST_CANDIDATES, signal).catch(noneIfTooMany),
    ]);
    return [...new Map([...ofThatName, ...ofThatAge].map((record) => [writeRef(record), record])).values()];
  }
}

/** Too many people of one name: those of the right age are the answer. */
function noneIfTooMany(error: unknown): readonly PersonRecord[] {
  if (error instanceof TooManyMatches) return [];
  throw error;
}
