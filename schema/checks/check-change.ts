import { GraphQLError } from "graphql";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { composeSupergraph } from "../compose.js";
import type { CheckReport, SchemaChange } from "./schema-change.js";

/** Whether the graph composes with the change. */
export async function checkChange({ name, sdl, url, current }: SchemaChange): Promise<CheckReport> {
  const others = current.filter((subgraph) => subgraph.name !== name);
  try {
    return { findings: [], supergraphSdl: composeSupergraph([...others, { name, sdl, url }]), passed: true };
  } catch (error) {
    if (!(error instanceof CrosscheckError || error instanceof GraphQLError)) throw error;
    const finding = {
      code: "COMPOSITION_FAILED",
      severity: "error",
      message: error.message,
      why: "A graph that does not compose cannot be served.",
      todo: "Correct what the message names.",
    } as const;
    return { findings: [finding], supergraphSdl: null, passed: false };
  }
}
