import type { CodeEntry } from "./code-entry.js";

const ONLY_ADDS = "A country adds to the graph and takes nothing over: what another owns is answered by its owner.";
const OWN_NAMES = "Names are how owners are told apart; two countries must never meet in one.";
const READER = "The schema is the manual of those who ask the graph.";

/** Codes of what a country may add, and of how a schema is written. */
export const CODES_OF_NAMES = {
  LINK_MISSING: {
    severity: "error",
    finds: "A country's SDL does not link to Federation 2, or to more than Federation.",
    why: "Federation 1 shares every field, and what another specification's words do is not checked here.",
    todo: 'Write extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"]).',
  },
  IMPORT_RENAMED: {
    severity: "error",
    finds: "A country's SDL gives a directive of Federation another name.",
    why: "A reviewer, and a tool that goes by names, would take a rule for none or none for a rule.",
    todo: "Import it under its own name.",
  },
  DIRECTIVE_SHADOWED: {
    severity: "error",
    finds: "A country defines a directive.",
    why: "A definition under the name of a rule would put nothing in its place.",
    todo: "Import Federation's; a country needs no directive of its own.",
  },
  DIRECTIVE_FORBIDDEN: {
    severity: "error",
    finds: "A country uses a directive that reaches beyond what it adds.",
    why: ONLY_ADDS,
    todo: "Use @key, @external, @requires, @authenticated, @requiresScopes, @policy, @deprecated and @specifiedBy only.",
  },
  SCALAR_SHADOWED: {
    severity: "error",
    finds: "A country gives another's scalar a directive, or a scalar the name of a built-in.",
    why: "A scalar means one thing in the whole graph.",
    todo: "Repeat the scalar by its name alone, or define one in your namespace.",
  },
  TYPE_REDEFINED: {
    severity: "error",
    finds:
      "A country defines another's type as a kind that it is not, or repeats an input, a union or an enum otherwise than it is.",
    why: ONLY_ADDS,
    todo: "Define a type in your namespace.",
  },
  ROOT_FORBIDDEN: {
    severity: "error",
    finds: "A country gives the root of queries another name, or answers mutations or subscriptions.",
    why: "Under another name every field of the root would be the country's; and only its owner writes to a record.",
    todo: "Add fields to the type Query.",
  },
  FIELD_REDEFINED: {
    severity: "error",
    finds: "A country defines a field that another owns.",
    why: ONLY_ADDS,
    todo: "Mark it @external if a @requires of yours reads it, or leave it out.",
  },
  FIELD_SHARED: {
    severity: "error",
    finds: "A country shares a field that another owns, or a whole type of another's.",
    why: "The planner would ask one of the two, and nobody knows which.",
    todo: "Leave @shareable out: define a type in your namespace.",
  },
  FIELD_OVERRIDDEN: {
    severity: "error",
    finds: "A country takes a field over from another subgraph.",
    why: ONLY_ADDS,
    todo: "Leave @override out.",
  },
  FIELD_PROVIDED: {
    severity: "error",
    finds: "A country answers fields of another's entity on the way.",
    why: ONLY_ADDS,
    todo: "Leave @provides out: the graph asks the owner.",
  },
  INTERFACE_OBJECT: {
    severity: "error",
    finds: "A country makes an object of an interface.",
    why: "Its fields would stand on every type that implements the interface.",
    todo: "Leave @interfaceObject out, and extend the types by their keys.",
  },
  KEY_FORBIDDEN: {
    severity: "error",
    finds: "A country gives another's type a key that its owner does not offer.",
    why: "The fields of a key are sent to the subgraph, and answered by it.",
    todo: "Use a key of the owner's, as its subgraph writes it.",
  },
  DESCRIPTION_REDEFINED: {
    severity: "error",
    finds: "A country describes what another owns, in other words.",
    why: "Composition takes one description of several: the manual of the graph would say what its owner did not.",
    todo: "Leave the description out.",
  },
  NAMESPACE_SUBGRAPH: {
    severity: "error",
    finds: "A country's subgraph is not named by its code.",
    why: OWN_NAMES,
    todo: "Name it swe, or swe- and a word, for SWE.",
  },
  NAMESPACE_TYPE: {
    severity: "error",
    finds: "A country's type does not begin with its code.",
    why: OWN_NAMES,
    todo: "Name it Swe and a word with a capital, for SWE.",
  },
  NAMESPACE_FIELD: {
    severity: "error",
    finds: "A field that a country adds to another's type does not begin with its code.",
    why: OWN_NAMES,
    todo: "Name it swe and a word with a capital, for SWE.",
  },
  NAMESPACE_TAKEN: {
    severity: "warning",
    finds: "A name of the graph's own begins like a country's.",
    why: OWN_NAMES,
    todo: "Choose another word.",
  },
  RECORD_WITHOUT_OWNER: {
    severity: "error",
    waivable: true,
    finds: "A record type that a country adds has no key of owner and local id.",
    why: "A record is known by who owns it and the owner's id, never by a bare id: only the owner decides on it.",
    todo: 'Write @key(fields: "owner localId") with owner: CountryCode! and localId: String!.',
  },
  NAME_STYLE: {
    severity: "error",
    waivable: true,
    finds:
      "A name is not written as names are: Types, fields and arguments, ENUM_VALUES; short forms as words (mrz, entityId).",
    why: READER,
    todo: "Write it as the message says.",
  },
  DESCRIPTION_MISSING: {
    severity: "error",
    waivable: true,
    finds: "A type, field, argument or value without a description.",
    why: READER,
    todo: "Say in one sentence what it is, with unit and norm.",
  },
} as const satisfies Record<string, CodeEntry>;
