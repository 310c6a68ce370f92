import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { cosignNewest } from "../audit/check/cosign-checkpoint.js";
import { readSigner, writeVerifierKey } from "../audit/note/note-key.js";
import { writeDurably } from "../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../subgraphs/kit/files/if-missing.js";
import { newPem } from "../audit/store/log-key.js";
import { askWitness } from "../audit/witness/ask-witness.js";
import type { Witnessed } from "../audit/witness/ask-witness.js";
import { readWitness } from "../audit/witness/witness.js";
import type { Witness } from "../audit/witness/witness.js";
import { badInput, EXIT, print, read } from "./audit-command.js";
import type { Common } from "./audit-command.js";

const cosignSchema = z.object({ key: z.string(), name: z.string(), seen: z.string() });
const witnessSchema = z.object({ to: z.array(z.string()).optional() });

/** For a witness without a server: it signs the newest checkpoint from a copy of the log's files. */
export async function cosignCommand({ reader, log, json }: Common, given: unknown): Promise<number> {
  const { key, name, seen } = read(cosignSchema, given);
  const known = await readFile(key, "utf8").catch(ifMissing(null));
  const pem = known ?? newPem();
  const witness = readSigner(name, "witness", pem);
  const lastSeen = await readFile(seen, "utf8").catch(ifMissing(null));
  const result = cosignNewest(reader, { log, witness, lastSeen, now: new Date() });
  if (result.kind === "UNREADABLE") throw badInput("seen", "The file is no checkpoint that this log has signed.");
  if (result.kind === "CONTRADICTED") {
    process.stderr.write(
      `Not signed: the log of ${result.size} entries does not go on from the ${result.from} signed last.\n`,
    );
    return EXIT.tampered;
  }
  if (known === null) await writeDurably(new Map([[key, pem]]), join(key, ".."));
  await writeDurably(new Map([[seen, result.source]]), join(seen, ".."));
  const vkey = writeVerifierKey(witness);
  print(json, { from: result.from, to: result.size, witness: vkey, checkpoint: result.source }, [
    result.source.trimEnd(),
  ]);
  if (!json) process.stderr.write(`Verified from ${result.from} to ${result.size} entries, and signed as ${vkey}\n`);
  return EXIT.whole;
}

/** For the log: shows its newest checkpoint to witnesses that have one. */
export async function witnessCommand({ reader, log, json }: Common, given: unknown): Promise<number> {
  const { to } = read(witnessSchema, given);
  const witnesses = to?.map(readWitness) ?? (await configuredWitnesses());
  if (witnesses.length === 0) throw badInput("--to", "Name a witness, here or in AUDIT_WITNESSES.");
  const { path } = reader.folder;
  const { signal } = new AbortController();
  const answers = await Promise.all(
    witnesses.map(async (witness) => ({ witness, answer: await askWitness(witness, { path, log, signal }) })),
  );
  for (const { witness, answer } of answers) {
    const { name } = witness.key;
    print(json, { witness: name, ...answer, cause: undefined }, [`${name}: ${witnessLine(answer)}`]);
  }
  const kinds = answers.map(({ answer }) => answer.kind);
  if (kinds.includes("CONTRADICTED")) return EXIT.tampered;
  return kinds.every((kind) => kind === "COSIGNED" || kind === "UP_TO_DATE") ? EXIT.whole : EXIT.notRun;
}

async function configuredWitnesses(): Promise<readonly Witness[]> {
  const { readConfig } = await import("../config.js");
  return readConfig(process.env).AUDIT_WITNESSES;
}

function witnessLine(answer: Witnessed): string {
  switch (answer.kind) {
    case "COSIGNED":
      return `signed the log of ${answer.size} entries, which goes on from the ${answer.from} that it signed last.`;
    case "UP_TO_DATE":
      return `has signed these ${answer.size} entries already.`;
    case "CONTRADICTED":
      return `has signed another log of ${answer.seen} entries; this one has ${answer.size}. It was rewritten or put back.`;
    case "REFUSED":
      return `refused, with the status ${answer.status}.`;
    case "UNREACHABLE":
      return "did not answer.";
  }
}
