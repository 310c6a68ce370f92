import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { templateRecordSchema } from "../../../subgraphs/biometrics/index.js";
import { parsePlate } from "../../../subgraphs/kit/identifiers/plate.js";
import { parseMrz } from "../../../subgraphs/kit/identifiers/mrz.js";
import { parseVin } from "../../../subgraphs/kit/identifiers/vin.js";
import { UNRESTRICTED } from "../../../subgraphs/kit/policy/restriction.js";
import type { Restriction } from "../../../subgraphs/kit/policy/restriction.js";
import { scriptOf } from "../../../subgraphs/kit/names/script.js";
import { writeRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { DOMAINS } from "../../../subgraphs/kit/sources/source.js";
import type { Domain } from "../../../subgraphs/kit/sources/source.js";
import { NOTICE_COLOURS } from "../../../subgraphs/notices/backends/notice-record.js";
import { noticeRecordSchema } from "../../../subgraphs/notices/index.js";
import { personRecordSchema } from "../../../subgraphs/persons/index.js";
import { travelDocumentRecordSchema } from "../../../subgraphs/travel-documents/index.js";
import { vehicleRecordSchema } from "../../../subgraphs/vehicles/index.js";
import { heldRecords } from "../../../subgraphs/world/held-records.js";
import { CULTURES } from "../../../subgraphs/world/names/index.js";
import { personAt } from "../../../subgraphs/world/people.js";
import type { DomainRecords } from "../../../subgraphs/world/registers/index.js";
import { suspectRecords } from "../../../subgraphs/world/suspect.js";
import { travelDocumentRecord, vehicleRecord } from "../../../subgraphs/world/things.js";
import { zoneOfDocument } from "../../../subgraphs/world/zones.js";

const PLAN = { seed: 1, size: 2_000 };
const anyIndex = fc.nat({ max: 3_000_000 });
const anySeed = fc.nat({ max: 2 ** 32 - 1 });

const SCHEMAS: Readonly<Record<Domain, z.ZodType>> = {
  persons: personRecordSchema,
  notices: noticeRecordSchema,
  "travel-documents": travelDocumentRecordSchema,
  vehicles: vehicleRecordSchema,
  biometrics: templateRecordSchema,
};

function recordsOf<D extends Domain>(domain: D, plan = PLAN): readonly DomainRecords[D][] {
  return [...heldRecords(plan, domain)].map(({ record }) => record);
}

describe("one seed, one world", () => {
  test.each(DOMAINS)("the same seed gives the same %s, record by record", (domain) => {
    expect([...heldRecords(PLAN, domain)]).toEqual([...heldRecords(PLAN, domain)]);
  });

  test("another seed gives other people", () => {
    const names = (seed: number): readonly string[] =>
      Array.from({ length: 20 }, (_, index) => personAt({ ...PLAN, seed }, index).names[0]?.family ?? "");

    expect(names(2)).not.toEqual(names(1));
  });

  test.each(DOMAINS)("a larger world begins with the same %s as a smaller one", (domain) => {
    const small = recordsOf(domain, { seed: 1, size: 1_000 });
    const large = recordsOf(domain, { seed: 1, size: 2_000 });

    expect(large.slice(0, small.length)).toEqual(small);
  });

  test("any person of 10 million records is made on its own, without those before", () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const plan = { seed, size: 10_000_000 };
        expect(personAt(plan, index)).toEqual(personAt(plan, index));
      }),
    );
  });
});

describe("what the records are", () => {
  test.each(DOMAINS)("every record of the %s passes the domain's schema", (domain) => {
    const faults = recordsOf(domain).filter((record) => !SCHEMAS[domain].safeParse(record).success);

    expect(faults).toEqual([]);
  });

  test.each(DOMAINS)("no two records of the %s share a reference, and each is held by a source", (domain) => {
    const held = [...heldRecords(PLAN, domain)];

    expect(new Set(held.map(({ record }) => writeRef(record))).size).toBe(held.length);
    expect(held.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  test("about one record in twelve is restricted, for every reason there is, and none of the suspect's", () => {
    const records = DOMAINS.flatMap((domain) => recordsOf(domain));
    const restricted = records.flatMap(({ restriction }) => restriction ?? []);
    const restrictions = restricted.map((restriction) => JSON.stringify(reasonOf(restriction)));
    const suspects = DOMAINS.flatMap((domain) => suspectRecords(PLAN)[domain].map(({ record }) => record.restriction));

    expect(restricted.length / records.length).toBeGreaterThan(0.06);
    expect(restricted.length / records.length).toBeLessThan(0.1);
    expect(new Set(restrictions)).toEqual(
      new Set(
        [
          "allowedCountries",
          "deniedCountries",
          "purposes",
          "handling",
          "confidentiality",
          "jointInvestigation",
          "hiddenUntil",
        ].map((reason) => JSON.stringify([reason])),
      ),
    );
    expect(new Set(suspects)).toEqual(new Set([null]));
  });

  test("the people are written in at least ten scripts, each with its Latin form", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => personAt(PLAN, index).names).flat();
    const scripts = new Set(names.map(({ original }) => original && scriptOf(original)));

    expect([...scripts].filter((script) => script !== null && script !== "LATIN").length).toBeGreaterThanOrEqual(10);
    expect(names.filter(({ family, given }) => !isLatin(`${family}${given}`))).toEqual([]);
  });

  test("every culture has at least forty family names and forty given names of each sex, none of them twice", () => {
    const sizes = CULTURES.flatMap(({ family, givenMale, givenFemale }) => [family, givenMale, givenFemale]).map(
      (pool) => new Set(pool.map(([native]) => native)).size,
    );

    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(40);
    expect(CULTURES.length).toBeGreaterThanOrEqual(12);
  });

  test("there are notices of every colour, and some that are cancelled", () => {
    const notices = recordsOf("notices", { seed: 1, size: 10_000 });

    expect(new Set(notices.map(({ colour }) => colour))).toEqual(new Set(NOTICE_COLOURS));
    expect(notices.filter(({ state }) => state === "CANCELLED").length).toBeGreaterThan(0);
  });

  test("every VIN is one by ISO 3779, with a check digit where that binds", () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        const { vin } = vehicleRecord(PLAN, index);
        expect(parseVin(vin ?? "")).toMatchObject({ ok: true, value: { text: vin } });
      }),
    );
  });

  test("every plate can be read, and is written in its country's style", () => {
    const plates = recordsOf("vehicles").flatMap(({ plate, plateCountry }) =>
      plate === null ? [] : [{ plate, plateCountry }],
    );

    expect(plates.filter(({ plate }) => !parsePlate(plate).ok)).toEqual([]);
    expect(
      plates.filter(({ plate, plateCountry }) => plateCountry === "FRA" && !/^[A-Z]{2}-\d{3}-[A-Z]{2}$/.test(plate)),
    ).toEqual([]);
  });
});

describe("the zone of a document", () => {
  test("reads back as the document and its holder, every check digit right", () => {
    fc.assert(
      fc.property(fc.nat({ max: 839 }), (index) => {
        const zone = zoneOfDocument(PLAN, index);
        const document = travelDocumentRecord(PLAN, index);
        fc.pre(zone !== null);

        const read = parseMrz(zone);

        expect(read).toMatchObject({
          ok: true,
          value: {
            documentNumber: document.number,
            issuingCountry: document.issuingCountry,
            expiry: document.expiresOn,
          },
        });
        expect(read.ok && read.value.fields.filter(({ check }) => check === "INVALID")).toEqual([]);
      }),
    );
  });

  test("a stolen blank has none: nobody holds it yet", () => {
    const blanks = Array.from({ length: 800 }, (_, index) => index).filter(
      (index) => travelDocumentRecord(PLAN, index).status === "STOLEN_BLANK",
    );

    expect(blanks.length).toBeGreaterThan(0);
    expect(blanks.filter((index) => zoneOfDocument(PLAN, index) !== null)).toEqual([]);
  });
});

describe("references between records", () => {
  const refsOf = (domain: Domain): ReadonlySet<string> => new Set(recordsOf(domain).map(writeRef));

  test.each([
    ["notices", "notices"],
    ["travelDocuments", "travel-documents"],
    ["vehicles", "vehicles"],
    ["encounters", "biometrics"],
  ] as const)("the %s of every person are on record", (field, domain) => {
    const known = refsOf(domain);
    const references = recordsOf("persons").flatMap((person) => person[field]);

    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
    expect(references.length).toBeGreaterThan(0);
  });

  test("a notice and the person it is about name each other", () => {
    const people = new Map(recordsOf("persons").map((person) => [writeRef(person), person]));
    const about = recordsOf("notices").filter(({ person }) => person !== null);
    const oneSided = about.filter((notice) => !people.get(notice.person ?? "")?.notices.includes(writeRef(notice)));

    expect(oneSided.map(writeRef)).toEqual([]);
    expect(recordsOf("persons").flatMap(({ notices }) => notices).length).toBeGreaterThan(0);
  });

  test("nobody is the subject of a notice about a body, a method or a threat", () => {
    const nameless = new Set(
      recordsOf("notices")
        .filter(({ person }) => person === null)
        .map(writeRef),
    );
    const accused = recordsOf("persons").filter(({ notices }) => notices.some((notice) => nameless.has(notice)));

    expect(nameless.size).toBeGreaterThan(0);
    expect(accused).toEqual([]);
  });

  test("a finger and a face that were taken together belong to one person", () => {
    const people = new Map(recordsOf("persons").map((person) => [writeRef(person), person]));
    const astray = recordsOf("biometrics").filter(
      (taken) => !people.get(taken.person ?? "")?.encounters.includes(writeRef(taken)),
    );

    expect(astray.map(writeRef)).toEqual([]);
  });
});

function isLatin(text: string): boolean {
  return scriptOf(text) === "LATIN" && /^[A-Za-z '’-]+$/.test(text);
}

/** The parts of a restriction that restrict. */
function reasonOf(restriction: Restriction): readonly string[] {
  return Object.entries(restriction)
    .filter(
      ([part, value]) =>
        JSON.stringify(value) !== JSON.stringify(Object.entries(UNRESTRICTED).find(([name]) => name === part)?.[1]),
    )
    .map(([part]) => part);
}
