import fc from "fast-check";
import { expect, test } from "vitest";
import { CHIP_REASONS } from "../../../../subgraphs/kit/chip/chip-reason.js";
import { reading } from "../../../../subgraphs/kit/chip/chip-fault.js";
import { readCertificate } from "../../../../subgraphs/kit/chip/certificate.js";
import { examineChip } from "../../../../subgraphs/kit/chip/examine-chip.js";
import { readMasterList } from "../../../../subgraphs/kit/chip/master-list.js";
import { readRevocationList } from "../../../../subgraphs/kit/chip/revocation-list.js";
import { readElements, readTlv } from "../../../../subgraphs/kit/chip/tlv.js";
import type { TlvRules } from "../../../../subgraphs/kit/chip/tlv.js";
import { TrustStore } from "../../../../subgraphs/kit/chip/trust-store.js";
import { createChain, makeChip, NOW } from "../../../support/chip.js";
import { element, integer, octets, sequence } from "../../../support/der.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";

const RUNS = Math.max(FUZZ_RUNS, 3_000);

const chains = [
  createChain("named", { kind: "ECDSA", curve: "brainpoolP256r1", digest: "sha256" }, "sha256", 1),
  createChain("spelled out", { kind: "ECDSA", curve: "brainpoolP512r1", digest: "sha512", explicit: true }, "sha512"),
  createChain("rsa", { kind: "RSA_PSS", modulus: 2048, digest: "sha256" }, "sha256"),
];
const chips = chains.map((chain) => makeChip(chain));
const names = ["EF_COM", "EF_SOD", "EF_SOD", "EF_SOD", "DG1", "DG2", "DG11", "DG14", "DG15"] as const;

type Mutation = (bytes: Buffer) => Buffer;

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(255)).map(([place, value]) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    if (bytes.length > 0) changed[place % bytes.length] = value;
    return changed;
  }),
  fc.nat().map((place) => (bytes: Buffer) => bytes.subarray(0, place % (bytes.length + 1))),
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 40 })).map(([place, more]) => (bytes: Buffer) => {
    const at = place % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  }),
  fc.tuple(fc.nat(), fc.nat(60)).map(([place, count]) => (bytes: Buffer) => {
    const at = place % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + count)]);
  }),
);
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

test("whatever becomes of a file, the chip is examined at once and in little memory, and every check has its reason", () => {
  const stores = chips.map(({ authority }) => new TrustStore([readCertificate(authority)], []));
  const meter = new Meter();
  // The first of each compile what the others run.
  chips.forEach(({ files }, index) => examineChip(files, { store: stores[index] ?? new TrustStore([], []), now: NOW }));

  fc.assert(
    fc.property(fc.nat(chips.length - 1), fc.constantFrom(...names), mutations, (index, name, steps) => {
      const [chip, store] = [chips[index], stores[index]];
      if (chip === undefined || store === undefined) return;
      const mutated = steps.reduce((bytes, step) => step(bytes), chip.files[name]);
      const { verdict, checks } = meter.run(() => examineChip({ ...chip.files, [name]: mutated }, { store, now: NOW }));
      expect(checks.every(({ reason }) => Object.hasOwn(CHIP_REASONS, reason))).toBe(true);
      expect(checks.every(({ reason, fault }) => reason.endsWith("UNREADABLE") === (fault !== null))).toBe(true);
      // What is signed cannot be changed: where bytes of a data group differ, no verdict says that a state signed them.
      expect(verdict === "SIGNED" && name.startsWith("DG") && !mutated.equals(chip.files[name])).toBe(false);
    }),
    { numRuns: RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});

test("certificates, lists of withdrawn ones and master lists that are rubbish are coded faults", () => {
  const readers = [readCertificate, readRevocationList, readMasterList];
  const meter = new Meter();

  fc.assert(
    fc.property(fc.nat(chips.length - 1), fc.nat(2), mutations, (index, which, steps) => {
      const chip = chips[index];
      if (chip === undefined) return;
      const start = [chip.authority, chip.revocationList, chip.files.EF_SOD.subarray(4)][which] ?? Buffer.alloc(0);
      const mutated = steps.reduce((bytes, step) => step(bytes), start);
      const results = meter.run(() => readers.map((reader) => reading<unknown>(() => reader(mutated))));
      expect(results.every((result) => result.ok || /^(?:TLV_|UNKNOWN_)[A-Z_]+$/.test(result.fault.code))).toBe(true);
    }),
    { numRuns: RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});

test("what is written is read back, element by element", () => {
  const tree = fc.letrec<{ readonly node: Buffer }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.uint8Array({ maxLength: 300 }).map(octets),
      fc.nat().map(integer),
      fc.array(tie("node"), { maxLength: 4 }).map((parts) => sequence(...parts)),
    ),
  })).node;

  fc.assert(
    fc.property(tree, (written) => {
      expect(writeAgain(readTlv(written, "DER"))).toEqual(written);
    }),
  );
});

test.each<[string, string, TlvRules, string]>([
  ["nothing", "", "BER", "TLV_TRUNCATED"],
  ["a length that runs over the end", "3005020100", "BER", "TLV_TRUNCATED"],
  ["bytes that follow", "020100ff", "BER", "TLV_TRAILING"],
  ["an indefinite length", "30800000", "BER", "TLV_LENGTH"],
  ["a length of five bytes", "30850000000000", "BER", "TLV_LENGTH"],
  ["a length that DER writes shorter", "30810100", "DER", "TLV_LENGTH"],
  ["a length with a zero before it", `30820080${"00".repeat(128)}`, "DER", "TLV_LENGTH"],
  ["a tag without an end", "7fffffff0100", "BER", "TLV_TAG"],
])("%s is refused", (_what, bytes, rules, code) => {
  expect(reading(() => readTlv(Buffer.from(bytes, "hex"), rules))).toMatchObject({ ok: false, fault: { code } });
});

test("BER may write a length longer than it need be, as the files of some chips do", () => {
  expect(readTlv(Buffer.from("6082000102", "hex"), "BER").value).toEqual(Buffer.from([2]));
});

test("what is nested without end is refused", () => {
  const nested = Array.from({ length: 40 }).reduce<Buffer>((inner) => sequence(inner), octets(Buffer.alloc(1)));

  expect(reading(() => writeAgain(readTlv(nested, "DER")))).toMatchObject({ fault: { code: "TLV_TOO_DEEP" } });
});

function writeAgain(tlv: ReturnType<typeof readTlv>): Buffer {
  if (tlv.tag !== 0x30) return element(tlv.tag, tlv.value);
  return element(tlv.tag, ...readElements(tlv).map(writeAgain));
}
