/**
 * Every scope that a field may ask for with `@requiresScopes` and that an officer's token may carry. `<kind>:<right>`.
 * What is not in this list does not pass the schema check.
 */
export const SCOPES = {
  "check:run": "Ask one question about one subject to all domains, and see which sources hit and whom to call.",
  "person:search": "Search the persons on record by name, date of birth or document.",
  "person:read": "Open the record of a person: its owner and reference.",
  "person:identity":
    "Names, dates of birth, sex, birthplace, nationalities and parents of a person or of a notice's subject.",
  "person:description": "What a person looks like and speaks.",
  "person:cautions": "What an officer who meets the person must be ready for, and what the owner asks to be done.",
  "person:offences": "What a person is suspected of or charged with.",
  "person:links": "From a person to notices, documents, vehicles and biometric samples, and back to the person.",
  "notice:search": "Search the notices in force by their subject.",
  "notice:read": "Open a notice: colour, state, dates and what its owner made public.",
  "notice:details": "Who is behind a notice: names, arrest warrants, recipients.",
  "document:search": "Search the stolen, lost and void documents by number.",
  "document:read": "Open the record of a document.",
  "vehicle:search": "Search the vehicles on record by their numbers.",
  "vehicle:read": "Open the record of a vehicle.",
  "biometric:search": "Search by a biometric sample.",
  "biometric:read": "Open the record of a taking of a sample. The sample itself is never given.",
  "biometric:confirm": "State whether a candidate of a search by samples is the person of the samples.",
  "identity:settle": "Settle whether records of different owners are of one person.",
  "identity:history": "Read every settlement of an identity link, not the newest alone.",
  "log:own": "Read who saw the records of the officer's own country.",
  "log:unit": "Read what the officers of one's own unit saw.",
  "break-glass:use":
    "Ask with a grant for an emergency (`Crosscheck-Break-Glass`): no field takes it, every use is told to the owners.",
} as const satisfies Record<string, string>;

export type Scope = keyof typeof SCOPES;

/**
 * Every field class that a field may name with `@policy`. Whether an officer may read a class is decided by the Cedar
 * policies, from officer and justification, before the operation is planned.
 */
export const FIELD_CLASSES = {
  "person-identity": "Who somebody is: names, dates of birth, sex, birthplace, nationalities, parents.",
  "person-description": "How somebody can be recognised: height, weight, eyes, hair, marks, languages.",
  caution: "Warnings for whoever meets the person, and the action that the owner asks for.",
  charge: "Suspicions and charges: offences, arrest warrants.",
  "person-link": "What ties a person to a notice, a vehicle or a biometric sample.",
  "document-holder-link": "What ties a document to its holder: these databases hold no names.",
  "vehicle-identity": "Numbers that single out one vehicle, and so its keeper: VIN, plate, engine, parts.",
  "biometric-record": "That, when and why a biometric sample was taken (special category of personal data).",
} as const satisfies Record<string, string>;

export type FieldClass = keyof typeof FIELD_CLASSES;

export const FIELD_CLASS_NAMES: readonly FieldClass[] = Object.keys(FIELD_CLASSES).filter((name): name is FieldClass =>
  Object.hasOwn(FIELD_CLASSES, name),
);
