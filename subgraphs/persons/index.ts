import { connectContract } from "../kit/contract/connect-contract.js";
import type { OwnSchemas } from "../kit/decisions/own-schemas.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { openDrop } from "../kit/file/connect-file.js";
import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { connectRest } from "../kit/rest/connect-rest.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/connections.js";
import type { Connections } from "../kit/sources/connections.js";
import type { SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { personRecordSchema } from "./backends/person-record.js";
import type { PersonSource } from "./backends/person-source.js";
import { personDrop } from "./backends/file.js";
import { personContract } from "./backends/remote.js";
import { personsOverRest } from "./backends/rest.js";
import { SqlPersonSource } from "./backends/sql.js";
import { SqlSettlements } from "./backends/sql-settlements.js";
import { createPersonByRef } from "./loaders/person-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { IdentityLinkAnswerResolver, IdentityLinkResolver } from "./resolvers/identity-link.js";
import { PersonResolver } from "./resolvers/person.js";
import type { PersonsContext } from "./resolvers/person.js";
import { shapePerson } from "./resolvers/shape-person.js";
import { Check } from "./types/check.js";

export { personRecordSchema } from "./backends/person-record.js";
export type { PersonRecord } from "./backends/person-record.js";
export type { PersonFind, PersonQuestion, PersonSource } from "./backends/person-source.js";
export { personMigrations } from "./backends/migrations/index.js";
export { personContract } from "./backends/remote.js";
export { recordKeys as personKeys } from "./matching/person-keys.js";

/** Reaches one source of the registry. @throws InvalidConfiguration where it cannot be reached in that way */
export function connectPersons(source: SourceConfiguration, connections: Connections): SourceLine<PersonSource> {
  return new SourceLine(source, backEndOf(source, connections));
}

function backEndOf({ connector, ...source }: SourceConfiguration, connections: Connections): PersonSource {
  switch (connector.kind) {
    case "sql":
      return new SqlPersonSource(sqlRecords({ ...source, connector }, connections, personRecordSchema));
    case "graphql":
      return connectContract(personContract, { ...source, connector }, connections);
    case "rest":
      return connectRest(personsOverRest, { ...source, connector }, connections);
    case "file":
      return new SqlPersonSource(
        openDrop(personDrop, { ...source, connector }, connections).records(personRecordSchema),
      );
    case "osia":
      throw new InvalidConfiguration(`The source ${source.id} cannot be reached by osia: an ABIS holds samples alone.`);
  }
}

/**
 * The persons part of the graph over these sources.
 * @param kept `own`: where it is kept what officers settle about identity links; without it nothing can be settled
 */
export function createPersons(
  given: readonly SourceLine<PersonSource>[] | SourceLines<PersonSource>,
  policies: Policies,
  { own }: { readonly own?: OwnSchemas | undefined } = {},
): Promise<Subgraph> {
  const lines = asSourceLines(given);
  const settlements = new SqlSettlements(own);
  return buildSubgraph<PersonsContext>({
    name: "persons",
    resolvers: [
      new CheckResolver(lines),
      new PersonResolver(lines),
      new IdentityLinkResolver(lines, settlements),
      new IdentityLinkAnswerResolver(),
    ],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      Person: async (reference, { personByRef }) => {
        const record = await personByRef.load(refOf(reference));
        return record && shapePerson(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority, request.auditId) };
      return { ...context, personByRef: createPersonByRef(lines.current, context), linkSearches: { count: 0 } };
    },
    warm: async (signal) => {
      // A database that fails now answers for itself when it is needed.
      await Promise.all([warmSources(lines.current, signal), settlements.warm().catch(() => {})]);
    },
  });
}
