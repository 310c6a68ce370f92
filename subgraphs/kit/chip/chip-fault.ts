import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";

/** Why bytes are not what they are given for. Each is a fault's code. */
const CHIP_FAULTS = {
  TLV_TRUNCATED: "The file ends before what it announces.",
  TLV_TRAILING: "More bytes follow than the file announces.",
  TLV_LENGTH: "A length in the file is not written as its encoding asks for.",
  TLV_TAG: "A tag in the file cannot be read.",
  TLV_UNEXPECTED: "The file holds another element than the norm puts there.",
  TLV_TOO_DEEP: "The elements of the file are nested too deep.",
  TLV_TOO_MANY: "The file has too many elements.",
  TLV_TOO_LONG: "The file is longer than any of its kind.",
  TLV_VALUE: "An element of the file has a value that it cannot have.",
  UNKNOWN_ALGORITHM: "The file names an algorithm that no travel document may use.",
} as const;

export type ChipFaultCode = keyof typeof CHIP_FAULTS;

/** Thrown within this room alone, and turned into a value at its doors: see `reading`. */
export class ChipFault extends Error {
  readonly code: ChipFaultCode;

  constructor(code: ChipFaultCode) {
    super(CHIP_FAULTS[code]);
    this.name = "ChipFault";
    this.code = code;
  }
}

/** Runs a reader: what it gives, or the one fault for which it gave up. */
export function reading<T>(read: () => T): Parsed<T> {
  try {
    return parsed(read());
  } catch (error) {
    if (error instanceof ChipFault) return fault(error.code, error.message);
    throw error;
  }
}
