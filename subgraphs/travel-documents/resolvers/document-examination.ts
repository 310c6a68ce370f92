import { Arg, Directive, Query, Resolver } from "type-graphql";
import { examineChip } from "../../kit/chip/examine-chip.js";
import { CHIP_FILES } from "../../kit/chip/lds-file.js";
import type { ChipFileName, ChipFiles } from "../../kit/chip/lds-file.js";
import type { TrustStore } from "../../kit/chip/trust-store.js";
import { InvalidInput } from "../../kit/errors.js";
import { parseMrz } from "../../kit/identifiers/mrz.js";
import type { Mrz } from "../../kit/identifiers/mrz.js";
import { examineDocument } from "../matching/examine-document.js";
import type { ChipInput } from "../types/chip-input.js";
import { ChipInput as ChipInputType } from "../types/chip-input.js";
import { DocumentReport } from "../types/document-examination.js";

/** Examines a document that lies before the officer; asks no source. */
@Resolver(() => DocumentReport)
export class DocumentExaminationResolver {
  readonly #trust: TrustStore;
  readonly #now: () => Date;

  constructor(trust: TrustStore, now: () => Date) {
    this.#trust = trust;
    this.#now = now;
  }

  @Query(() => DocumentReport, {
    description:
      "Examines a document by its printed zone and its chip: check digits, plausibility, the state's signature, and the one against the other. Give at least one of the two.",
  })
  @Directive("@authenticated")
  examineDocument(
    @Arg("mrz", () => String, {
      nullable: true,
      description: "The printed zone, its lines joined or not. It is read though a check digit does not match.",
    })
    mrz: string | null | undefined,
    @Arg("chip", () => ChipInputType, { nullable: true, description: "The files that were read off the chip." })
    chip: ChipInput | null | undefined,
  ): DocumentReport {
    const files = filesOf(chip ?? null);
    if ((mrz ?? null) === null && files === null) throw nothingGiven();
    const now = this.#now();
    const today = now.toISOString().slice(0, 10);
    const printed = (mrz ?? null) === null ? null : readPrinted(mrz ?? "", today);
    const examined = files === null ? null : examineChip(files, { store: this.#trust, now });
    const report = examined === null ? null : { ...examined, ...examined.contents };
    return { ...examineDocument(printed, examined, today), zone: printed, chip: report };
  }
}

/** Null where no file is given. */
function filesOf(chip: ChipInput | null): ChipFiles | null {
  if (chip === null) return null;
  const given = CHIP_FILES.flatMap((name) => {
    const text = chip[FIELD_OF[name]] ?? null;
    return text === null ? [] : [[name, Buffer.from(text, "base64")] as const];
  });
  return given.length === 0 ? null : Object.fromEntries(given);
}

/** Under what each file is sent. */
const FIELD_OF = {
  EF_COM: "efCom",
  EF_SOD: "efSod",
  DG1: "dg1",
  DG2: "dg2",
  DG11: "dg11",
  DG14: "dg14",
  DG15: "dg15",
} as const satisfies Readonly<Record<ChipFileName, keyof ChipInput>>;

/** @throws InvalidInput where it is no zone */
function readPrinted(mrz: string, today: string): Mrz {
  const reading = parseMrz(mrz, { asRead: true, today });
  if (!reading.ok) throw new InvalidInput([{ ...reading.fault, path: ["mrz"] }]);
  return reading.value;
}

function nothingGiven(): InvalidInput {
  const message = "Give the printed zone, or a file of the chip, or both.";
  return new InvalidInput([{ code: "EMPTY_EXAMINATION", path: [], message }]);
}
