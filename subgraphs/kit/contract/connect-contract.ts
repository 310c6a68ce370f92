import { RemoteService } from "../remote/remote-service.js";
import { keysFor } from "../sources/connections.js";
import type { Connections } from "../sources/connections.js";
import type { SourceOver } from "../sources/registry.js";
import type { RestrictedRecord } from "../sources/search-sources.js";
import { ContractSource } from "./contract-source.js";
import type { DomainContract } from "./domain-contract.js";
import { HopTransport } from "./hop-transport.js";

/** Reaches a source behind a server of the contract. @throws InvalidConfiguration where keys are missing */
export function connectContract<Question, Record extends RestrictedRecord>(
  contract: DomainContract<Question, Record>,
  source: SourceOver<"graphql">,
  connections: Connections,
): ContractSource<Question, Record> {
  const { server, service } = source.connector;
  const transport = new HopTransport({
    service: new RemoteService(service),
    path: new URL(service.url).pathname,
    deadlineMs: source.deadlineMs,
    ...keysFor(source, connections),
  });
  return new ContractSource(contract, transport, { ...source, name: server });
}
