import { noticeRecordSchema } from "../../notices/index.js";
import { personRecordSchema } from "../../persons/index.js";
import { travelDocumentRecordSchema } from "../../travel-documents/index.js";
import { vehicleRecordSchema } from "../../vehicles/index.js";
import type { RestrictedRecord } from "../../kit/sources/search-sources.js";
import type { NationalDomain } from "../configuration.js";

/** What is known of a record, as the contract's argument puts it. */
export function questionAbout(domain: NationalDomain, record: RestrictedRecord): unknown {
  switch (domain) {
    case "persons": {
      const { identityDocuments, birthPlace, ...person } = personRecordSchema.parse(record);
      return { ...subjectOf(person), birthPlace, documents: identityDocuments };
    }
    case "notices": {
      const { entityId, ...notice } = noticeRecordSchema.parse(record);
      return { ...subjectOf(notice), entityId };
    }
    case "travel-documents": {
      const { number, issuingCountry, type } = travelDocumentRecordSchema.parse(record);
      return [{ number, issuingCountry, type }];
    }
    case "vehicles": {
      const { vin, plate, plateCountry, engineNumber } = vehicleRecordSchema.parse(record);
      return [{ vin, plate, plateCountry, engineNumber }];
    }
  }
}

function subjectOf({
  names,
  datesOfBirth,
  sex,
  nationalities,
}: {
  readonly names: readonly { readonly family: string; readonly given: string; readonly original: string | null }[];
  readonly datesOfBirth: readonly string[];
  readonly sex: string | null;
  readonly nationalities: readonly string[];
}) {
  return {
    names: names.map(({ family, given, original }) => ({ family, given, original })),
    dateOfBirth: datesOfBirth[0] ?? null,
    sex,
    nationalities,
  };
}
