import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { faultIn, MAX_VIEWS } from "./fingerprint-template.js";
import type { Minutia, MinutiaKind, SizedView } from "./fingerprint-template.js";
import { readImpression } from "./minutia-fields.js";
import { itemOf } from "./nist-file.js";
import type { NistFile, TextRecord } from "./nist-file.js";
import { ANSI_2009, ISO_2011 } from "./own-image-records.js";

const NAME = "ANSI/NIST-ITL Type-9";
/** Pixels per centimetre at 500 dpi. */
const RESOLUTION = 197;
/** Hundredths of a millimetre, in which the standard format measures, to a centimetre. */
const HUNDREDTHS = 1_000;

/** Fields of the standard format (9.005 to 9.012). */
const IMPRESSION = 3;
const FORMAT = 4;
const FINGER = 6;
const MINUTIAE = 12;
/** Fields of the format of ANSI INCITS 378 (9.126 to 9.150). */
const WIDTH = 128;
const HEIGHT = 129;
const UNITS = 130;
const PIXELS_ACROSS = 131;
const PIXELS_DOWN = 132;
const M1_FINGER = 134;
const M1_QUALITY = 135;
const M1_MINUTIAE = 137;

/**
 * The minutiae of all Type-9 records of a file, in the standard format or, where it is there, in that of ANSI INCITS 378.
 * Never throws. Faults: `NO_MINUTIAE` (images alone: none are extracted from them), `TOO_MANY_VIEWS`, `INVALID_MINUTIA` and what
 * else a template's own reader gives.
 */
export function readNistMinutiae({ records }: NistFile): Parsed<readonly SizedView[]> {
  const nines = records.flatMap((record) => (record.type === 9 ? [record] : []));
  if (nines.length === 0) {
    return fault(
      "NO_MINUTIAE",
      "Send an ANSI/NIST-ITL file with Type-9 records: no minutiae are extracted from images.",
    );
  }
  if (nines.length > MAX_VIEWS) return fault("TOO_MANY_VIEWS", `${NAME}: send at most ${MAX_VIEWS} finger views.`);
  const views: SizedView[] = [];
  for (const record of nines) {
    const view = subfieldsOf(record, M1_MINUTIAE).length > 0 ? readM1(record) : readStandard(record);
    if (!view.ok) return view;
    const wrong = faultIn({ ...view.value, views: [view.value] });
    if (wrong !== undefined) return fault(wrong.code, `${NAME}: ${wrong.message}`);
    views.push(view.value);
  }
  return parsed(views);
}

/** Pixels from the upper left, angles in steps of 2 degrees. */
function readM1(record: TextRecord): Parsed<SizedView> {
  const impression = readImpression(whole(itemOf(record, IMPRESSION)), IMPRESSIONS);
  if (!impression.ok) return impression;
  const minutiae: Minutia[] = [];
  for (const [, x, y, angle, kind, quality] of subfieldsOf(record, M1_MINUTIAE)) {
    const minutia = minutiaOf(M1_KINDS[kind ?? ""], whole(x), whole(y), 2 * whole(angle), reported(whole(quality)));
    if (minutia === undefined) return invalidMinutia();
    minutiae.push(minutia);
  }
  // 1 pixels to the inch, 2 to the centimetre.
  const scale = itemOf(record, UNITS) === "1" ? 1 / 2.54 : 1;
  return parsed({
    imageWidth: whole(itemOf(record, WIDTH)),
    imageHeight: whole(itemOf(record, HEIGHT)),
    resolutionX: Math.round(whole(itemOf(record, PIXELS_ACROSS)) * scale),
    resolutionY: Math.round(whole(itemOf(record, PIXELS_DOWN)) * scale),
    position: fingerOf(record, M1_FINGER),
    impression: impression.value,
    quality: reported(whole(subfieldsOf(record, M1_QUALITY)[0]?.[0] ?? "254")),
    minutiae,
  });
}

/**
 * Hundredths of a millimetre from the lower left, and angles that point out along the ridge where those of ANSI INCITS 378 point
 * in. The image's own size is not recorded: it counts as what the minutiae take up.
 */
function readStandard(record: TextRecord): Parsed<SizedView> {
  if (itemOf(record, FORMAT) !== "S") {
    return fault("NO_MINUTIAE", `${NAME}: send minutiae in the standard format (9.004 S) or in 9.126 to 9.150.`);
  }
  const impression = readImpression(whole(itemOf(record, IMPRESSION)), IMPRESSIONS);
  if (!impression.ok) return impression;
  const minutiae: Minutia[] = [];
  for (const [, place, quality, kind] of subfieldsOf(record, MINUTIAE)) {
    const [, x, y, angle] = /^(\d{4})(\d{4})(\d{3})$/.exec(place ?? "") ?? [];
    const points = (whole(angle) + 180) % 360;
    const minutia = minutiaOf(STANDARD_KINDS[kind ?? ""], pixels(x), pixels(y), points, qualityOf(quality));
    if (minutia === undefined || whole(angle) >= 360) return invalidMinutia();
    minutiae.push(minutia);
  }
  const height = 1 + Math.max(0, ...minutiae.map(({ y }) => y));
  return parsed({
    imageWidth: 1 + Math.max(0, ...minutiae.map(({ x }) => x)),
    imageHeight: height,
    resolutionX: RESOLUTION,
    resolutionY: RESOLUTION,
    position: fingerOf(record, FINGER),
    impression: impression.value,
    quality: 0,
    minutiae: minutiae.map((minutia) => ({ ...minutia, y: height - 1 - minutia.y })),
  });
}

const M1_KINDS: Readonly<Record<string, MinutiaKind>> = { "0": "OTHER", "1": "ENDING", "2": "BIFURCATION" };
/** A ends, B forks, C is more than a fork, D is not known. */
const STANDARD_KINDS: Readonly<Record<string, MinutiaKind>> = { A: "ENDING", B: "BIFURCATION", C: "OTHER", D: "OTHER" };

/** As a signed number reads: NaN where it is none, which no template allows. */
function whole(text: string | undefined): number {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}

function pixels(hundredths: string | undefined): number {
  return Math.round((whole(hundredths) * RESOLUTION) / HUNDREDTHS);
}

function minutiaOf(
  kind: MinutiaKind | undefined,
  x: number,
  y: number,
  angle: number,
  quality: number,
): Minutia | undefined {
  if (kind === undefined || [x, y, angle, quality].some(Number.isNaN)) return undefined;
  return { kind, x, y, angle, quality };
}

/** 254 and 255 say that a quality was not sought, or not found. */
function reported(quality: number): number {
  return quality === 254 || quality === 255 ? 0 : quality;
}

/** 0 says that a human marked it, 1 that the quality is not known, 2 is best and 63 worst. */
function qualityOf(text: string | undefined): number {
  const quality = whole(text);
  if (quality === 0) return 100;
  if (quality === 1) return 0;
  return quality <= 63 ? Math.round(1 + (99 * (63 - quality)) / 61) : Number.NaN;
}

/** The first finger that is named: 14 and 255 name none for sure. */
function fingerOf(record: TextRecord, number: number): number {
  return whole(subfieldsOf(record, number)[0]?.[0] ?? "0");
}

/** Table IMP of INT-I, as far as it is of fingers. */
const IMPRESSIONS = {
  ...ANSI_2009,
  name: NAME,
  impressions: { ...ISO_2011.impressions, ...ANSI_2009.impressions, CONTACTLESS: [24, 25, 26, 27, 41, 42] },
};

function subfieldsOf(record: TextRecord, number: number): readonly (readonly string[])[] {
  return record.fields.find((field) => field.number === number)?.subfields ?? [];
}

function invalidMinutia<T>(): Parsed<T> {
  return fault("INVALID_MINUTIA", `${NAME}: send minutiae whose place, angle, quality and type the norm allows.`);
}
