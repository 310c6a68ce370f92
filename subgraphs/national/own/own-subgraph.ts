import { z } from "zod";
import { subgraphOfSdl } from "../../kit/graph/build-subgraph.js";
import type { OwnResolver, Subgraph } from "../../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { Policies } from "../../kit/policy/policies.js";
import { RequestPolicies } from "../../kit/policy/request-policies.js";
import { refOf } from "../../kit/sources/record-ref.js";
import { InvalidInput } from "../../kit/errors.js";
import type { OwnRegister, OwnSubgraph } from "./own-configuration.js";
import type { OwnRegisterSource } from "./own-register.js";
import { writeSdl } from "./write-sdl.js";

const MOST_HITS = 20;
const argumentsSchema = z.object({ first: z.int().min(1).max(MOST_HITS) });

/** How the graph knows a country's own part. */
export function ownNameOf(country: string, { name }: OwnSubgraph): string {
  return name ?? country.toLowerCase();
}

/** A country's own part of the graph: types and fields that nobody else has, by its configuration alone. */
export function createOwnSubgraph(
  country: string,
  own: OwnSubgraph,
  sources: ReadonlyMap<OwnRegister, OwnRegisterSource>,
  policies: Policies,
): Subgraph {
  const all = [...sources];
  const fields = all.map(([{ field }, source]): [string, OwnResolver<SourcesContext>] => [
    field,
    ({ subject }, args, context) => source.search(subject, readFirst(args), context),
  ]);
  return subgraphOfSdl<SourcesContext>({
    name: ownNameOf(country, own),
    sdl: writeSdl(country, own),
    resolvers: { Check: Object.fromEntries(fields) },
    references: {
      Check: (check) => check,
      ...Object.fromEntries(
        all.map(([{ record }, source]) => [
          record.type,
          (reference: Readonly<Record<string, unknown>>, context: SourcesContext) =>
            source.find(refOf(reference), context),
        ]),
      ),
    },
    createContext: (request) => ({
      ...request,
      policies: new RequestPolicies(policies, request.authority, request.auditId),
    }),
    warm: async (signal) => {
      await Promise.allSettled(all.map(([, source]) => source.warm(signal)));
    },
  });
}

function readFirst(args: unknown): number {
  const read = argumentsSchema.safeParse(args);
  if (read.success) return read.data.first;
  throw new InvalidInput([{ code: "INVALID_FIRST", path: ["first"], message: `Ask for 1 to ${MOST_HITS}.` }]);
}
