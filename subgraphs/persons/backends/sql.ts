import { warmNames } from "../../kit/names/warm-names.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { TooManyMatches } from "../../kit/sources/source.js";
import { comparePersons } from "../matching/compare-persons.js";
import { questionKeys } from "../matching/person-keys.js";
import type { personRecordSchema } from "./person-record.js";
import type { PersonFind, PersonQuestion, PersonSource } from "./person-source.js";

/** So many records are compared for one question, 0.2 ms each, those that share most keys first. */
const MOST_CANDIDATES = 200;

type Keys = Readonly<Record<string, readonly string[]>>;

interface Terms {
  readonly disclosures: Disclosures;
  readonly signal: AbortSignal;
}

/** Persons in an owner's own tables, read through a mapping. */
export class SqlPersonSource extends MappedSource<typeof personRecordSchema> implements PersonSource {
  /** A date of birth narrows a frequent name without losing a hit; without one the name alone has to do. */
  async search(
    question: PersonQuestion,
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly PersonFind[]> {
    const terms = { disclosures, signal };
    const { name, name_born, document } = questionKeys(question);
    const names = name_born.length > 0 && this.records.canFindBy("name_born") ? { name_born } : { name };
    try {
      return await this.#find(question, { ...names, document }, terms);
    } catch (error) {
      const canAskByDocument = document.length > 0 && this.records.canFindBy("document");
      if (!(error instanceof TooManyMatches) || !canAskByDocument) throw error;
      // However many share the name, whose the document is must not be lost among them.
      const finds = await this.#find(question, { document }, terms);
      if (finds.length === 0) throw error;
      return finds;
    }
  }

  async #find(question: PersonQuestion, keys: Keys, { disclosures, signal }: Terms): Promise<readonly PersonFind[]> {
    return comparePersons(
      question,
      await this.records.findByKeys(keys, { limit: MOST_CANDIDATES, disclosures }, signal),
    );
  }

  override async warm(signal: AbortSignal): Promise<void> {
    await super.warm(signal);
    warmNames();
  }
}
