import { digestOf } from "../../kit/decisions/digest.js";
import { InvalidInput } from "../../kit/errors.js";
import type { FieldError } from "../../kit/errors.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { answerNotAsked, shapeAnswer } from "../../kit/graph/shape-answer.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { parseRef, writeRef } from "../../kit/sources/record-ref.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import type { EncounterRecord } from "../backends/encounter-record.js";
import { fingerPositionOf } from "../matching/finger-positions.js";
import type { BiometricAnswer, UnconfirmedCandidate } from "../types/biometric-answer.js";
import type { BiometricEncounter } from "../types/biometric-encounter.js";
import type { Person } from "../types/person.js";
import { readSamples } from "./read-samples.js";
import type { WrittenSample } from "./read-samples.js";

/**
 * Asks every source whom the samples may belong to; without a sample no source is asked.
 * @param asked `path` leads to the samples in what the caller sent; `checkId` where they are part of a check
 * @throws InvalidInput that names every sample at fault
 */
export async function identifySamples(
  lines: readonly SourceLine<BiometricSource>[],
  written: readonly WrittenSample[],
  { path, checkId }: { readonly path: FieldError["path"]; readonly checkId?: string },
  context: SourcesContext,
): Promise<BiometricAnswer> {
  const reading = readSamples(written, path);
  if (!reading.ok) throw new InvalidInput(reading.faults);
  const { samples } = reading;
  const search = { samples: digestOfSamples(written), origin: checkId ?? context.auditId ?? null };
  if (samples.length === 0) return { ...answerNotAsked<UnconfirmedCandidate>(lines), formats: [], search };
  const answers = await searchSources(
    lines,
    (port, disclosures, signal) => port.identify(samples, disclosures, signal),
    context,
  );
  const shaped = shapeAnswer(answers, (hit, { record }) => ({ ...hit, encounter: record && shapeEncounter(record) }));
  return { ...shaped, formats: samples.map(({ format }) => format), search };
}

/** The same for the same samples, in whatever order. */
function digestOfSamples(written: readonly WrittenSample[]): string {
  return digestOf(...written.map(({ kind, template }) => digestOf(kind, template)).toSorted());
}

export function shapeEncounter(record: EncounterRecord): BiometricEncounter {
  return {
    ...record,
    ref: writeRef(record),
    finger: record.finger === null ? null : fingerPositionOf(record.finger),
    personRef: personOf(record),
  };
}

function personOf({ person }: EncounterRecord): Person | null {
  const ref = parseRef(person ?? "");
  return ref.ok ? ref.value : null;
}
