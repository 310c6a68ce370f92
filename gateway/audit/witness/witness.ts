import { z } from "zod";
import { InvalidConfiguration } from "../../../subgraphs/kit/errors.js";
import { readVerifierKey } from "../note/note-key.js";
import type { NoteVerifier } from "../note/note-key.js";

/** Somebody else who keeps what the log said of itself, and signs it: a country's bureau, a court (C2SP tlog-witness). */
export interface Witness {
  /** The submission prefix, without a slash at its end. */
  readonly url: string;
  readonly key: NoteVerifier;
}

const urlSchema = z.url({ protocol: /^https?$/ });

/** Reads `https://witness.example/crosscheck=swe.example/witness+1a2b3c4d+BAbl…`. @throws InvalidConfiguration */
export function readWitness(text: string): Witness {
  const at = text.indexOf("=");
  const url = text.slice(0, Math.max(at, 0)).replace(/\/+$/, "");
  if (!urlSchema.safeParse(url).success) {
    throw new InvalidConfiguration(
      "A witness is an http address, an equals sign and its key: https://…=name+1a2b3c4d+B…",
    );
  }
  const key = readVerifierKey(text.slice(at + 1));
  if (key.signatory === "witness") return { url, key };
  throw new InvalidConfiguration(`The key of ${key.name} is a log's, not a witness's.`);
}

/** What the files of a witness are called: `swe.example_witness+1a2b3c4d`. */
export function witnessFile({ key }: Witness): string {
  return `${key.name.replaceAll(/[^\w.-]/g, "_")}+${key.keyId.toString("hex")}`;
}
