import { RemoteService } from "../remote/remote-service.js";
import { bearerOf } from "../sources/connections.js";
import type { Connections } from "../sources/connections.js";
import type { SourceOver } from "../sources/registry.js";
import type { RestrictedRecord } from "../sources/search-sources.js";
import { RestSource } from "./rest-source.js";
import type { RestDomain } from "./rest-source.js";

/** Reaches a source behind a JSON API. @throws InvalidConfiguration where a secret is missing */
export function connectRest<Question, Record extends RestrictedRecord>(
  domain: RestDomain<Question, Record>,
  source: SourceOver<"rest">,
  connections: Connections,
): RestSource<Question, Record> {
  const { service, mapping, bearer } = source.connector;
  return new RestSource(domain, {
    service: new RemoteService(service),
    base: new URL(service.url).pathname.replace(/\/$/, ""),
    mapping,
    source,
    authorization: bearerOf(bearer, connections),
  });
}
