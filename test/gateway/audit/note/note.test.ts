import { generateKeyPairSync, verify } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openCheckpoint, signCheckpoint } from "../../../../gateway/audit/note/checkpoint.js";
import { cosign, cosignedAt } from "../../../../gateway/audit/note/cosignature.js";
import { readSigner, readVerifierKey, writeVerifierKey } from "../../../../gateway/audit/note/note-key.js";
import { readNote, writeNote } from "../../../../gateway/audit/note/signed-note.js";
import { EMPTY_ROOT } from "../../../../gateway/audit/tree/hashes.js";

function newKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

/** The example of Go's golang.org/x/mod/sumdb/note, which the specification grew from. */
const PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETERS_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

test("a note of another implementation is read and its signature verifies", () => {
  const { name, keyId, publicKey } = readVerifierKey(PETER);

  const note = readNote(PETERS_NOTE);

  const [signature] = note?.signatures ?? [];
  expect([signature?.name, signature?.keyId]).toEqual([name, keyId]);
  expect(verify(null, Buffer.from(note?.text ?? ""), publicKey, signature?.bytes ?? Buffer.alloc(0))).toBe(true);
  expect(note && writeNote(note)).toBe(PETERS_NOTE);
});

test("a verifier key reads back as it was written; with another id it is refused", () => {
  const key = writeVerifierKey(readSigner("crosscheck.example/audit", "log", newKey()));

  expect(writeVerifierKey(readVerifierKey(key))).toBe(key);
  expect(() => readVerifierKey(PETER.replace("c74f20a3", "c74f20a4"))).toThrow("is not that of its key");
});

test("a checkpoint is opened with the key of its log alone, and not once a byte of it has changed", () => {
  const log = readSigner("crosscheck.example/audit", "log", newKey());
  const other = readSigner("crosscheck.example/audit", "log", newKey());
  const source = signCheckpoint({ size: 7, root: EMPTY_ROOT }, log);

  const opened = openCheckpoint(source, log);

  expect(opened).toMatchObject({ origin: "crosscheck.example/audit", size: 7, root: EMPTY_ROOT });
  expect(openCheckpoint(source, other)).toBe(null);
  expect(openCheckpoint(source.replace("\n7\n", "\n8\n"), log)).toBe(null);
});

test("a witness's line is verified with its key, and stays out of the way of the log's own", () => {
  const log = readSigner("crosscheck.example/audit", "log", newKey());
  const sweden = readSigner("swe.example/witness", "witness", newKey());
  const norway = readSigner("nor.example/witness", "witness", newKey());
  const opened = openCheckpoint(signCheckpoint({ size: 7, root: EMPTY_ROOT }, log), log);
  const at = new Date("2026-11-24T10:00:00Z");

  const cosigned = opened && openCheckpoint(cosign(opened, sweden, at), log);

  expect([cosigned && cosignedAt(cosigned, sweden), cosigned && cosignedAt(cosigned, norway)]).toEqual([at, null]);
});

test("no text makes the reader of notes throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const note = readNote(`${text}\n\n— a AAAAAAA=\n`);

      expect(note === null || note.text.endsWith("\n")).toBe(true);
    }),
  );
});
