import { Command } from "commander";
import { z } from "zod";
import { InvalidConfiguration, InvalidInput } from "../../subgraphs/kit/errors.js";
import { endWithTheReader, everyValue, messageOf } from "../../subgraphs/kit/process.js";
import { findEntries } from "../audit/check/find-entries.js";
import { LogReader } from "../audit/check/log-reader.js";
import { proveConsistency, proveEntry } from "../audit/check/prove-entry.js";
import { namedWitnesses } from "../audit/check/named-witnesses.js";
import { verifyLog } from "../audit/check/verify-log.js";
import { EntryIndex } from "../audit/lookup/entry-index.js";
import { eraseNotices } from "../audit/notify/outbox.js";
import { openCheckpoint } from "../audit/note/checkpoint.js";
import { readVerifierKey } from "../audit/note/note-key.js";
import { erasePayloads } from "../audit/store/erase-payloads.js";
import { isLocked } from "../audit/store/lock-folder.js";
import { readVerifierFile } from "../audit/store/log-key.js";
import { auditFolder } from "../audit/open-audit.js";
import { badInput, EXIT, print, read, readInput } from "./audit-command.js";
import type { Common } from "./audit-command.js";
import { cosignCommand, witnessCommand } from "./audit-witnesses.js";
import { entryLines, verifyLines } from "./audit-report.js";

const command = new Command("audit")
  .description(
    "Verifies, proves and searches the audit log from its files and public keys alone; only `witness` asks over the network.",
  )
  .option("--folder <folder>", "the log's folder or a copy of it; left out, the one that the settings name")
  .option("--log-key <vkey>", "the log's public key (name+id+key); without it the one in the folder is believed")
  .option("--json", "print JSON alone", false)
  .addHelpText("after", "\nExit: 0 as it should be, 1 tampering found, 2 could not run, 3 bad input.")
  .configureHelp({ showGlobalOptions: true });

command
  .command("verify")
  .description("Recomputes the whole log and compares every leaf, tile, checkpoint and payload.")
  .option(
    "--known <file>",
    "a checkpoint kept elsewhere: shows that nothing it covers was changed or cut off; repeatable",
    everyValue,
  )
  .option(
    "--witness <vkey>",
    "the public key of a witness; repeatable; left out, those beside what they signed are believed",
    everyValue,
  )
  .action((given: unknown) => run(given, verifyCommand));

command
  .command("prove")
  .argument("<index>", "the entry's number, from 0")
  .description("Prints a proof that one entry is in the log (C2SP tlog-proof), and verifies it.")
  .action((index: string, given: unknown) => run(given, (common) => proveCommand(common, index)));

command
  .command("find")
  .description("Finds entries whose payloads are still kept; what is given together must fit together.")
  .option("--case <reference>", "the case that was given as the reason")
  .option("--officer <id>", "the officer who asked, by the issuer's id")
  .option("--owner <country>", "whose records were told of, by three letters")
  .option("--break-glass", "only what was asked with a grant for an emergency", false)
  .action((given: unknown) => run(given, (common) => findCommand(common, given)));

command
  .command("consistency")
  .argument("<checkpoint>", "a file with an older checkpoint of this log")
  .description("Proves that the log is what it was then, and more.")
  .action((file: string, given: unknown) => run(given, (common) => consistencyCommand(common, file)));

command
  .command("cosign")
  .description(
    "For a witness: verifies that the log goes on from the checkpoint it signed last, then signs the newest.",
  )
  .requiredOption("--key <file>", "the witness's Ed25519 private key in PEM; made where there is none")
  .requiredOption("--name <name>", "the witness's name: an address without its scheme")
  .requiredOption("--seen <file>", "where the witness keeps the checkpoint that it signed last")
  .action((given: unknown) => run(given, (common) => cosignCommand(common, given)));

command
  .command("witness")
  .description(
    "Shows the newest checkpoint to witnesses and keeps what they sign (C2SP tlog-witness): the one command that asks over the network.",
  )
  .option("--to <url=vkey>", "a witness; repeatable; left out, those that the settings name", everyValue)
  .action((given: unknown) => run(given, (common) => witnessCommand(common, given)));

command
  .command("erase")
  .description("Erases the payloads whose retention ended before a day. The log itself stays as it is.")
  .requiredOption("--before <date>", "2026-11-24; today at the latest")
  .action((given: unknown) => run(given, (common) => eraseCommand(common, given)));

const commonSchema = z.object({ folder: z.string().optional(), logKey: z.string().optional(), json: z.boolean() });
const verifySchema = z.object({ known: z.array(z.string()).default([]), witness: z.array(z.string()).default([]) });
const findSchema = z.object({
  case: z.string().optional(),
  officer: z.string().optional(),
  owner: z
    .string()
    .regex(/^[A-Z]{3}$/, "Give the owner's three letters: SWE.")
    .optional(),
  breakGlass: z.boolean(),
});
const eraseSchema = z.object({ before: z.iso.date("Give a day: 2026-11-24.") });

command.exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : EXIT.badInput);
});
for (const each of command.commands) {
  each.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : EXIT.badInput);
  });
}
endWithTheReader();
await command.parseAsync();

async function run(given: unknown, perform: (common: Common) => number | Promise<number>): Promise<void> {
  try {
    const { folder, logKey, json } = read(commonSchema, command.opts());
    const reader = new LogReader(folder ?? (await configuredFolder()));
    const log = logKey === undefined ? await readVerifierFile(reader.folder.publicKey) : readVerifierKey(logKey);
    process.exitCode = await perform({ reader, log, json, given });
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    const isInput = error instanceof InvalidInput || error instanceof InvalidConfiguration;
    process.exitCode = isInput ? EXIT.badInput : EXIT.notRun;
  }
}

/** The settings know the whole graph: they are read only where nothing else says where the log is. */
async function configuredFolder(): Promise<string> {
  const { readConfig } = await import("../config.js");
  return auditFolder(readConfig(process.env));
}

async function verifyCommand({ reader, log, json, given }: Common): Promise<number> {
  const { known, witness } = read(verifySchema, given);
  const report = verifyLog(reader, {
    log,
    witnesses: witness.length === 0 ? namedWitnesses(reader) : witness.map(readVerifierKey),
    known: await Promise.all(known.map(async (place) => ({ place, source: await readInput(place) }))),
    now: new Date(),
    isLive: isLocked(reader.folder.lock),
  });
  print(json, report, verifyLines(report));
  return report.faults.length === 0 ? EXIT.whole : EXIT.tampered;
}

function proveCommand({ reader, log, json }: Common, index: string): number {
  const number = read(z.coerce.number("Give the entry's number.").int().min(0), index);
  const proved = proveEntry(reader, log, number);
  if (proved === null) throw badInput("index", "The published log has no entry of that number.");
  print(json, proved, [proved.text.trimEnd()]);
  if (!proved.isProved) process.stderr.write(`Entry ${number} does not lead to the root that the log signed.\n`);
  return proved.isProved ? EXIT.whole : EXIT.tampered;
}

function findCommand({ reader, log, json }: Common, given: unknown): number {
  const { case: caseReference, officer, owner, breakGlass: isBreakGlass } = read(findSchema, given);
  if ([caseReference, officer, owner].every((word) => word === undefined) && !isBreakGlass)
    throw badInput("find", "Say what to look for: --case, --officer, --owner or --break-glass.");
  const { size } = reader.checkpoint(log);
  for (const entry of findEntries(reader, size, { caseReference, officer, owner, isBreakGlass }))
    print(json, entry, entryLines(entry));
  return EXIT.whole;
}

async function consistencyCommand({ reader, log, json }: Common, file: string): Promise<number> {
  const older = openCheckpoint(await readInput(file), log);
  if (older === null) throw badInput("checkpoint", "The file is no checkpoint that this log has signed.");
  const newer = reader.checkpoint(log);
  const { proof, isProved } = proveConsistency(reader, older, newer);
  const hashes = proof.map((hash) => hash.toString("base64"));
  print(json, { from: older.size, to: newer.size, isProved, proof: hashes }, [
    isProved
      ? `The first ${older.size} of ${newer.size} entries are what they were.`
      : `The log of ${newer.size} entries does not go on from the one of ${older.size}: it was rewritten or cut off.`,
    ...hashes,
  ]);
  return isProved ? EXIT.whole : EXIT.tampered;
}

async function eraseCommand({ reader, json }: Common, given: unknown): Promise<number> {
  const before = new Date(read(eraseSchema, given).before);
  if (before > new Date()) throw badInput("before", "The day has not come yet.");
  const erased = await erasePayloads(reader.folder, before);
  using index = EntryIndex.open(reader.folder.index);
  index.forget(before);
  const notices = await eraseNotices(reader.folder, before);
  const lines = [
    ...erased.map((what) => `Erased ${what}.`),
    ...(notices === 0 ? [] : [`Erased ${notices} notices that nobody had taken from the outbox.`]),
  ];
  print(json, { erased, notices }, lines.length === 0 ? ["Nothing to erase."] : lines);
  return EXIT.whole;
}
