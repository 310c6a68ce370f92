import { z } from "zod";
import { SUBGRAPH_NAMES } from "../subgraphs/all.js";
import { InvalidConfiguration } from "../subgraphs/kit/errors.js";
import { messageOf } from "../subgraphs/kit/process.js";
import { readWitness } from "./audit/witness/witness.js";
import type { Witness } from "./audit/witness/witness.js";
import { TOKEN_ALGORITHMS } from "./officer/token-verifier.js";

const DEFAULT_AUDIENCE = "urn:crosscheck:graph";
const ISSUER_UNSAFE = "Whoever can change what it says can make officers: give an https address.";

const httpUrl = z.url({ protocol: /^https?$/ });

const yesOrNo = z.stringbool({ truthy: ["true"], falsy: ["false"], case: "sensitive" });

const settingsSchema = z.object({
  // Where the graph listens. Loopback unless you say otherwise.
  HOST: z.string().default("127.0.0.1"),
  // 0 takes any free port.
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  // How long one question may take, milliseconds. The answer is out at most 100 ms later.
  DEADLINE_MS: z.coerce.number().int().min(250).max(30_000).default(2_000),
  // Where the versions of the graph and its sources are kept: a folder, or a PostgreSQL database that several gateways share.
  // Without it the graph is the committed schema over the sources of the invented world.
  REGISTRY: z.string().min(1).optional(),
  // The subgraphs that are services of their own, as `name=url` with commas between, or `registry` to take every address from
  // there. Without it all run in this process.
  SUBGRAPHS: z.string().optional().transform(readSubgraphs),
  // Where the keys are with which the gateway signs what it asks such services. `npm run keys` makes them.
  KEYS_FOLDER: z.string().default(".crosscheck/keys"),
  // Who vouches for officers: the issuer of access tokens, as `iss` has it. Only the training graph does without.
  ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, ISSUER_UNSAFE)
    .optional(),
  // For whom a token must be meant (`aud`).
  AUDIENCE: z.string().min(1).default(DEFAULT_AUDIENCE),
  // Where the issuer's keys are. Without it the issuer's discovery document says so.
  JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, ISSUER_UNSAFE)
    .optional(),
  // The signatures that a token may have, with commas between: EdDSA, ES256, PS256.
  TOKEN_ALGORITHMS: z
    .string()
    .default(TOKEN_ALGORITHMS.join(","))
    .transform(splitList)
    .pipe(z.array(z.enum(TOKEN_ALGORITHMS)).min(1)),
  // How far the issuer's clock and ours may differ, seconds.
  CLOCK_TOLERANCE_S: z.coerce.number().int().min(0).max(300).default(5),
  // The explorer (GraphiQL) and introspection: on in development only.
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  // Whether clients may ask registered documents alone: `only`, or `off`. Left out, it is `only` in production.
  TRUSTED_DOCUMENTS: z.enum(["only", "off"]).optional(),
  // How refused fields are answered, by the names of Apollo Router's `authorization.directives`. Whether one that is refused
  // refuses the whole operation.
  AUTHORIZATION_REJECT_UNAUTHORIZED: yesOrNo.default(false),
  // Cuts nothing and only tells what would be refused: for introducing a rule, never in production.
  AUTHORIZATION_DRY_RUN: yesOrNo.default(false),
  // Where refusals are told: errors, extensions, disabled.
  AUTHORIZATION_ERRORS_RESPONSE: z.enum(["errors", "extensions", "disabled"]).default("errors"),
  // Whether the log has the coordinates that were refused.
  AUTHORIZATION_ERRORS_LOG: yesOrNo.default(true),
  // trace, debug, info, warn, error, silent.
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  // PostgreSQL in place of the embedded database.
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  // MariaDB for the sources that are kept in one.
  MARIADB_URL: z.url({ protocol: /^(mysql|mariadb)$/ }).optional(),
  // Where the embedded database keeps its files.
  DATA_FOLDER: z.string().default(".crosscheck"),
  // Where the states' authorities are by whose signatures the chips of documents are examined. Without it none is trusted.
  TRUST_FOLDER: z.string().min(1).optional(),
  // This process as the systems of member countries reach it, for what they do not answer at once (an ABIS, by a callback).
  // Without it such an answer is a failed one.
  CALLBACK_URL: httpUrl.optional(),
  // Where it listens for them, at HOST; 0 takes any free port.
  CALLBACK_PORT: z.coerce.number().int().min(0).max(65_535).default(4001),
  // Where the audit log is kept. Left out, in a folder of DATA_FOLDER.
  AUDIT_FOLDER: z.string().min(1).optional(),
  // The log's name, which stands in every checkpoint: an address of yours without its scheme.
  AUDIT_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/u)
    .default("crosscheck.local/audit"),
  // Who cosigns the log's checkpoints, as `url=key` with commas between, the key as C2SP writes it.
  AUDIT_WITNESSES: z.string().default("").transform(readWitnesses),
  // How often each is shown a new checkpoint at most, seconds.
  AUDIT_WITNESS_EVERY_S: z.coerce.number().int().min(1).max(86_400).default(60),
  // How many records the invented world has, and which one it is.
  WORLD_SIZE: z.coerce.number().int().min(1_000).max(10_000_000).default(50_000),
  WORLD_SEED: z.coerce.number().int().min(0).default(1),
});

const DRY_RUN_IN_PRODUCTION = "It shows officers what they may not read: not in production.";

const configSchema = settingsSchema
  .refine(({ REGISTRY, SUBGRAPHS }) => SUBGRAPHS !== FROM_REGISTRY || REGISTRY !== undefined, {
    error: "Without REGISTRY there is nowhere to take the addresses from.",
    path: ["SUBGRAPHS"],
  })
  .refine(({ NODE_ENV, AUTHORIZATION_DRY_RUN }) => NODE_ENV !== "production" || !AUTHORIZATION_DRY_RUN, {
    error: DRY_RUN_IN_PRODUCTION,
    path: ["AUTHORIZATION_DRY_RUN"],
  })
  .transform((settings) => ({
    ...settings,
    TRUSTED_DOCUMENTS: settings.TRUSTED_DOCUMENTS ?? (settings.NODE_ENV === "production" ? "only" : "off"),
  }));

export type Config = Readonly<z.output<typeof configSchema>>;

/** Reads the settings of a process once. @throws InvalidConfiguration that lists every fault */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = configSchema.safeParse(env);
  if (result.success) return Object.freeze(result.data);
  throw new InvalidConfiguration(z.prettifyError(result.error));
}

/** Every subgraph at the address that the registry has. */
const FROM_REGISTRY: ReadonlyMap<string, string> = new Map();

/** `persons=http://127.0.0.1:4102/graphql,…`: all six subgraphs or none; or `registry`. */
function readSubgraphs(text: string | undefined, context: z.RefinementCtx): ReadonlyMap<string, string> | null {
  if (text === undefined) return null;
  if (text === "registry") return FROM_REGISTRY;
  const urls = new Map(text.split(",").map((entry) => splitOnce(entry.trim(), "=")));
  const names: ReadonlySet<string> = new Set(SUBGRAPH_NAMES);
  for (const name of urls.keys()) {
    if (!names.has(name)) context.addIssue(`SUBGRAPHS names what is no subgraph: ${name}.`);
  }
  for (const name of SUBGRAPH_NAMES) {
    if (!httpUrl.safeParse(urls.get(name)).success) context.addIssue(`SUBGRAPHS gives no http address for ${name}.`);
  }
  return urls;
}

/** `https://witness.example=swe.example/witness+1a2b3c4d+BAbl…,…` */
function readWitnesses(text: string, context: z.RefinementCtx): readonly Witness[] {
  if (text.trim() === "") return [];
  return splitList(text).flatMap((entry) => {
    try {
      return [readWitness(entry)];
    } catch (error) {
      context.addIssue(messageOf(error));
      return [];
    }
  });
}

/** Over https, or without leaving this machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

function splitList(text: string): readonly string[] {
  return text.split(",").map((word) => word.trim());
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
