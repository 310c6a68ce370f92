import { readFile } from "node:fs/promises";
import { buildSchema, execute, GraphQLError, parse, validate } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { z } from "zod";
import { formatError } from "../graph/format-error.js";
import type { RequestContext } from "../graph/request-context.js";
import type { Operation, OperationResult, RunningSubgraph } from "../graph/run-subgraph.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { packageFile } from "../package-file.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import { DOMAINS } from "../sources/source.js";
import type { Domain } from "../sources/source.js";
import { answerByRefs, answerSearch, NOT_OFFERED } from "./answer-question.js";
import type { ContractAnswer, ContractOffer } from "./answer-question.js";
import { CONTRACT_NAMES, CONTRACT_VERSION } from "./contract-names.js";

/** The graph sends some ten documents; whoever sends others cannot fill the memory with them. */
const MOST_DOCUMENTS = 100;
/** The longest of the graph's documents has about 200. */
const MOST_TOKENS = 2_000;

export interface ContractServerSettings {
  /** The server's name, which every answer repeats: the audience of the requests that it takes. */
  readonly name: string;
  /** Whose records it serves. */
  readonly owner: string;
  readonly offers: readonly ContractOffer[];
  /** What the owner's own policies allow a request. */
  readonly policiesFor: (request: RequestContext) => Pick<RequestPolicies, "maySearch" | "disclosures">;
}

/** The contract's own schema, as it is committed. */
export async function readContractSchema(): Promise<GraphQLSchema> {
  return buildSchema(await readFile(packageFile("schema/contracts/source.graphql"), "utf8"));
}

/**
 * A server of the source contract over the ports that a country has, ready for `serveSubgraph`. What it does not offer
 * answers NOT_OFFERED.
 */
export async function createContractServer(settings: ContractServerSettings): Promise<RunningSubgraph> {
  const schema = await readContractSchema();
  const rootValue = rootOf(settings);
  const documents = new LeastRecentlyUsed<DocumentNode | readonly GraphQLError[]>(MOST_DOCUMENTS);
  return {
    name: settings.name,
    execute: async ({ query, variables, operationName }: Operation, request): Promise<OperationResult> => {
      const document = documents.getOr(query, () => readDocument(schema, query));
      if (!("kind" in document)) return { errors: document.map(formatError) };
      const { data, errors } = await execute({
        schema,
        document,
        rootValue,
        contextValue: request,
        variableValues: variables,
        operationName,
      });
      return { data, ...(errors === undefined ? {} : { errors: errors.map(formatError) }) };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MOST_TOKENS, noLocation: true });
    const errors = validate(schema, document);
    return errors.length === 0 ? document : errors;
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError("The document cannot be read.")];
  }
}

type Resolver = (args: unknown, request: RequestContext) => Promise<ContractAnswer> | object;

/** A resolver for each field of `Query`: those of the five domains differ in nothing but their names. */
function rootOf(settings: ContractServerSettings): Readonly<Record<string, Resolver>> {
  const { name, owner, offers } = settings;
  const source = {
    contractVersion: CONTRACT_VERSION,
    name,
    owner,
    capabilities: offers.map(({ domain, operations }) => ({ domain: CONTRACT_NAMES[domain].domain, operations })),
  };
  return Object.fromEntries<Resolver>([
    ["source", () => source],
    ...DOMAINS.flatMap((domain) => resolversOf(domain, settings)),
  ]);
}

const searchArguments = z.object({ asked: z.string(), first: z.int(), after: z.string().nullish() });
const byRefArguments = z.object({
  asked: z.string(),
  refs: z.array(z.object({ owner: z.string(), localId: z.string() })),
});

function resolversOf(domain: Domain, { name, offers, policiesFor }: ContractServerSettings): [string, Resolver][] {
  const { search, byRef, argument } = CONTRACT_NAMES[domain];
  const offer = offers.find((candidate) => candidate.domain === domain);
  const stampFor = (asked: string) => ({ source: name, asked, answeredAt: new Date().toISOString() });
  return [
    [
      search,
      async (args, request) => {
        const { asked, first, after } = searchArguments.parse(args);
        const question = z.record(z.string(), z.unknown()).parse(args)[argument];
        const terms = { asked, signal: request.signal, policies: policiesFor(request) };
        const answer = offer?.operations.includes("SEARCH")
          ? await answerSearch(offer, question, { ...terms, first, after: after ?? null })
          : NOT_OFFERED;
        return { ...answer, stamp: stampFor(asked) };
      },
    ],
    [
      byRef,
      async (args, request) => {
        const { asked, refs } = byRefArguments.parse(args);
        const terms = { asked, signal: request.signal, policies: policiesFor(request) };
        const answer = offer?.operations.includes("BY_REF") ? await answerByRefs(offer, refs, terms) : NOT_OFFERED;
        return { ...answer, stamp: stampFor(asked) };
      },
    ],
  ];
}
