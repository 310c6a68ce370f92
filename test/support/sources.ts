import { SourceLine } from "../../subgraphs/kit/sources/ask-sources.js";
import { sourceDescriptionSchema } from "../../subgraphs/kit/sources/source.js";
import type { Domain, SourceDescription } from "../../subgraphs/kit/sources/source.js";

/** A source of a test: `fra-vehicles` is owned by FRA and holds vehicles. */
export function describeSource(
  domain: Domain,
  owner: string,
  settings: Partial<SourceDescription> = {},
): SourceDescription {
  return sourceDescriptionSchema.parse({
    id: `${owner.toLowerCase()}-${domain}`,
    owner,
    name: `A register of a test in ${owner}`,
    domain,
    legalBasis: "None: a test",
    contact: { bureau: `Bureau ${owner}` },
    ...settings,
  });
}

export function sourceLine<Port>(
  domain: Domain,
  owner: string,
  port: Port,
  settings: Partial<SourceDescription> = {},
): SourceLine<Port> {
  return new SourceLine(describeSource(domain, owner, settings), port);
}
