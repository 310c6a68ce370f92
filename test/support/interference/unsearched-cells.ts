import { writeRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { STATES_IN_FORCE } from "../../../subgraphs/notices/backends/notice-record.js";
import { DOCUMENT_STATUSES } from "../../../subgraphs/travel-documents/backends/travel-document-record.js";
import { VEHICLE_STATUSES } from "../../../subgraphs/vehicles/backends/vehicle-record.js";
import type { DomainRecords } from "../../../subgraphs/world/registers/index.js";
import { ACTIONS, CAUTIONS_AND_NONE, EYES, HAIR, OFFENCES } from "../../../subgraphs/world/traits.js";
import type { Draw } from "./draw.js";
import { maybe, pick, someOf } from "./draw.js";

/** A value for a cell: a word that stands nowhere else, or one of the few that it may hold. */
export interface CellValues {
  readonly draw: Draw;
  readonly token: () => string;
  /** References of records of a domain, whoever may know of them. */
  readonly refs: (domain: keyof DomainRecords) => readonly string[];
}

type Cells<Held> = { readonly [Field in keyof Held]?: (values: CellValues) => Held[Field] };

const COUNTRIES = ["FRA", "DEU", "ITA", "POL", "THA"] as const;

/**
 * What of each domain's records says nothing until it is read: no search compares, filters or ranks by it. By the type that
 * shows it in the graph.
 */
export const UNSEARCHED: {
  readonly [D in keyof DomainRecords]: { readonly type: string; readonly cells: Cells<DomainRecords[D]> };
} = {
  persons: {
    type: "Person",
    cells: {
      birthPlace: ({ token }) => token(),
      birthCountry: ({ draw }) => pick(draw, COUNTRIES),
      fatherName: ({ token }) => token(),
      motherName: ({ token }) => token(),
      heightCm: ({ draw }) => 150 + draw(50),
      weightKg: ({ draw }) => 50 + draw(60),
      eyes: ({ draw }) => pick(draw, EYES),
      hair: ({ draw }) => pick(draw, HAIR),
      distinguishingMarks: ({ draw, token }) => Array.from({ length: draw(3) }, token),
      languages: ({ draw }) => someOf(draw, ["fre", "ger", "swe"]).slice(),
      cautions: ({ draw }) => [...pick(draw, CAUTIONS_AND_NONE)],
      actionToTake: ({ draw }) => pick(draw, ACTIONS),
      offence: ({ draw }) => pick(draw, OFFENCES),
      notices: ({ draw, refs }) => [...oneOrNone(draw, refs("notices"))],
      travelDocuments: ({ draw, refs }) => [...oneOrNone(draw, refs("travel-documents"))],
      vehicles: ({ draw, refs }) => [...oneOrNone(draw, refs("vehicles"))],
      encounters: ({ draw, refs }) => [...oneOrNone(draw, refs("biometrics"))],
    },
  },
  notices: {
    type: "Notice",
    cells: {
      issuedOn: dateIn("2016"),
      expiresOn: dateIn("2031"),
      warrants: ({ draw, token }) =>
        Array.from({ length: draw(3) }, () => ({
          issuingCountry: pick(draw, COUNTRIES),
          charge: token(),
          chargeTranslation: null,
        })),
      recipients: ({ draw }) => someOf(draw, COUNTRIES).slice(),
      publicExtract: ({ token }) => token(),
      person: ({ draw, refs }) => maybe(draw, refs("persons")),
    },
  },
  "travel-documents": {
    type: "TravelDocument",
    cells: {
      status: ({ draw }) => pick(draw, DOCUMENT_STATUSES.slice(0, 5)),
      countryOfTheft: ({ draw }) => pick(draw, COUNTRIES),
      dateOfTheft: dateIn("2024"),
      issuedOn: dateIn("2015"),
      expiresOn: dateIn("2032"),
      batch: ({ token }) => token(),
      note: ({ token }) => token(),
      notice: ({ draw, refs }) => maybe(draw, refs("notices")),
    },
  },
  vehicles: {
    type: "Vehicle",
    cells: {
      status: ({ draw }) => pick(draw, VEHICLE_STATUSES.slice(0, 3)),
      make: ({ token }) => token(),
      model: ({ token }) => token(),
      colour: ({ token }) => token(),
      year: ({ draw }) => 1990 + draw(30),
      countryOfTheft: ({ draw }) => pick(draw, COUNTRIES),
      dateOfTheft: dateIn("2022"),
      partNumbers: ({ draw, token }) => Array.from({ length: draw(3) }, token),
    },
  },
  biometrics: {
    type: "BiometricEncounter",
    cells: {
      takenOn: dateIn("2018"),
      reason: ({ token }) => token(),
      person: ({ draw, refs }) => maybe(draw, refs("persons")),
    },
  },
};

/** The record with other values in each of these cells for which `isForbidden` says so. */
export function withOtherCells<Held extends object>(
  record: Held,
  cells: Cells<Held>,
  isForbidden: (field: string) => boolean,
  values: CellValues,
): Held {
  const changed = Object.entries(cells).map(([field, make]) => {
    const isCell = typeof make === "function" && isForbidden(field);
    return isCell ? { [field]: make(values) } : {};
  });
  return Object.assign({}, record, ...changed);
}

/** A notice that is not, or no longer, in force looks absent to everybody. */
export function isInForce(record: object): boolean {
  return !("state" in record) || STATES_IN_FORCE.has(String(record.state));
}

export function refsOf(records: readonly { readonly owner: string; readonly localId: string }[]): readonly string[] {
  return records.map(writeRef);
}

function dateIn(year: string): (values: CellValues) => string {
  return ({ draw }) => `${year}-${String(1 + draw(12)).padStart(2, "0")}-${String(1 + draw(28)).padStart(2, "0")}`;
}

function oneOrNone<T>(draw: Draw, values: readonly T[]): readonly T[] {
  return draw(2) === 0 ? [pick(draw, values)] : [];
}
