import { astFromValue, getNamedType, isEnumType, isObjectType, isRequiredArgument, print } from "graphql";
import type { GraphQLArgument, GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from "graphql";
import { CANDIDATE_VERDICTS } from "../../../subgraphs/biometrics/backends/confirmation-source.js";
import { writeRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { IDENTITY_LINK_STATES } from "../../../subgraphs/persons/backends/settlement-source.js";
import { suspect } from "../../../subgraphs/world/index.js";
import { randomOperation } from "../../gateway/access/random-operation.js";
import type { OperationWords } from "../../gateway/access/random-operation.js";
import type { Draw } from "./draw.js";
import { maybe, pick } from "./draw.js";
import { settledPairs } from "./settled-pairs.js";
import { refsOf } from "./unsearched-cells.js";
import type { Records } from "./world-copies.js";

/** Deep enough for a check's hit, its record, the record that this leads to and what that says. */
const DEPTH = 6;
/** A record, what leads to it, and what it leads to. */
const WIDE_DEPTH = 5;
const ONE_IN_SO_MANY_IS_WIDE = 4;
const ONE_IN_SO_MANY_WRITES = 5;
/** Whose samples were asked about lately is a candidate that an officer may have been told of. */
const LATELY = 5;
/** Of these the value differs from one asking to the next. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set([
  "askedAt",
  "repliedAt",
  "latencyMs",
  "id",
  "origin",
  "decidedAt",
  "settledAt",
]);
const COUNTRIES = ["FRA", "DEU", "SWE", "BRA", "JPN", "UKR", "POL"] as const;

/** Makes operations over the whole graph, about what a world holds, whoever may know of it. */
export function questionsAbout(records: Records, schema: GraphQLSchema, draw: Draw): () => string {
  const values = argumentsAbout(records, draw);
  const argument = (field: GraphQLField<unknown, unknown>, { name, type, ...rest }: GraphQLArgument): string | null => {
    if (!isRequiredArgument({ name, type, ...rest }) && draw(3) === 0) return null;
    const named = getNamedType(type);
    const value = isEnumType(named) ? pick(draw, named.getValues()).value : values(field.name, name);
    const node = value === null ? null : astFromValue(value, type);
    return node === null || node === undefined ? null : print(node);
  };
  const rootOf = (): GraphQLObjectType | null | undefined =>
    draw(ONE_IN_SO_MANY_WRITES) === 0 ? schema.getMutationType() : schema.getQueryType();
  return () => {
    const root = rootOf();
    return draw(ONE_IN_SO_MANY_IS_WIDE) === 0
      ? wideOperation(schema, root, draw, argument)
      : randomOperation(schema, draw, { argument, aliasOf, depth: DEPTH, roots: [root] });
  };
}

/** One field of the root, and everything that it leads to. */
function wideOperation(
  schema: GraphQLSchema,
  root: GraphQLObjectType | null | undefined,
  draw: Draw,
  argument: OperationWords["argument"],
): string {
  let aliases = 0;
  const fieldOf = (field: GraphQLField<unknown, unknown>, above: readonly GraphQLNamedType[]): string => {
    const given = field.args.flatMap((one) => {
      const value = argument(field, one);
      return value === null ? [] : [`${one.name}: ${value}`];
    });
    aliases += 1;
    const head = `${aliasOf(field)}${aliases}: ${field.name}${given.length === 0 ? "" : `(${given.join(", ")})`}`;
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return head;
    return `${head} { ${selectionsOf(type, [...above, type])} }`;
  };
  const selectionsOf = (type: GraphQLObjectType, above: readonly GraphQLNamedType[]): string => {
    const fields = Object.values(type.getFields()).filter((field) => {
      const returned = getNamedType(field.type);
      return !isObjectType(returned) || (above.length < WIDE_DEPTH && !above.includes(returned));
    });
    return ["__typename", ...fields.map((field) => fieldOf(field, above))].join(" ");
  };
  const kind = root === schema.getMutationType() ? "mutation" : "query";
  return `${kind} { ${fieldOf(pick(draw, Object.values(root?.getFields() ?? {})), [])} }`;
}

function aliasOf({ name }: GraphQLField<unknown, unknown>): string {
  return OF_THE_MOMENT.has(name) ? "moment" : "f";
}

/** An answer without what differs from one asking to the next. That there is a moment at all stays. */
export function withoutMoments(text: string): string {
  return text.replace(/"(moment\d+)":(?:"[^"]*"|[\d.]+)/g, '"$1":"…"');
}

function argumentsAbout(records: Records, draw: Draw): (field: string, argument: string) => unknown {
  const { persons, notices, vehicles, biometrics } = records;
  const refs = refsOf(Object.values(records).flatMap((held) => held.map(({ record }) => record)));
  const document = (): object => {
    const { record } = pick(draw, records["travel-documents"]);
    const issuingCountry = maybe(draw, [record.issuingCountry]);
    return { number: record.number, issuingCountry, type: maybe(draw, [record.type]) };
  };
  const carried = (): object => {
    const [held] = pick(draw, persons).record.identityDocuments;
    return held === undefined ? document() : { number: held.number, issuingCountry: held.issuingCountry };
  };
  const vehicle = (): object => {
    const { vin, plate, plateCountry, engineNumber } = pick(draw, vehicles).record;
    return {
      vin: maybe(draw, [vin]),
      plate,
      plateCountry: maybe(draw, [plateCountry]),
      engineNumber: maybe(draw, [engineNumber]),
    };
  };
  const pairs = settledPairs(persons.map(({ record }) => record));
  const asked: string[] = [];
  const sample = (): object => {
    const { record } = pick(draw, biometrics);
    const { kind, template } = record;
    asked.push(writeRef(record));
    return { kind, template };
  };
  const reason = (): string => pick(draw, ["Compared by two examiners.", "Compared by two examiners.", ""]);
  const candidate = (): object => {
    const lately = asked.slice(-LATELY);
    const isAsked = lately.length > 0 && draw(4) > 0;
    const ref = isAsked ? pick(draw, lately) : pick(draw, refsOf(biometrics.map(({ record }) => record)));
    return { candidate: ref, verdict: pick(draw, CANDIDATE_VERDICTS), reason: reason() };
  };
  const link = (): object => {
    const anyPair = [pick(draw, persons).record, pick(draw, persons).record] as const;
    const [first, second] = draw(4) > 0 ? pick(draw, pairs) : anyPair;
    const state = pick(draw, IDENTITY_LINK_STATES);
    return { first: writeRef(first), second: writeRef(second), state, reason: reason() };
  };
  const person = (): { readonly names: readonly object[]; readonly dateOfBirth: string | null } => {
    const { names, datesOfBirth } = pick(draw, persons).record;
    const { family, given, original } = pick(draw, names);
    return { names: [{ family, given, original }], dateOfBirth: maybe(draw, datesOfBirth) };
  };
  const byName: Readonly<Record<string, (field: string) => unknown>> = {
    ref: (field) => pick(draw, refsOf((field === "person" ? persons : biometrics).map(({ record }) => record))),
    id: () =>
      pick(
        draw,
        notices.map(({ record }) => record.entityId ?? "2024/90210"),
      ),
    owner: () => pick(draw, ["XPO", "XPO", "BRA"]),
    vin: () => pick(draw, vehicles).record.vin ?? "WVWZZZ1KZAW518264",
    plate: () => pick(draw, vehicles).record.plate ?? "AA 1479 KX",
    country: () => pick(draw, COUNTRIES),
    issuingCountry: () => pick(draw, COUNTRIES),
    number: () => pick(draw, records["travel-documents"]).record.number,
    mrz: () => suspect(1).mrz,
    asRead: () => true,
    near: () => draw(2) === 0,
    chip: () => ({ dg1: Buffer.from("no file of a chip").toString("base64") }),
    first: () => pick(draw, [0, 1, 2, 5, 10, 50, 100, 101]),
    after: () => Buffer.from(JSON.stringify([pick(draw, [1, 0.95, 0.8, 0.7]), pick(draw, refs)])).toString("base64url"),
    samples: () => [sample()],
    input: (field) => (field === "confirmCandidate" ? candidate() : link()),
    subject: () => ({
      ...person(),
      documents: draw(2) === 0 ? [document(), carried()] : [],
      vehicles: draw(2) === 0 ? [vehicle()] : [],
      samples: draw(3) === 0 ? [sample()] : [],
      mrz: draw(4) === 0 ? suspect(1).mrz : null,
      asRead: true,
    }),
    query: (field) => {
      if (field === "accessLog" || field === "unitAccessLog") return {};
      if (field === "searchPersons") return { ...person(), documents: draw(3) === 0 ? [carried()] : [] };
      return { ...person(), issuingCountry: maybe(draw, [...COUNTRIES, null]), ageMin: maybe(draw, [18, 40, null]) };
    },
  };
  return (field, argument) => {
    const make = byName[argument];
    if (make === undefined) throw new Error(`Nothing is known for the argument ${argument} of ${field}.`);
    return make(field);
  };
}
