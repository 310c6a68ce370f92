/** What every finding of a code says. README.md of this folder is this table, and a test compares the two. */
export interface CodeEntry {
  readonly severity: "error" | "warning";
  readonly finds: string;
  readonly why: string;
  readonly todo: string;
  /** Left out where no waiver can let it pass. */
  readonly waivable?: true;
}

const ONLY_ADDS = "A country adds to the graph and takes nothing over: what another owns is answered by its owner.";
const OWN_NAMES = "Names are how owners are told apart; two countries must never meet in one.";
const CLIENTS = "Clients that nobody can update at once ask for it, or read it.";
const BOUNDED =
  "Whatever reads a schema takes time and memory with its size: a check that never ends stops every other.";
const READER = "The schema is the manual of those who ask the graph.";

export const CODES = {
  SDL_TOO_LARGE: {
    severity: "error",
    finds: "The SDL has more bytes than it may.",
    why: BOUNDED,
    todo: "Publish less: our own subgraphs take 20 kB.",
  },
  SDL_TOO_MANY_TOKENS: {
    severity: "error",
    finds: "The SDL has more tokens than it may.",
    why: BOUNDED,
    todo: "Publish less at once.",
  },
  SDL_TOO_MANY_TYPES: {
    severity: "error",
    finds: "The SDL defines or extends more types than it may.",
    why: BOUNDED,
    todo: "Define only the types that your fields need.",
  },
  SDL_TOO_MANY_FIELDS: {
    severity: "error",
    finds: "The SDL has more fields, arguments and input fields than it may.",
    why: BOUNDED,
    todo: "Publish less at once.",
  },
  SDL_TOO_DEEP: {
    severity: "error",
    finds: "Brackets are nested deeper than they may, in the SDL or in a selection within it.",
    why: BOUNDED,
    todo: "Write flatter: our own selections are four levels deep.",
  },
  RULE_TOO_LARGE: {
    severity: "error",
    finds: "A rule has more alternatives, or more words in one, than it may.",
    why: "Rules of a field, its type and what it returns multiply: twenty alternatives on each are eight thousand.",
    todo: "Name one scope or field class that stands for the alternatives.",
  },
  SDL_SYNTAX: {
    severity: "error",
    finds: "The SDL cannot be parsed, or holds an operation.",
    why: "Nothing can be said of what cannot be read.",
    todo: "Correct the SDL at the line named.",
  },
  URL_INVALID: {
    severity: "error",
    finds: "The address is none, holds a password or a fragment, or is not HTTP.",
    why: "The gateway asks this address with officers' questions.",
    todo: "Give the address of the subgraph: https://graphql.example.org/graphql.",
  },
  URL_NOT_HTTPS: {
    severity: "error",
    finds: "The address of a country's subgraph is not https.",
    why: "Questions about people would cross networks that anybody reads.",
    todo: "Serve the subgraph over TLS.",
  },
  URL_PRIVATE: {
    severity: "error",
    finds: "The address leads to loopback, a private network or a name that is only known inside one.",
    why: "The gateway would be made to ask services that only it can reach.",
    todo: "Give an address on the public network, or on the one that the operator names.",
  },
  COMPOSITION_FAILED: {
    severity: "error",
    finds: "The subgraphs do not compose.",
    why: "There is no graph to serve.",
    todo: "Correct what the composer names.",
  },
  COMPOSITION_DISAGREES: {
    severity: "error",
    finds: "One of the two composers, Apollo's and the Guild's, takes what the other refuses.",
    why: "The graph has to run behind any gateway of Federation 2, and what two readers of one specification take differently is a fault waiting.",
    todo: "Write it in a way that both take.",
  },
  COMPOSITION_DIFFERS: {
    severity: "error",
    finds: "Both compose, but to a different API or to different access rules.",
    why: "An officer would be shown or refused other things behind another gateway.",
    todo: "Write it in a way that both read alike.",
  },
  COMPOSITION_TIMED_OUT: {
    severity: "error",
    finds: "Composition does not end in time.",
    why: BOUNDED,
    todo: "Look for keys and types that can be reached in very many ways.",
  },
  COMPARISON_TIMED_OUT: {
    severity: "error",
    finds: "Comparing the new graph with the present one does not end in time.",
    why: BOUNDED,
    todo: "Look for rules with many alternatives on types that lead to each other.",
  },
  CURRENT_GRAPH_BROKEN: {
    severity: "error",
    waivable: true,
    finds: "What is published now does not compose, so nothing can be compared with it.",
    why: "A widening of access would pass unseen.",
    todo: "Roll back to the last good version first.",
  },
  BREAKING_OPERATION: {
    severity: "error",
    waivable: true,
    finds: "An operation of a frontend is valid now and would not be.",
    why: CLIENTS,
    todo: "Keep what it asks for, deprecate it with a date, and remove it when nobody asks any more.",
  },
  BREAKING_TYPE_REMOVED: {
    severity: "error",
    waivable: true,
    finds: "A type is gone.",
    why: CLIENTS,
    todo: "Keep it until its fields are no longer asked for.",
  },
  BREAKING_TYPE_CHANGED_KIND: {
    severity: "error",
    waivable: true,
    finds: "A type is another kind of type.",
    why: CLIENTS,
    todo: "Add a new type under another name.",
  },
  BREAKING_TYPE_REMOVED_FROM_UNION: {
    severity: "error",
    waivable: true,
    finds: "A union has lost a type.",
    why: CLIENTS,
    todo: "Keep it until nobody selects on it.",
  },
  BREAKING_VALUE_REMOVED_FROM_ENUM: {
    severity: "error",
    waivable: true,
    finds: "An enum has lost a value.",
    why: CLIENTS,
    todo: "Keep the value, deprecated with a date, until nobody sends it.",
  },
  BREAKING_REQUIRED_INPUT_FIELD_ADDED: {
    severity: "error",
    waivable: true,
    finds: "An input object has a new field that must be given.",
    why: CLIENTS,
    todo: "Let it be null, or give it a default.",
  },
  BREAKING_IMPLEMENTED_INTERFACE_REMOVED: {
    severity: "error",
    waivable: true,
    finds: "A type no longer implements an interface.",
    why: CLIENTS,
    todo: "Keep implementing it until nobody asks through the interface.",
  },
  BREAKING_FIELD_REMOVED: {
    severity: "error",
    waivable: true,
    finds: "A field is gone.",
    why: CLIENTS,
    todo: "Deprecate it with a date, and remove it when nobody asks any more.",
  },
  BREAKING_FIELD_CHANGED_KIND: {
    severity: "error",
    waivable: true,
    finds: "A field has another type, or may be null where it could not.",
    why: CLIENTS,
    todo: "Add a field of the new type beside it, and deprecate this one with a date.",
  },
  BREAKING_REQUIRED_ARG_ADDED: {
    severity: "error",
    waivable: true,
    finds: "A field has a new argument that must be given.",
    why: CLIENTS,
    todo: "Let it be null, or give it a default.",
  },
  BREAKING_ARG_REMOVED: {
    severity: "error",
    waivable: true,
    finds: "A field has lost an argument.",
    why: CLIENTS,
    todo: "Keep it, deprecated with a date, until nobody gives it.",
  },
  BREAKING_ARG_CHANGED_KIND: {
    severity: "error",
    waivable: true,
    finds: "An argument takes less than it did.",
    why: CLIENTS,
    todo: "Add an argument of the new type beside it.",
  },
  BREAKING_DIRECTIVE_CHANGED: {
    severity: "error",
    waivable: true,
    finds: "A directive that clients may write is gone or takes less than it did.",
    why: CLIENTS,
    todo: "Keep the directive.",
  },
  DANGEROUS_VALUE_ADDED_TO_ENUM: {
    severity: "warning",
    finds: "An enum that clients read has a new value.",
    why: "A client that knows every value meets one that it does not know.",
    todo: "Tell the clients named.",
  },
  DANGEROUS_TYPE_ADDED_TO_UNION: {
    severity: "warning",
    finds: "A union that clients read has a new type.",
    why: "A client that knows every type meets one that it does not know.",
    todo: "Tell the clients named.",
  },
  DANGEROUS_IMPLEMENTED_INTERFACE_ADDED: {
    severity: "warning",
    finds: "A type newly implements an interface that clients read.",
    why: "A client that knows every type meets one that it does not know.",
    todo: "Tell the clients named.",
  },
  DANGEROUS_ARG_DEFAULT_VALUE_CHANGE: {
    severity: "warning",
    finds: "An argument that is left out means something else.",
    why: "The same question gets another answer.",
    todo: "Tell the clients named.",
  },
  ACCESS_WIDENED: {
    severity: "error",
    waivable: true,
    finds: "Somebody may read what he could not: there are rights that meet the new rule and not the old.",
    why: "Who reads what of a person is laid down by law; it never widens by accident.",
    todo: "Put the rule back, or have the owner of the data sign a waiver.",
  },
  ANOTHERS_ACCESS_CHANGED: {
    severity: "error",
    finds: "A country's rule changes what it takes to read what another owns.",
    why: "Rules add up over subgraphs: one country could shut a field for all.",
    todo: "Repeat the rule as its owner writes it, or leave it out, and put yours on your own fields.",
  },
  ACCESS_RULE_FAULT: {
    severity: "error",
    finds: "A field without a rule, an empty rule, or a scope or field class that is in no list.",
    why: "What has no rule is open to everybody, and a rule that says nothing is read in two ways.",
    todo: "Write what the message says.",
  },
  RULED_FIELD_NOT_NULL: {
    severity: "error",
    waivable: true,
    finds: "A field under a scope or a policy may not be null.",
    why: "A refusal is null: it would take along everything around it.",
    todo: "Let the field be null.",
  },
  DATA_WIDENED: {
    severity: "error",
    waivable: true,
    finds: "A subgraph will be sent data that it is not sent now.",
    why: "Each part of the graph receives what its question needs and nothing else (data minimisation).",
    todo: "Ask for less in @requires, @key or the argument, or have the owner of the data sign a waiver.",
  },
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
  DEPRECATED_WITHOUT_DATE: {
    severity: "error",
    waivable: true,
    finds: "A deprecation that does not end with the last day, or whose day is none.",
    why: "Who uses it must know until when, and who keeps it, too.",
    todo: 'End the reason with the day: @deprecated(reason: "Use names. until 2027-01-31").',
  },
  DEPRECATED_IN_USE: {
    severity: "warning",
    finds: "Clients use what is deprecated.",
    why: "They will fail when it goes.",
    todo: "Tell the clients named.",
  },
  DEPRECATION_OVERDUE: {
    severity: "warning",
    finds: "The last day of something deprecated is past, and it is still there.",
    why: "A date that nothing follows from is not believed the next time.",
    todo: "Remove it if nobody uses it, or give a new date.",
  },
  PLAN_FAILED: {
    severity: "error",
    waivable: true,
    finds: "A valid operation cannot be planned.",
    why: "It would fail at run time.",
    todo: "Report the operation: composition should have refused it.",
  },
  PLAN_TIMED_OUT: {
    severity: "error",
    finds: "Planning an operation does not end in time.",
    why: BOUNDED,
    todo: "Look for fields that several subgraphs can answer.",
  },
  PLAN_TOO_MANY_FETCHES: {
    severity: "error",
    waivable: true,
    finds: "An operation needs more fetches than it may.",
    why: "Each is a request for every officer who asks.",
    todo: "Offer what it asks for by fewer keys.",
  },
  PLAN_MORE_FETCHES: {
    severity: "warning",
    finds: "An operation needs more fetches than now.",
    why: "The same question costs every officer more.",
    todo: "See whether the key could be one that the last stage has already.",
  },
  PLAN_SLOW: {
    severity: "warning",
    finds: "Planning an operation takes long.",
    why: "A gateway takes the new graph only when its operations are planned.",
    todo: "Look for fields that several subgraphs can answer.",
  },
  WAIVER_EXPIRED: {
    severity: "error",
    finds: "A waiver of this subgraph has ended.",
    why: "What was let through for a time would stay for good.",
    todo: "Delete the waiver, or have its owner sign a new date.",
  },
  WAIVER_UNUSED: {
    severity: "warning",
    finds: "A waiver of this subgraph lets nothing through: nothing is found there, or nothing that can be waived.",
    why: "It would let through the next change that nobody has looked at.",
    todo: "Delete the waiver.",
  },
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof CODES;

export function isWaivable(code: string): boolean {
  const entries: Readonly<Record<string, CodeEntry>> = CODES;
  return Object.hasOwn(entries, code) && entries[code]?.waivable === true;
}
