import { warmNames } from "../../kit/names/warm-names.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { createSieve } from "../../kit/sources/sieve.js";
import type { Sieve } from "../../kit/sources/sieve.js";
import { TooManyMatches } from "../../kit/sources/source.js";
import { PersonComparison } from "../matching/compare-persons.js";
import { questionKeys } from "../matching/person-keys.js";
import {
  namedSchema,
  namedWithDocumentsSchema,
  namesSchema,
  particularsSchema,
  particularsWithDocumentsSchema,
} from "./person-record.js";
import type { personRecordSchema } from "./person-record.js";
import type { PersonFind, PersonQuestion, PersonSource } from "./person-source.js";

/** So many records are compared for one question, those that share most keys first. */
const MOST_CANDIDATES = 150;

/** How a source is searched by name, the narrowest first. */
const BY_NAME = ["name_born", "name_pair", "name"] as const;

type Keys = Readonly<Record<string, readonly string[]>>;

interface Terms {
  readonly disclosures: Disclosures;
  readonly signal: AbortSignal;
}

/** Persons in an owner's own tables, read through a mapping. */
export class SqlPersonSource extends MappedSource<typeof personRecordSchema> implements PersonSource {
  /** A date of birth narrows a frequent name without losing a hit; without one two parts of the name at once do. */
  async search(
    question: PersonQuestion,
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly PersonFind[]> {
    const terms = { disclosures, signal };
    const { document, ...byName } = questionKeys(question);
    const kind = BY_NAME.find((its) => byName[its].length > 0 && this.records.canFindBy(its)) ?? "name";
    const names = { [kind]: byName[kind] };
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
    const comparison = new PersonComparison(question);
    const bounds = { limit: MOST_CANDIDATES, disclosures, sieves: sievesOf(question, comparison) };
    return comparison.find(await this.records.findByKeys(keys, bounds, signal));
  }

  override async warm(signal: AbortSignal): Promise<void> {
    await super.warm(signal);
    warmNames();
  }
}

/** All that is compared is read of the candidates, and no more; before it the date of birth, which contradicts most of them. */
function sievesOf(question: PersonQuestion, comparison: PersonComparison): readonly Sieve[] {
  const { dateOfBirth, documents } = question;
  if (asksNamesAlone(question))
    return [createSieve(namesSchema, ({ names }) => comparison.match({ ...UNREAD, names }) !== null)];
  const [particulars, named] =
    documents.length === 0
      ? [particularsSchema, namedSchema]
      : [particularsWithDocumentsSchema, namedWithDocumentsSchema];
  const byName = createSieve(named, (record) => comparison.match(record) !== null);
  return dateOfBirth === null
    ? [byName]
    : [createSieve(particulars, (record) => comparison.couldMatch(record)), byName];
}

/** What nobody asks for is compared with nothing. */
const UNREAD = { datesOfBirth: [], sex: null, nationalities: [], birthPlace: null };

function asksNamesAlone({ dateOfBirth, sex, nationalities, birthPlace, documents }: PersonQuestion): boolean {
  const asked = [dateOfBirth, sex, birthPlace].some((fact) => fact !== null);
  return !asked && nationalities.length === 0 && documents.length === 0;
}
