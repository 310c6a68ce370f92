import { plateSearchKey } from "../../kit/identifiers/plate.js";
import type { VehicleDescription } from "../backends/vehicle-source.js";
import type { VehicleRecord } from "../backends/vehicle-record.js";

export const CLONE_SIGN_KINDS = ["VIN_ON_TWO_PLATES", "PLATE_ON_TWO_VINS", "PLATE_ON_TWO_MAKES"] as const;
export type CloneSignKind = (typeof CLONE_SIGN_KINDS)[number];

/** Two vehicles with one identity, or one with two: what an officer must look into, never a proof. */
export interface CloneSign {
  readonly kind: CloneSignKind;
  /** The records that show it, in order; one where the officer's own reading differs from it. */
  readonly refs: readonly string[];
  readonly explanation: string;
}

const EXPLANATIONS: Readonly<Record<CloneSignKind, string>> = {
  VIN_ON_TWO_PLATES: "One VIN stands with two plates: the plates were changed, or a second vehicle bears its number.",
  PLATE_ON_TWO_VINS: "One plate stands with two VINs: the plate was copied, or given out again.",
  PLATE_ON_TWO_MAKES: "One plate stands with two makes: it was copied, or given out again.",
};

/** What is compared, of a record or of what an officer has read. */
interface Identity {
  readonly ref: string | null;
  readonly vin: string | null;
  /** With its country, without which it names no vehicle. */
  readonly plate: string | null;
  readonly make: string | null;
}

type OpenedRecord = Pick<VehicleRecord, "vin" | "plate" | "plateCountry" | "make"> & { readonly ref: string };

/** Every pair that shares what one vehicle alone can have. @param records those that the officer may open */
export function findCloneSigns(
  asked: readonly VehicleDescription[],
  records: readonly OpenedRecord[],
): readonly CloneSign[] {
  const read = asked
    .filter(({ vinOrigin }) => vinOrigin !== "PARTIAL")
    .map((one) => identityOf({ ...one, make: null }, null));
  const held = records.map((record) => identityOf(record, record.ref));
  const pairs = [
    ...held.flatMap((one, index) => held.slice(index + 1).map((other) => [one, other] as const)),
    ...held.flatMap((one) => read.map((other) => [one, other] as const)),
  ];
  const signs = pairs.flatMap(([one, other]) =>
    kindsOf(one, other).map((kind) => ({ kind, refs: refsOf(one, other), explanation: EXPLANATIONS[kind] })),
  );
  return [...new Map(signs.map((sign) => [`${sign.kind} ${sign.refs.join()}`, sign])).values()];
}

function kindsOf(one: Identity, other: Identity): readonly CloneSignKind[] {
  const isSameVin = isSame(one.vin, other.vin);
  const isSamePlate = isSame(one.plate, other.plate);
  return [
    ...(isSameVin && differs(one.plate, other.plate) ? (["VIN_ON_TWO_PLATES"] as const) : []),
    ...(isSamePlate && differs(one.vin, other.vin) ? (["PLATE_ON_TWO_VINS"] as const) : []),
    ...(isSamePlate && differInMake(one, other) ? (["PLATE_ON_TWO_MAKES"] as const) : []),
  ];
}

function identityOf(
  { vin, plate, plateCountry, make }: Pick<VehicleRecord, "vin" | "plate" | "plateCountry" | "make">,
  ref: string | null,
): Identity {
  const key = plate === null ? "" : plateSearchKey(plate);
  return {
    ref,
    vin: vin === null ? null : vin.toUpperCase(),
    plate: key === "" || plateCountry === null ? null : `${plateCountry} ${key}`,
    make: make === null ? null : comparableMake(make),
  };
}

/** `Mercedes-Benz` and `MERCEDES BENZ` are one. */
function comparableMake(make: string): string {
  return make
    .normalize("NFKD")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Registers shorten makes: `MERCEDES` and `MERCEDESBENZ` do not differ. */
function differInMake({ make: one }: Identity, { make: other }: Identity): boolean {
  return one !== null && other !== null && !one.startsWith(other) && !other.startsWith(one);
}

function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

function refsOf({ ref: one }: Identity, { ref: other }: Identity): readonly string[] {
  return [one, other].filter((ref) => ref !== null).toSorted();
}
