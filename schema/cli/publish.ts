import { Command } from "commander";
import { z } from "zod";
import type { GraphVersion } from "../registry/graph-version.js";
import { RegistryRefused } from "../registry/refused.js";
import type { Published } from "../registry/registry.js";
import {
  jsonOption,
  keyOption,
  ownerOption,
  printJson,
  registryOf,
  registryOption,
  runOverRegistry,
  waiversOption,
} from "./registry-option.js";
import { EXIT, EXITS, readNamedFile } from "./run-command.js";
import { signedOrder } from "./signed-order.js";

const optionsSchema = z.object({
  schema: z.string(),
  key: z.string(),
  owner: z.string(),
  url: z.string().optional(),
  registry: z.string(),
  waivers: z.string(),
  json: z.boolean(),
});

/** `schema publish NAME --schema file --key file`: signs a subgraph's SDL and hands it to the registry. */
export function publishCommand(): Command {
  return new Command("publish")
    .argument("<name>", "the subgraph: vehicles, swe-wanted")
    .description("Signs a subgraph's schema and publishes it: checked, composed, and announced to every gateway.")
    .requiredOption("--schema <file>", "its SDL")
    .addOption(keyOption())
    .addOption(ownerOption())
    .option("--url <url>", "where it is served; left out, the address that it has now")
    .addOption(registryOption())
    .addOption(waiversOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((name: string, given: unknown) =>
      runOverRegistry(optionsSchema, given, async (store, options) => {
        const current = await store.version(await store.newest());
        const url = options.url ?? current?.subgraphs.find((subgraph) => subgraph.name === name)?.url ?? "";
        const sdl = await readNamedFile(options.schema);
        const signed = await signedOrder(store, options, { kind: "publish", name, sdl, url });
        const registry = registryOf(store, options.waivers);
        const published = await registry.publish(signed).catch((error: unknown) => {
          throw error instanceof RegistryRefused ? inFile(error, options.schema) : error;
        });
        return reportPublished(published, options.json);
      }),
    );
}

/** The registry knows lines of what was sent to it; whoever publishes knows it by its file. */
function inFile(refusal: RegistryRefused, file: string): RegistryRefused {
  const findings = refusal.findings.map((finding) => (finding.line === undefined ? finding : { file, ...finding }));
  return new RegistryRefused(refusal.reason, findings, { cause: refusal });
}

export function reportPublished({ version, findings }: Published, isJson: boolean): number {
  if (isJson) printJson({ version, findings });
  else {
    const warnings = findings.map(
      ({ severity, waivedBy, code, message }) =>
        `${waivedBy === undefined ? severity : "waived"} ${code}: ${message}\n`,
    );
    process.stdout.write(`${warnings.join("")}Version ${version.number}: ${describeChange(version)}.\n`);
  }
  return EXIT.passed;
}

/** What made a version, in words. */
export function describeChange({ change, by }: Pick<GraphVersion, "change" | "by">): string {
  switch (change.kind) {
    case "seed":
      return `begun by ${by}`;
    case "publish":
      return `${change.name} published by ${by}`;
    case "rollback":
      return `${change.name ?? "the graph"} back as in version ${change.to}, by ${by}`;
    case "withdraw":
      return `${change.name} withdrawn by ${by}`;
    case "disable":
      return `${change.name} disabled by ${by}`;
    case "enable":
      return `${change.name} enabled by ${by}`;
  }
}
