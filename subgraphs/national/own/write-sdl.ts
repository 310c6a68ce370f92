import { askedOf, mergeAsked } from "./asked-subject.js";
import type { AskedSubject } from "./asked-subject.js";
import type { OwnAccess, OwnRegister, OwnSubgraph } from "./own-configuration.js";

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])
`;

/** The graph's own types of what is asked of a subject, as `schema/subgraphs/checks.graphql` has them. */
const TYPES: Readonly<Record<string, string>> = {
  "Subject.names": "[SubjectName!]!",
  "Subject.dateOfBirth": "PartialDate",
  "Subject.nationalities": "[CountryCode!]!",
  "Subject.documents": "[SubjectDocument!]!",
  "Subject.vehicles": "[SubjectVehicle!]!",
  "SubjectName.family": "String!",
  "SubjectName.given": "String!",
  "SubjectName.original": "String",
  "SubjectDocument.number": "DocumentNumber!",
  "SubjectDocument.issuingCountry": "CountryCode",
  "SubjectVehicle.vin": "String",
  "SubjectVehicle.plate": "String",
  "SubjectVehicle.plateCountry": "CountryCode",
  "SubjectVehicle.engineNumber": "String",
};
const SCALARS = ["CountryCode", "DocumentNumber", "PartialDate"] as const;

/** The SDL of a country's own part of the graph: what the registry checks and composes. */
export function writeSdl(country: string, { registers }: OwnSubgraph): string {
  const code = `${country.charAt(0)}${country.slice(1).toLowerCase()}`;
  const asked = mergeAsked(registers.map(askedOf));
  const parts = [
    LINK,
    checkType(registers),
    ...subjectTypes(asked),
    ...registers.flatMap((register) => recordTypes(code, register, country)),
    outcomeType(code),
  ];
  const body = parts.join("\n");
  const scalars = SCALARS.filter((name) => new RegExp(`\\b${name}\\b`).test(body)).map((name) => `scalar ${name}\n`);
  return [body, ...scalars].join("\n");
}

function checkType(registers: readonly OwnRegister[]): string {
  const fields = registers.map((register) => {
    const { field, description, record } = register;
    return `${text(`${description} Null only where it did not answer.`)}  ${field}(
${text("How many hits at most, up to 20.", 4)}    first: Int! = 5
  ): ${record.type}Answer @requires(fields: "subject { ${selectionOf(askedOf(register))} }")
`;
  });
  return `type Check @key(fields: "id") {
  id: ID!
  subject: Subject! @external
${fields.join("")}}
`;
}

function selectionOf(asked: AskedSubject): string {
  return [...asked].map(([field, of]) => (of === null ? field : `${field} { ${[...of.fields].join(" ")} }`)).join(" ");
}

/** What is read of the subject and answered by its owner alone. */
function subjectTypes(asked: AskedSubject): readonly string[] {
  const own = [...asked.keys()].map((field) => `  ${field}: ${TYPES[`Subject.${field}`]} @external\n`);
  const within = [...asked.values()].flatMap((of) =>
    of === null
      ? []
      : [
          `type ${of.type} @external {\n${[...of.fields].map((field) => `  ${field}: ${TYPES[`${of.type}.${field}`]}\n`).join("")}}\n`,
        ],
  );
  return [`type Subject {\n${own.join("")}}\n`, ...within];
}

function recordTypes(code: string, { description, record }: OwnRegister, country: string): readonly string[] {
  const { type, fields } = record;
  const own = Object.entries(fields).map(
    ([name, field]) => `${text(field.description)}  ${name}: ${field.type}${ruleOf(field.access)}\n`,
  );
  return [
    `${text(description, 0)}type ${type}Answer @authenticated {
${text("How the register ended.")}  outcome: ${code}Outcome!
${text("How many records fit.")}  count: Int!
${text("The hits, the surest first.")}  hits: [${type}Hit!]!
}
`,
    `${text("A record that fits.", 0)}type ${type}Hit @authenticated {
${text("The record by its owner and the owner's id: SWE/12345.".replaceAll("SWE", country))}  ref: String!
${text("How well it fits, 0 to 1.")}  score: Float!
${text("Whom to call about it.")}  contact: String!
${text("The record; null where its owner tells no more than that there is one.")}  record: ${type}
}
`,
    `${text(record.description, 0)}type ${type} @key(fields: "owner localId") @authenticated${ruleOf(record.access)} {
${text(`Who owns the record: ${country}.`)}  owner: CountryCode!
${text("The owner's own id of the record.")}  localId: String!
${own.join("")}}
`,
  ];
}

function outcomeType(code: string): string {
  return `${text("How a register of the country's own ended.", 0)}enum ${code}Outcome {
${text("Something fits.")}  HIT
${text("It was asked, and holds nothing that fits.")}  NO_HIT
${text("It may not be searched for this purpose, or nothing was known that it is searched by.")}  NOT_ASKED
}
`;
}

function ruleOf(access: OwnAccess | undefined): string {
  const { scopes, policies } = access ?? {};
  return [
    ...(scopes === undefined ? [] : [` @requiresScopes(scopes: ${JSON.stringify(scopes)})`]),
    ...(policies === undefined ? [] : [` @policy(policies: ${JSON.stringify(policies)})`]),
  ].join("");
}

/** A description, as GraphQL writes one; JSON's escapes are GraphQL's. */
function text(description: string, indent = 2): string {
  return `${" ".repeat(indent)}${JSON.stringify(description)}\n`;
}
