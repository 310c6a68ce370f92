import { hash } from "node:crypto";
import type { SampleKind } from "../../kit/lists.js";
import { SAMPLE_KINDS } from "../../kit/lists.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { HoldsRecords } from "../../kit/sources/find-by-refs.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { InvalidQuery, InvalidReply } from "../../kit/sources/source.js";
import { matchSamples, prepareSample, withFinger } from "../matching/identify.js";
import type { PreparedSample } from "../matching/identify.js";
import { readSample } from "../matching/sample.js";
import type { Sample } from "../matching/sample.js";
import type { BiometricSource, EncounterFind } from "./biometric-source.js";
import type { EncounterRecord, TemplateRecord } from "./encounter-record.js";
import { SampleCache } from "./sample-cache.js";
import { mapInSlices } from "./slices.js";

/** A larger gallery needs an ABIS: here every sample is compared one by one. */
const MOST_SAMPLES = 20_000;

/** What the prepared samples of one kind may take: some 20,000 fingers. Of a larger gallery each question prepares the rest. */
const CACHE_BYTES = 256 * 1024 * 1024;

/** The templates of an owner's tables. */
export interface TemplateTables {
  findAll(key: "kind", kind: SampleKind, limit: number, signal: AbortSignal): Promise<readonly TemplateRecord[]>;
}

/** One sample of the gallery, ready to be compared. */
interface Candidate {
  readonly record: EncounterRecord;
  /** Of the template's text. */
  readonly digest: string;
  readonly sample: PreparedSample;
}

/**
 * A gallery in an owner's own tables, compared in this process. The rows are read anew for each question, so that a deleted
 * record is gone at once; only the prepared form of a template is kept, by the digest of its text.
 */
export class SqlBiometricSource implements BiometricSource {
  readonly #templates: TemplateTables;
  readonly #encounters: HoldsRecords<EncounterRecord>;
  readonly #prepared: Readonly<Record<SampleKind, SampleCache>> = {
    FINGERPRINT: new SampleCache(CACHE_BYTES),
    FACE: new SampleCache(CACHE_BYTES),
  };

  /** @param encounters the same records without their templates, as they may leave the back end */
  constructor(templates: TemplateTables, encounters: HoldsRecords<EncounterRecord>) {
    this.#templates = templates;
    this.#encounters = encounters;
  }

  async identify(
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterFind[]> {
    const finds: EncounterFind[] = [];
    for (const [kind, ofKind] of Map.groupBy(samples, (sample) => sample.kind)) {
      const gallery = await this.#readGallery(kind, signal);
      const shown = gallery.filter(({ record }) => disclosures.of(record, record.restriction) !== "NONE");
      finds.push(...(await identifyAmong(shown, ofKind.map(prepareSample), signal)));
    }
    return finds;
  }

  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterRecord[]> {
    return this.#encounters.findByRefs(refs, disclosures, signal);
  }

  async warm(signal: AbortSignal): Promise<void> {
    for (const kind of SAMPLE_KINDS) {
      const [candidate] = await this.#readGallery(kind, signal);
      // With itself: the first comparison compiles.
      if (candidate !== undefined) findOf([candidate.sample], candidate);
    }
  }

  /** Whoever asks: all are kept ready, so that what one officer may not be told of is not made ready anew for the next. */
  async #readGallery(kind: SampleKind, signal: AbortSignal): Promise<readonly Candidate[]> {
    const records = await this.#templates.findAll("kind", kind, MOST_SAMPLES, signal);
    const cache = this.#prepared[kind];
    const candidates = await mapInSlices(records, (record) => prepareCandidate(kind, record, cache), signal);
    cache.keepOnly(new Set(candidates.map(({ digest }) => digest)));
    return candidates;
  }
}

async function identifyAmong(
  candidates: readonly Candidate[],
  probes: readonly PreparedSample[],
  signal: AbortSignal,
): Promise<readonly EncounterFind[]> {
  refuseMixedModels(candidates);
  const finds = await mapInSlices(candidates, (candidate) => findOf(probes, candidate), signal);
  return finds.filter((find) => find !== null);
}

function prepareCandidate(kind: SampleKind, { template, ...record }: TemplateRecord, cache: SampleCache): Candidate {
  if (record.kind !== kind) throw new InvalidReply("a record is not of the kind that was asked for");
  const digest = hash("sha256", template);
  const known = cache.get(digest);
  const sample = known ?? prepareSample(readTemplate(kind, template));
  if (known === undefined) cache.add(digest, sample);
  return { record, digest, sample: withFinger(sample, record.finger) };
}

/** A template that cannot be read might be the one that is sought: the source as a whole has then not answered. */
function readTemplate(kind: SampleKind, template: string): Sample {
  const sample = readSample(kind, template);
  if (sample.ok) return sample.value;
  throw new InvalidReply(`a template cannot be read: ${sample.fault.code}`);
}

/** A gallery of several face models can answer nobody: each question would pass over the faces of the others. */
function refuseMixedModels(candidates: readonly Candidate[]): void {
  const dimensions = new Set(
    candidates.map(({ sample }) => (sample.kind === "FACE" ? sample.face.vector.length : null)),
  );
  if (dimensions.size > 1) throw new InvalidReply("face templates come from several models");
}

function findOf(probes: readonly PreparedSample[], { record, sample }: Candidate): EncounterFind | null {
  const match = matchSamples(probes, sample);
  if (!match.ok) throw new InvalidQuery("the face template comes from another model than the gallery's");
  return match.value && { ...match.value, record };
}
