import { z } from "zod";
import { FIELD_CLASS_NAMES, SCOPES } from "../../kit/access/vocabulary.js";
import { PURPOSES } from "../../kit/authority/justification.js";
import { restrictionSchema } from "../../kit/policy/restriction.js";
import { findableBy } from "./asked-subject.js";
import { fieldMappingSchema, tablesBeside } from "../../kit/sources/mapping.js";

/** How a register is found by a check's subject: as the graph's own registers of these domains are. */
const FOUND_AS = ["persons", "travel-documents", "vehicles"] as const;

/** What a field of a country's own may hold. */
export const OWN_TYPES = ["String", "Int", "Float", "Boolean", "[String!]"] as const;

const scopeSchema = z
  .string()
  .refine((scope) => Object.hasOwn(SCOPES, scope), { error: "It is no scope of the graph." });

/** Who may read it, by the graph's own words: the lists are alternatives, the words of one hold together. */
const accessSchema = z.strictObject({
  scopes: z.array(z.array(scopeSchema).min(1)).min(1).optional(),
  policies: z
    .array(z.array(z.enum(FIELD_CLASS_NAMES)).min(1))
    .min(1)
    .optional(),
});
export type OwnAccess = z.output<typeof accessSchema>;

const descriptionSchema = z.string().trim().min(5).max(500);

const ownFieldSchema = z.strictObject({
  description: descriptionSchema,
  type: z.enum(OWN_TYPES),
  /** Beside the rule of the record's type. */
  access: accessSchema.optional(),
  from: fieldMappingSchema,
});

const recordSchema = z.strictObject({
  /** `SweFirearmLicence`. */
  type: z.string().regex(/^[A-Z][A-Za-z0-9]{3,60}$/),
  description: descriptionSchema,
  /** Who may open a record at all. */
  access: accessSchema.refine(({ scopes, policies }) => scopes !== undefined || policies !== undefined, {
    error: "Name the scopes or field classes that it takes.",
  }),
  fields: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,60}$/), ownFieldSchema)
    .refine((fields) => !["owner", "localId"].some((name) => Object.hasOwn(fields, name)), {
      error: "owner and localId are the record's key, and there already.",
    }),
});

export const ownRegisterSchema = z.strictObject({
  /** The field that it is on a check: `sweFirearmLicences`. */
  field: z.string().regex(/^[a-z][A-Za-z0-9]{3,60}$/),
  description: descriptionSchema,
  foundAs: z.enum(FOUND_AS),
  record: recordSchema,
  mapping: z
    .strictObject({
      schema: z.string(),
      table: z.string(),
      id: z.string(),
      /** What a record is found by, as the domain has it: `names`, `datesOfBirth`, `vin`. The graph sends what these take, and no more. */
      found: z
        .record(z.string(), fieldMappingSchema)
        .refine((fields) => Object.keys(fields).length > 0, { error: "Map what a record is found by." }),
      restriction: fieldMappingSchema
        .refine((field) => tablesBeside({ field }).length === 0, {
          error: "A restriction is read from the record's own table.",
        })
        .optional(),
      defaultRestriction: restrictionSchema.optional(),
    })
    .refine(({ restriction, defaultRestriction }) => restriction !== undefined || defaultRestriction !== undefined, {
      error:
        "Map `restriction`, or lay down a `defaultRestriction`: {} tells every officer of the graph the whole record.",
    }),
  numericIds: z.boolean().default(false),
  /** What officers may search it for; empty is anything that the graph lets them. */
  purposes: z.array(z.enum(PURPOSES)).default([]),
});
export type OwnRegister = z.output<typeof ownRegisterSchema>;

export const ownSubgraphSchema = z.strictObject({
  /** `swe`, or `swe-` and a word: how the graph knows it. The country's letters where it is left out. */
  name: z
    .string()
    .regex(/^[a-z]{3}(-[a-z0-9]+)*$/)
    .optional(),
  listen: z.strictObject({
    host: z.string().default("127.0.0.1"),
    /** 0 takes any free port. */
    port: z.int().min(0).max(65_535).default(4_301),
  }),
  registers: z.array(ownRegisterSchema).min(1),
});
export type OwnSubgraph = z.output<typeof ownSubgraphSchema>;

/** What one part of the configuration cannot know of another. */
export function faultsOf(country: string, own: OwnSubgraph): readonly string[] {
  return [...namesOutside(country, own), ...own.registers.flatMap(notFound)];
}

function notFound({ field, foundAs, mapping: { found } }: OwnRegister): readonly string[] {
  const findable = findableBy(foundAs);
  const first = FIRST[foundAs];
  return [
    ...Object.keys(found)
      .filter((name) => !findable.includes(name))
      .map((name) => `${field} cannot be found by ${name}: ${foundAs} are by ${findable.join(", ")}.`),
    ...(first.some((name) => Object.hasOwn(found, name)) ? [] : [`${field} maps none of ${first.join(", ")}.`]),
  ];
}

/** Without one of these there is no search. */
const FIRST: Readonly<Record<OwnRegister["foundAs"], readonly string[]>> = {
  persons: ["names"],
  "travel-documents": ["number"],
  vehicles: ["vin", "plate", "engineNumber"],
};

/** A country adds under its own letters alone (`schema/checks`). */
function namesOutside(country: string, { name, registers }: OwnSubgraph): readonly string[] {
  const code = country.toLowerCase();
  const capital = `${code.charAt(0).toUpperCase()}${code.slice(1)}`;
  return [
    ...(name === undefined || name === code || name.startsWith(`${code}-`)
      ? []
      : [`${name} is not ${code} or ${code}-….`]),
    ...registers.flatMap(({ field, record }) => [
      ...(isOurs(field, code) ? [] : [`${field} does not begin with ${code} and a capital.`]),
      ...(isOurs(record.type, capital) ? [] : [`${record.type} does not begin with ${capital} and a capital.`]),
    ]),
    ...doubles(registers.map(({ field }) => field)),
    ...doubles(registers.flatMap(({ record }) => [record.type, `${record.type}Answer`, `${record.type}Hit`])),
  ];
}

/** After the code comes a capital or a digit, so that `sweet` is nobody's. */
function isOurs(word: string, code: string): boolean {
  return new RegExp(`^${code}[A-Z0-9]`).test(word);
}

function doubles(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `${name} stands twice.`,
  );
}
