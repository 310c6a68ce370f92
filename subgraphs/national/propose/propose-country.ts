import type { Database } from "../../kit/database/database.js";
import { InvalidConfiguration } from "../../kit/errors.js";
import type { NationalDomain, WrittenConfiguration } from "../configuration.js";
import { columnsOf } from "../../kit/sources/mapping.js";
import { readTables } from "../inspect/read-tables.js";
import type { Table } from "../inspect/read-tables.js";
import { TABLE_WORDS } from "./column-words.js";
import type { Meaning } from "./column-words.js";
import { Draft } from "./draft.js";
import type { Reason } from "./draft.js";
import { DATE_SHAPES, TableLook } from "./look.js";
import type { NamedColumns } from "./look.js";
import { likeness } from "./match-words.js";
import { FieldProposer } from "./propose-fields.js";
import { proposeNotices } from "./propose-notices.js";
import { proposePersons } from "./propose-persons.js";
import { proposeRestriction } from "./propose-restriction.js";
import { proposeDocuments, proposeVehicles } from "./propose-things.js";
import { childrenOf } from "./table-family.js";

type WrittenDomain = WrittenConfiguration["domains"][number];

/** What is proposed for one domain, why, and what a person must look at. */
export interface DomainProposal {
  readonly entry: WrittenDomain;
  readonly reasons: readonly Reason[];
  readonly todos: readonly string[];
}

/** What a country's tables would be as domains of the graph. */
export interface Proposal {
  readonly domains: readonly DomainProposal[];
  readonly todos: readonly string[];
}

/** The contract's longest id. */
const LONGEST_ID = 32;
/** Until the owner says more, others learn that there is a record and whom to call. */
const SAFE_RESTRICTION = { handling: ["H2" as const] };

/** Looks into the database, by its catalogue and by counts, and proposes a mapping for each domain that is there. */
export async function proposeCountry(
  database: Database,
  { country, schema, tellsWhole, tables: chosen = {}, columns: named = {} }: ProposalTerms,
): Promise<Proposal> {
  const tables = await readTables(database, schema);
  refuseUnknown(tables, chosen, named);
  const looks: TableLook[] = [];
  for (const table of tables) looks.push(await TableLook.at(table, { database, tables, named }));
  const domains: DomainProposal[] = [];
  const todos: string[] = [];
  const used = new Set<TableLook>();
  /** What persons carry is no register of stolen documents, unless it says of each why it is on record. */
  const besidePersons = new Set<TableLook>();
  for (const domain of ["vehicles", "notices", "persons", "travel-documents"] as const) {
    const look = bestFor(domain, looks, { used, chosen });
    if (look === null) {
      todos.push(unrecognised(domain, chosen[domain]));
      continue;
    }
    const draft = new Draft();
    const proposer = new FieldProposer(look, draft, country);
    const children = domain === "persons" || domain === "notices" ? childrenOf(look, looks) : [];
    if (domain === "persons") for (const child of children) besidePersons.add(child.look);
    const isOne = await propose(domain, proposer, children);
    const belongsToPersons = domain === "travel-documents" && besidePersons.has(look);
    if (!isOne || (belongsToPersons && draft.isConstant("status"))) {
      todos.push(
        `${domain}: the table ${look.table.name} has not what the domain needs. Say what its columns hold: --column NAME=${SOUGHT_FIRST[domain]}.`,
      );
      continue;
    }
    used.add(look);
    await proposeRestriction(proposer, tellsWhole);
    const own = [...draft.todos, ...neverFoundBy(domain, draft), ...leftOut(look, draft)];
    domains.push({ entry: entryOf(domain, look, draft, tellsWhole), reasons: draft.reasons, todos: own });
    todos.push(...idTodos(domain, look), ...(tellsWhole ? [] : [restrictionTodo(domain)]));
  }
  return { domains, todos };
}

export interface ProposalTerms {
  readonly country: string;
  readonly schema?: string | undefined;
  /** Whether officers of other countries are told the whole of a record of which nothing else is laid down. */
  readonly tellsWhole: boolean;
  /** What somebody who knows the tables says of them, where no word for a name is known. */
  readonly tables?: ChosenTables;
  readonly columns?: NamedColumns;
}

/** The table of a domain. */
export type ChosenTables = Readonly<Partial<Record<NationalDomain, string>>>;

function unrecognised(domain: NationalDomain, chosen: string | undefined): string {
  return chosen === undefined
    ? `${domain}: no table was recognised. Where there is one, name it: --table ${domain}=NAME.`
    : `${domain}: the table ${chosen} has no key, and no column that tells its rows apart.`;
}

/** What a table of the domain has at least. */
const SOUGHT_FIRST = {
  persons: "family",
  vehicles: "vin",
  "travel-documents": "documentNumber",
  notices: "noticeColour",
} as const satisfies Record<NationalDomain, Meaning>;

/** @throws InvalidConfiguration where something is named that is not there */
function refuseUnknown(tables: readonly Table[], chosen: ChosenTables, named: NamedColumns): void {
  const names = tables.map(({ name }) => name);
  const asked = Object.values(chosen);
  const twice = asked.find((name, place) => asked.indexOf(name) !== place);
  if (twice !== undefined) throw new InvalidConfiguration(`The table ${twice} is named for two domains.`);
  const table = asked.find((name) => !names.includes(name));
  if (table !== undefined)
    throw new InvalidConfiguration(`There is no table ${table}. There are ${names.join(", ") || "none"}.`);
  const columns = new Set(
    tables.flatMap(({ name, columns: its }) => its.flatMap((each) => [each.name, `${name}.${each.name}`])),
  );
  const column = Object.keys(named).find((name) => !columns.has(name));
  if (column !== undefined) throw new InvalidConfiguration(`There is no column ${column} in any table.`);
}

function propose(
  domain: NationalDomain,
  proposer: FieldProposer,
  children: Parameters<typeof proposePersons>[1],
): Promise<boolean> {
  switch (domain) {
    case "persons":
      return proposePersons(proposer, children);
    case "vehicles":
      return proposeVehicles(proposer);
    case "travel-documents":
      return proposeDocuments(proposer);
    case "notices":
      return proposeNotices(proposer, children);
  }
}

function entryOf(
  domain: NationalDomain,
  { table, id, hasNumericIds }: TableLook,
  { fields }: Draft,
  tellsWhole: boolean,
): WrittenDomain {
  return {
    domain,
    name: table.name.slice(0, 120),
    mapping: {
      schema: table.schema,
      table: table.name,
      id: id?.name ?? "",
      fields,
      ...(tellsWhole ? {} : { defaultRestriction: SAFE_RESTRICTION }),
    },
    numericIds: hasNumericIds,
  };
}

function restrictionTodo(domain: NationalDomain): string {
  return `${domain}: other countries learn that there is a record and whom to call (handling H2). Change or remove \`defaultRestriction\`, or map \`restriction\` from your columns.`;
}

/** What officers search by, and what a register that does not have it answers with: no hit. */
const SOUGHT_BY: Readonly<Record<NationalDomain, readonly string[]>> = {
  persons: ["datesOfBirth", "identityDocuments"],
  vehicles: ["vin", "plate", "engineNumber"],
  "travel-documents": ["number"],
  notices: ["names", "datesOfBirth"],
};

function neverFoundBy(domain: NationalDomain, draft: Draft): readonly string[] {
  return SOUGHT_BY[domain]
    .filter((field) => draft.isConstant(field))
    .map(
      (field) => `${field}: no column gives it, so that nothing is ever found by it. Map it where your table has it.`,
    );
}

/** Nobody but a person can say of a column that no word is known for whether it keeps records secret. */
function leftOut({ table, id }: TableLook, { fields }: Draft): readonly string[] {
  const read = new Set([...columnsOf(fields), id?.name]);
  const others = table.columns.map(({ name }) => name).filter((name) => !read.has(name));
  return others.length === 0
    ? []
    : [
        `${table.name}: not read are ${others.join(", ")}. Is one of them about who may be told, or how secret a record is? Then map it to \`restriction\`.`,
      ];
}

function idTodos(domain: NationalDomain, look: TableLook): readonly string[] {
  const { table, id } = look;
  const longest = id === null ? 0 : (look.shapesOf(id.name)?.longest ?? 0);
  return longest > LONGEST_ID ? [`${domain}: ids of ${table.name} are longer than ${LONGEST_ID} characters.`] : [];
}

/** The table that is named for this domain, else the one that is most surely of it; null where none is. */
function bestFor(
  domain: NationalDomain,
  looks: readonly TableLook[],
  { used, chosen }: { readonly used: ReadonlySet<TableLook>; readonly chosen: ChosenTables },
): TableLook | null {
  const own = chosen[domain];
  const others = new Set(Object.values(chosen).filter((name) => name !== own));
  const free = looks.filter((look) => !used.has(look) && look.id !== null && !others.has(look.table.name));
  if (own !== undefined) return free.find(({ table }) => table.name === own) ?? null;
  const rated = free
    .map((look) => ({ look, score: RATERS[domain](look, looks) }))
    .filter(({ score }) => score >= LEAST)
    .toSorted((one, other) => other.score - one.score);
  return rated[0]?.look ?? null;
}

const LEAST = 1.5;

const RATERS: Readonly<Record<NationalDomain, (look: TableLook, looks: readonly TableLook[]) => number>> = {
  vehicles: (look) => {
    const vin = look.find("vin", ["VIN", "NUMBERED"]) ?? look.findByShape("VIN");
    const signs =
      1.2 * has(vin) + 0.8 * has(look.find("plate", ["DIGITS"])) - 2 * has(look.find("dateOfBirth", DATE_SHAPES));
    return signs + calledSo(look, "vehicles");
  },
  notices: (look) => {
    const isCalledSo = calledSo(look, "notices");
    if (isCalledSo === 0 && look.findByShape("ENTITY") === null) return 0;
    return 0.6 + isCalledSo + has(look.find("noticeColour")) - has(look.find("vin"));
  },
  persons: (look, looks) => {
    const isNamed = has(look.find("family")) + has(look.find("whole")) > 0;
    const isNamedBeside = childrenOf(look, looks).some((child) => child.look.find("family") !== null);
    if (!isNamed && !isNamedBeside) return 0;
    return 1 + has(look.find("dateOfBirth", DATE_SHAPES)) + 0.5 * has(look.find("sex")) + calledSo(look, "persons");
  },
  "travel-documents": (look) => {
    if (look.find("documentNumber", ["NUMBERED"]) === null) return 0;
    const signs =
      has(look.find("documentStatus")) +
      has(look.find("theftDate", DATE_SHAPES)) +
      0.5 * has(look.find("documentType"));
    return 0.8 + 0.5 * signs + 0.5 * calledSo(look, "travel-documents") - has(look.find("dateOfBirth", DATE_SHAPES));
  },
};

function has(found: unknown): number {
  return found === null ? 0 : 1;
}

function calledSo({ table }: TableLook, domain: keyof typeof TABLE_WORDS): number {
  return likeness(table.name, TABLE_WORDS[domain]);
}
