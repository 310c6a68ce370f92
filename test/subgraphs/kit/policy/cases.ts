import type { FieldClass } from "../../../../subgraphs/kit/access/vocabulary.js";
import { FIELD_CLASSES } from "../../../../subgraphs/kit/access/vocabulary.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import { AIMS, PURPOSES, SUBJECT_ROLES } from "../../../../subgraphs/kit/authority/justification.js";
import type { Justification, Purpose, SubjectRole } from "../../../../subgraphs/kit/authority/justification.js";
import type { Officer } from "../../../../subgraphs/kit/authority/officer.js";
import type { Disclosure } from "../../../../subgraphs/kit/policy/disclosure.js";
import type { LogEntryFacts, LogReading } from "../../../../subgraphs/kit/policy/log-entry.js";
import type { Policies } from "../../../../subgraphs/kit/policy/policies.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import { DOMAINS } from "../../../../subgraphs/kit/sources/source.js";
import type { Domain } from "../../../../subgraphs/kit/sources/source.js";
import { authorityOf, JUSTIFICATION } from "./authorities.js";

/** One decision that the policies owe, stated without them. */
export interface Case {
  readonly name: string;
  readonly expected: boolean | Disclosure;
  readonly decide: (policies: Policies) => boolean | Disclosure;
}

/** W L C A I F S T: the purposes in their order. */
const LETTERS: Readonly<Record<string, Purpose>> = {
  W: "WANTED_SEARCH",
  L: "LOCATE_PERSON_OR_OBJECT",
  C: "CRIMINAL_INFORMATION",
  A: "WARN",
  I: "IDENTIFY",
  F: "FORENSIC",
  S: "SECURITY_CHECK",
  T: "THREAT_ANALYSIS",
};

/** What each purpose opens, for a suspect who is to be identified; behind the plus what it takes a known person for. */
const CLASSES: Readonly<Record<FieldClass, string>> = {
  "person-identity": "WLCAIST",
  "person-description": "WLCAI",
  caution: "WLCAIFST",
  charge: "WCST",
  "person-link": "WIF+LCT",
  "document-holder-link": "WLCIS",
  "vehicle-identity": "WLCFS",
  "biometric-record": "WIF",
};

const SEARCHES: Readonly<Record<Domain, { readonly purposes: string; readonly scope: string }>> = {
  persons: { purposes: "WLCAIST", scope: "person:search" },
  notices: { purposes: "WLCAIST", scope: "notice:search" },
  "travel-documents": { purposes: "WLCIS", scope: "document:search" },
  vehicles: { purposes: "WLCFS", scope: "vehicle:search" },
  biometrics: { purposes: "WIF", scope: "biometric:search" },
};

const SUFFERED: ReadonlySet<SubjectRole> = new Set([
  "VICTIM",
  "WITNESS",
  "MISSING",
  "UNIDENTIFIED_REMAINS",
  "DECEASED",
]);

const PROFESSIONS = ["border-guard", "forensic-examiner", "analyst"] as const;

function isOpen(letters: string, purpose: Purpose): boolean {
  return [...letters].some((letter) => LETTERS[letter] === purpose);
}

/** Two purposes are a profession's own. */
function mayAskFor(profession: string, purpose: Purpose): boolean {
  if (purpose === "FORENSIC") return profession === "forensic-examiner";
  return purpose !== "THREAT_ANALYSIS" || profession === "analyst";
}

/** Whether a class is open, restated. */
export function expectedOfClass(
  fieldClass: FieldClass,
  profession: string,
  { purpose, aim, role }: Pick<Justification, "purpose" | "aim" | "role">,
): boolean {
  const [always = "", ofKnownPersons = ""] = CLASSES[fieldClass].split("+");
  const letters = aim === "KNOWN_PERSON" ? always + ofKnownPersons : always;
  if (fieldClass === "charge" && SUFFERED.has(role)) return false;
  return isOpen(letters, purpose) && mayAskFor(profession, purpose);
}

const FIELD_CLASS_NAMES = Object.keys(FIELD_CLASSES).filter((name): name is FieldClass => name in CLASSES);

export const CLASS_CASES: readonly Case[] = [
  ...FIELD_CLASS_NAMES.map((fieldClass) => ({
    name: `${fieldClass} without a justification`,
    expected: false,
    decide: (policies: Policies) => policies.mayReadClass(authorityOf({}, null), fieldClass),
  })),
  ...FIELD_CLASS_NAMES.flatMap((fieldClass) =>
    PURPOSES.flatMap((purpose) =>
      AIMS.flatMap((aim) =>
        PROFESSIONS.map((profession) => ({
          name: `${fieldClass} for ${purpose}, ${aim}, by a ${profession}`,
          expected: expectedOfClass(fieldClass, profession, { purpose, aim, role: "SUSPECT" }),
          decide: (policies: Policies) =>
            policies.mayReadClass(authorityOf({ roles: [profession] }, { purpose, aim }), fieldClass),
        })),
      ),
    ),
  ),
  ...SUBJECT_ROLES.map((role) => ({
    name: `the charge of a subject who is ${role}`,
    expected: expectedOfClass("charge", "border-guard", { ...JUSTIFICATION, role }),
    decide: (policies: Policies) => policies.mayReadClass(authorityOf({}, { role }), "charge"),
  })),
  {
    name: "the caution of a missing person",
    expected: true,
    decide: (policies) => policies.mayReadClass(authorityOf({}, { role: "MISSING" }), "caution"),
  },
];

export const SEARCH_CASES: readonly Case[] = DOMAINS.flatMap((domain) => {
  const { purposes, scope } = SEARCHES[domain];
  const search = (name: string, expected: boolean, authority: Authority): Case => ({
    name: `${domain} ${name}`,
    expected,
    decide: (policies) => policies.maySearch(authority, domain),
  });
  return [
    search("without a justification", false, authorityOf({}, null)),
    search("without a scope", false, authorityOf({ scopes: [] })),
    search("with another scope", false, authorityOf({ scopes: ["log:own"] })),
    ...PURPOSES.flatMap((purpose) =>
      PROFESSIONS.flatMap((profession) =>
        ["check:run", scope].map((given) =>
          search(
            `for ${purpose} by a ${profession} with ${given}`,
            isOpen(purposes, purpose) && mayAskFor(profession, purpose),
            authorityOf({ roles: [profession], scopes: [given] }, { purpose }),
          ),
        ),
      ),
    ),
  ];
});

/** The clock of the cases. */
export const NOW = new Date("2026-11-24T12:00:00Z");
const BEFORE = "2026-11-24T11:59:59Z";
const LATER = "2026-11-24T12:00:01Z";

interface RecordCase {
  readonly restriction?: Readonly<Record<string, unknown>>;
  /** Germany's unless it says so. */
  readonly owner?: string;
  readonly officer?: Partial<Officer>;
  readonly justification?: Partial<Justification> | null;
  readonly breakGlass?: { readonly caseReference?: string; readonly endsAt?: string };
}

function record(name: string, expected: Disclosure, given: RecordCase): Case {
  const breakGlass = given.breakGlass && {
    justification: "A life is at stake",
    caseReference: JUSTIFICATION.caseReference,
    endsAt: LATER,
    ...given.breakGlass,
  };
  const authority = authorityOf(given.officer, given.justification, breakGlass);
  const restriction = given.restriction === undefined ? null : restrictionSchema.parse(given.restriction);
  return {
    name,
    expected,
    decide: (policies) => policies.disclosureOf(authority, given.owner ?? "DEU", restriction, NOW),
  };
}

const OWN = { owner: "FRA" };
const GRANT = { breakGlass: {} };
/** A French officer asks; what lifts and what does not is said of each reason. */
export const RECORD_CASES: readonly Case[] = [
  record("a record without a restriction", "FULL", {}),
  record("a record without a restriction and a question without a justification", "NONE", { justification: null }),
  record("an own record and a question without a justification", "NONE", { ...OWN, justification: null }),

  record("a denied country", "NONE", { restriction: { deniedCountries: ["POL", "FRA"] } }),
  record("another country is denied", "FULL", { restriction: { deniedCountries: ["POL"] } }),
  record("a denied country with a grant", "NONE", { restriction: { deniedCountries: ["FRA"] }, ...GRANT }),
  record("an owner that denies its own country", "FULL", { restriction: { deniedCountries: ["FRA"] }, ...OWN }),

  record("a country that is not among the allowed", "NONE", { restriction: { allowedCountries: ["POL"] } }),
  record("a country that is among the allowed", "FULL", { restriction: { allowedCountries: ["POL", "FRA"] } }),
  record("a country that is not among the allowed, with a grant", "NONE", {
    restriction: { allowedCountries: ["POL"] },
    ...GRANT,
  }),
  record("an owner that allows others", "FULL", { restriction: { allowedCountries: ["POL"] }, ...OWN }),

  record("an alert that is hidden for a second more", "NONE", { restriction: { hiddenUntil: LATER } }),
  record("an alert that was hidden until now", "FULL", { restriction: { hiddenUntil: NOW.toISOString() } }),
  record("an alert that was hidden until a second ago", "FULL", { restriction: { hiddenUntil: BEFORE } }),
  record("a hidden alert with a grant", "NONE", { restriction: { hiddenUntil: LATER }, ...GRANT }),
  record("an own hidden alert", "FULL", { restriction: { hiddenUntil: LATER }, ...OWN }),

  record("a joint investigation of others", "NONE", { restriction: { jointInvestigation: "JIT-1" } }),
  record("a joint investigation of others, of which the officer has another", "NONE", {
    restriction: { jointInvestigation: "JIT-1" },
    officer: { jointInvestigations: ["JIT-2"] },
  }),
  record("the officer's joint investigation", "FULL", {
    restriction: { jointInvestigation: "JIT-1" },
    officer: { jointInvestigations: ["JIT-2", "JIT-1"] },
  }),
  record("a joint investigation of others, with a grant", "NONE", {
    restriction: { jointInvestigation: "JIT-1" },
    ...GRANT,
  }),
  record("a joint investigation of the owner's, of which its officer is no member", "NONE", {
    restriction: { jointInvestigation: "JIT-1" },
    ...OWN,
  }),

  record("another purpose", "NONE", { restriction: { purposes: ["IDENTIFY", "WARN"] } }),
  record("one of the purposes", "FULL", { restriction: { purposes: ["IDENTIFY", "WANTED_SEARCH"] } }),
  record("another purpose with a grant", "FULL", { restriction: { purposes: ["WARN"] }, ...GRANT }),
  record("another purpose with a grant that has ended", "NONE", {
    restriction: { purposes: ["WARN"] },
    breakGlass: { endsAt: NOW.toISOString() },
  }),
  record("another purpose with a grant for another case", "NONE", {
    restriction: { purposes: ["WARN"] },
    breakGlass: { caseReference: "2026/78" },
  }),
  record("another purpose than the owner's for its own officer", "FULL", {
    restriction: { purposes: ["WARN"] },
    ...OWN,
  }),

  record("police use only", "FULL", { restriction: { handling: ["H0"] } }),
  record("not in judicial proceedings", "FULL", { restriction: { handling: ["H1"] } }),
  record("no dissemination without permission", "HIT_ONLY", { restriction: { handling: ["H1", "H2"] } }),
  record("other conditions", "HIT_ONLY", { restriction: { handling: ["H3"] } }),
  record("no dissemination but to those who have permission", "FULL", {
    restriction: { handling: ["H2"], allowedCountries: ["FRA"] },
  }),
  record("no dissemination, with a grant", "FULL", { restriction: { handling: ["H2"] }, ...GRANT }),
  record("no dissemination, with a grant that has ended", "HIT_ONLY", {
    restriction: { handling: ["H2"] },
    breakGlass: { endsAt: BEFORE },
  }),
  record("no dissemination, with a grant for another case", "HIT_ONLY", {
    restriction: { handling: ["H2"] },
    breakGlass: { caseReference: "2026/78" },
  }),
  record("no dissemination of an own record", "FULL", { restriction: { handling: ["H2"] }, ...OWN }),

  record("one level above the clearance", "HIT_ONLY", { restriction: { confidentiality: "RESTRICTED" } }),
  record("two levels above the clearance", "HIT_ONLY", { restriction: { confidentiality: "CONFIDENTIAL" } }),
  record("the level of the clearance", "FULL", {
    restriction: { confidentiality: "RESTRICTED" },
    officer: { clearance: "RESTRICTED" },
  }),
  record("a level below the clearance", "FULL", {
    restriction: { confidentiality: "RESTRICTED" },
    officer: { clearance: "CONFIDENTIAL" },
  }),
  record("above the clearance, with a grant", "FULL", { restriction: { confidentiality: "CONFIDENTIAL" }, ...GRANT }),
  record("above the clearance, with a grant that has ended", "HIT_ONLY", {
    restriction: { confidentiality: "CONFIDENTIAL" },
    breakGlass: { endsAt: BEFORE },
  }),
  record("above the clearance, with a grant for another case", "HIT_ONLY", {
    restriction: { confidentiality: "CONFIDENTIAL" },
    breakGlass: { caseReference: "2026/78" },
  }),
  record("an own record above the clearance", "FULL", { restriction: { confidentiality: "CONFIDENTIAL" }, ...OWN }),

  record("a hit only that is hidden as well", "NONE", { restriction: { handling: ["H2"], hiddenUntil: LATER } }),
  record("two reasons for a hit only, with a grant", "FULL", {
    restriction: { handling: ["H2"], confidentiality: "CONFIDENTIAL" },
    ...GRANT,
  }),
];

/** Asked by Germany's officer of a unit that has the same name in two countries; it told of French and Swedish records. */
const ENTRY: LogEntryFacts = { owners: ["FRA", "SWE"], country: "DEU", agency: "police", unit: "u-1" };

function log(
  name: string,
  expected: boolean,
  given: {
    readonly as: LogReading;
    readonly officer: Partial<Officer>;
    readonly entry?: Partial<LogEntryFacts>;
    readonly justification?: null;
  },
): Case {
  const authority = authorityOf(given.officer, given.justification === null ? null : {});
  return {
    name,
    expected,
    decide: (policies) => policies.mayReadLog(authority, given.as, { ...ENTRY, ...given.entry }),
  };
}

const OWNER = { country: "FRA", scopes: ["log:own"] };
const SUPERIOR = { country: "DEU", agency: "police", unit: "u-1", scopes: ["check:run", "log:unit"] };

export const LOG_CASES: readonly Case[] = [
  log("an owner of records that the answer told of", true, { as: "OWNER", officer: OWNER }),
  log("an owner of whose records it told nothing", false, { as: "OWNER", officer: { ...OWNER, country: "POL" } }),
  log("an owner where it told of no record", false, { as: "OWNER", officer: OWNER, entry: { owners: [] } }),
  log("an owner without the scope", false, { as: "OWNER", officer: { ...OWNER, scopes: ["log:unit"] } }),
  log("an owner without a justification", false, { as: "OWNER", officer: OWNER, justification: null }),
  log("the superior of the unit that asked, as an owner", false, { as: "OWNER", officer: SUPERIOR }),
  log("the superior of the unit that asked", true, { as: "UNIT", officer: SUPERIOR }),
  log("a superior without the scope", false, { as: "UNIT", officer: { ...SUPERIOR, scopes: ["log:own"] } }),
  log("a superior without a justification", false, { as: "UNIT", officer: SUPERIOR, justification: null }),
  log("the superior of a unit of that name in another country", false, {
    as: "UNIT",
    officer: { ...SUPERIOR, country: "SWE" },
  }),
  log("the superior of a unit of that name in another agency", false, {
    as: "UNIT",
    officer: { ...SUPERIOR, agency: "customs" },
  }),
  log("the superior of another unit", false, { as: "UNIT", officer: { ...SUPERIOR, unit: "u-2" } }),
  log("an owner as a superior", false, { as: "UNIT", officer: OWNER }),
];
