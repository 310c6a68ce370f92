import type { Mrz, MrzField } from "../../kit/identifiers/mrz.js";

/** One field of the zone, as it is printed and as the chip has it. */
export interface ZoneComparison {
  readonly field: MrzField["field"];
  /** With its fillers; null where that zone has no such field. */
  readonly printed: string | null;
  readonly onChip: string | null;
  readonly isSame: boolean;
}

/**
 * Compares the printed zone with that of DG1, character by character: ICAO 9303-10 §4.7.1 has the chip repeat what is printed.
 * A field that one of the two does not have differs.
 */
export function compareZones(printed: Mrz, onChip: Mrz): readonly ZoneComparison[] {
  const fields = new Set([...printed.fields, ...onChip.fields].map(({ field }) => field));
  return [...fields].map((field) => {
    const [here, there] = [valueOf(printed, field), valueOf(onChip, field)];
    return { field, printed: here, onChip: there, isSame: here === there };
  });
}

function valueOf({ fields }: Mrz, name: MrzField["field"]): string | null {
  return fields.find(({ field }) => field === name)?.value ?? null;
}
