import type { Domain } from "../sources/source.js";

/** The version of the source contract (`schema/contracts/source.graphql`) that this code speaks. */
export const CONTRACT_VERSION = "1.0";

/** What one domain is called in the source contract. */
export interface ContractNames {
  readonly domain: string;
  /** The field of `Query` that searches, and the argument that holds the question. */
  readonly search: string;
  readonly argument: string;
  readonly argumentType: string;
  readonly answer: string;
  readonly find: string;
  /** The field that follows references. */
  readonly byRef: string;
  readonly records: string;
  readonly record: string;
}

/** The names are data so that client, server and tests cannot differ in one of them. */
export const CONTRACT_NAMES: Readonly<Record<Domain, ContractNames>> = {
  persons: namesOf("persons", "PERSONS", "Person", ["question", "PersonQuestion!"]),
  notices: namesOf("notices", "NOTICES", "Notice", ["question", "NoticeQuestion!"]),
  "travel-documents": namesOf("travelDocuments", "TRAVEL_DOCUMENTS", "TravelDocument", [
    "documents",
    "[DocumentDescription!]!",
  ]),
  vehicles: namesOf("vehicles", "VEHICLES", "Vehicle", ["vehicles", "[VehicleDescription!]!"]),
  biometrics: namesOf("biometrics", "BIOMETRICS", "Encounter", ["samples", "[Sample!]!"]),
};

/** What the source is, and which parts of the contract it offers. */
export const DESCRIBE_SOURCE =
  "query source { source { contractVersion name owner capabilities { domain operations } } }";

function namesOf(
  search: string,
  domain: string,
  prefix: string,
  [argument, argumentType]: readonly [string, string],
): ContractNames {
  return {
    domain,
    search,
    argument,
    argumentType,
    answer: `${prefix}Answer`,
    find: `${prefix}Find`,
    byRef: `${search}ByRef`,
    records: `${prefix}Records`,
    record: `${prefix}Record`,
  };
}
