import type { FieldError } from "../../kit/errors.js";
import type { SampleKind } from "../../kit/lists.js";
import { fault } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { MIN_MINUTIAE } from "../matching/compare-fingerprints.js";
import { readSample } from "../matching/sample.js";
import type { Sample } from "../matching/sample.js";

/** Ten fingers one by one, a face, and one to spare. */
const MOST_SAMPLES = 12;
/** Both hands twice. Every view costs a comparison with every finger of every gallery. */
const MOST_VIEWS = 20;

/** A sample as a client or the gateway sends it: its template in base64. */
export interface WrittenSample {
  readonly kind: SampleKind;
  readonly template: string;
}

/** Samples that can be searched, or every field that keeps them from being. */
export type SamplesReading =
  | { readonly ok: true; readonly samples: readonly Sample[] }
  | { readonly ok: false; readonly faults: readonly FieldError[] };

/**
 * Reads the samples of a question. Pure, so that a client can refuse bad samples before anything is sent.
 * @param path leads to the list: `["samples"]`
 */
export function readSamples(written: readonly WrittenSample[], path: FieldError["path"]): SamplesReading {
  if (written.length > MOST_SAMPLES) {
    return { ok: false, faults: [{ code: "TOO_MANY_VALUES", path, message: `Give at most ${MOST_SAMPLES}.` }] };
  }
  const samples: Sample[] = [];
  const faults: FieldError[] = [];
  written.forEach(({ kind, template }, index) => {
    const sample = readSearchable(kind, template);
    if (sample.ok) samples.push(sample.value);
    else faults.push({ ...sample.fault, path: [...path, index, "template"] });
  });
  if (countViews(samples) > MOST_VIEWS) {
    faults.push({ code: "TOO_MANY_VIEWS", path, message: `Give at most ${MOST_VIEWS} finger views in all.` });
  }
  return faults.length === 0 ? { ok: true, samples } : { ok: false, faults };
}

function countViews(samples: readonly Sample[]): number {
  return samples.flatMap((sample) => (sample.kind === "FINGERPRINT" ? sample.template.views : [])).length;
}

/** Without enough minutiae no finger on record could match, and the answer would read as a no-hit. */
function readSearchable(kind: SampleKind, template: string): Parsed<Sample> {
  const sample = readSample(kind, template);
  if (!sample.ok || sample.value.kind === "FACE") return sample;
  if (sample.value.template.views.some(({ minutiae }) => minutiae.length >= MIN_MINUTIAE)) return sample;
  return fault("TOO_FEW_MINUTIAE", `Send a finger view of at least ${MIN_MINUTIAE} minutiae: fewer prove nothing.`);
}
