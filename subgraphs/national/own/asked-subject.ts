import { z } from "zod";
import type { OwnRegister } from "./own-configuration.js";

/** What a register takes of a check's subject: by what a record is found by, the parts that the graph must send. */
const PARTS: Readonly<Record<OwnRegister["foundAs"], Readonly<Record<string, SubjectPart>>>> = {
  persons: {
    names: { field: "names", of: { type: "SubjectName", fields: ["family", "given", "original"] } },
    datesOfBirth: { field: "dateOfBirth" },
    nationalities: { field: "nationalities" },
    identityDocuments: { field: "documents", of: { type: "SubjectDocument", fields: ["number", "issuingCountry"] } },
  },
  "travel-documents": {
    number: { field: "documents", of: { type: "SubjectDocument", fields: ["number"] } },
    issuingCountry: { field: "documents", of: { type: "SubjectDocument", fields: ["issuingCountry"] } },
  },
  vehicles: {
    vin: { field: "vehicles", of: { type: "SubjectVehicle", fields: ["vin"] } },
    plate: { field: "vehicles", of: { type: "SubjectVehicle", fields: ["plate"] } },
    plateCountry: { field: "vehicles", of: { type: "SubjectVehicle", fields: ["plateCountry"] } },
    engineNumber: { field: "vehicles", of: { type: "SubjectVehicle", fields: ["engineNumber"] } },
  },
};

interface SubjectPart {
  readonly field: string;
  readonly of?: { readonly type: string; readonly fields: readonly string[] };
}

/** What is taken of `Subject`: a field with what is taken of its own type, or a value. */
export type AskedSubject = ReadonlyMap<string, { readonly type: string; readonly fields: ReadonlySet<string> } | null>;

/** The part of a check's subject without which the register cannot be searched, and no more. */
export function askedOf({ foundAs, mapping }: Pick<OwnRegister, "foundAs" | "mapping">): AskedSubject {
  return mergeAsked(
    Object.keys(mapping.found)
      .flatMap((name) => PARTS[foundAs][name] ?? [])
      .map(askedPart),
  );
}

function askedPart({ field, of }: SubjectPart): AskedSubject {
  return new Map([[field, of === undefined ? null : { type: of.type, fields: new Set(of.fields) }]]);
}

export function mergeAsked(all: readonly AskedSubject[]): AskedSubject {
  const merged = new Map<string, { readonly type: string; readonly fields: Set<string> } | null>();
  for (const [field, of] of all.flatMap((asked) => [...asked])) {
    const known = merged.get(field);
    if (of === null) merged.set(field, null);
    else merged.set(field, { type: of.type, fields: new Set([...(known?.fields ?? []), ...of.fields]) });
  }
  return merged;
}

/** What a mapping may name under `found`. */
export function findableBy(foundAs: OwnRegister["foundAs"]): readonly string[] {
  return Object.keys(PARTS[foundAs]);
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const subjectSchema = z.object({
  names: z.array(z.object({ family: z.string(), given: z.string(), original: text })).default([]),
  dateOfBirth: text,
  nationalities: z.array(z.string()).default([]),
  documents: z.array(z.object({ number: z.string(), issuingCountry: text })).default([]),
  vehicles: z.array(z.object({ vin: text, plate: text, plateCountry: text, engineNumber: text })).default([]),
});

/** The way back: the subject of whom a question of the source contract is asked. */
export function subjectOf(foundAs: OwnRegister["foundAs"], question: unknown): unknown {
  switch (foundAs) {
    case "persons":
      return question;
    case "travel-documents":
      return { documents: question };
    case "vehicles":
      return { vehicles: question };
  }
}

/** The subject that the graph sent, as the question of the source contract has it. */
export function questionOf(foundAs: OwnRegister["foundAs"], subject: unknown): unknown {
  const { names, dateOfBirth, nationalities, documents, vehicles } = subjectSchema.parse(subject);
  switch (foundAs) {
    case "persons":
      return { names, dateOfBirth, nationalities, documents };
    case "travel-documents":
      return documents;
    case "vehicles":
      return vehicles;
  }
}
