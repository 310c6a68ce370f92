import { ChipFault } from "./chip-fault.js";
import { readElements, readTlv } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** The files of the application for travel documents that we read (ICAO 9303-10 §4.6, §4.7). */
export const CHIP_FILES = ["EF_COM", "EF_SOD", "DG1", "DG2", "DG11", "DG14", "DG15"] as const;
export type ChipFileName = (typeof CHIP_FILES)[number];

/** The files as they were read off a chip; what was not read is left out. */
export type ChipFiles = Readonly<Partial<Record<ChipFileName, Uint8Array>>>;

const FILE_TAGS: Readonly<Record<ChipFileName, number>> = {
  EF_COM: 0x60,
  EF_SOD: 0x77,
  DG1: 0x61,
  DG2: 0x75,
  DG11: 0x6b,
  DG14: 0x6e,
  DG15: 0x6f,
};

/** What an elementary file holds at most: no officer's reader reads more. */
const LONGEST_FILE = 65_535;

/** The tags under which EF.COM lists the data groups, that of DG1 first (ICAO 9303-10 table 38). */
const DATA_GROUP_TAGS = [
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
];

/** The number of the data group with this tag; null where none has it. */
export function dataGroupOf(tag: number): number | null {
  const index = DATA_GROUP_TAGS.indexOf(tag);
  return index < 0 ? null : index + 1;
}

/** The element that a file is. @throws ChipFault where it is another file */
export function openFile(file: Uint8Array, name: ChipFileName): Tlv {
  if (file.length > LONGEST_FILE) throw new ChipFault("TLV_TOO_LONG");
  const element = readTlv(file, "BER");
  if (element.tag !== FILE_TAGS[name]) throw new ChipFault("TLV_UNEXPECTED");
  return element;
}

/** The elements of a file by their tags; of several with one tag the first. @throws ChipFault */
export function elementsOf(parent: Tlv): ReadonlyMap<number, Tlv> {
  return new Map(
    readElements(parent)
      .map((element) => [element.tag, element] as const)
      .toReversed(),
  );
}
