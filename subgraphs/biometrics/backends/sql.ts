import { hash } from "node:crypto";
import type { SampleKind } from "../../kit/lists.js";
import { SAMPLE_KINDS } from "../../kit/lists.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { HoldsRecords } from "../../kit/sources/find-by-refs.js";
import type { UncheckedRecord } from "../../kit/sources/mapped-records.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { InvalidQuery, InvalidReply } from "../../kit/sources/source.js";
import { FACE_THRESHOLD } from "../matching/compare-faces.js";
import { asProbe, matchSamples, prepareProbe, prepareSample, withFinger } from "../matching/identify.js";
import type { PreparedSample, Probe } from "../matching/identify.js";
import { readSample } from "../matching/sample.js";
import type { Sample } from "../matching/sample.js";
import type { BiometricSource, EncounterFind } from "./biometric-source.js";
import type { EncounterRecord, TemplateRecord } from "./encounter-record.js";
import { SampleCache } from "./sample-cache.js";
import { mapInSlices } from "./slices.js";

/** A larger gallery needs an ABIS: here every sample is compared one by one. */
const MOST_SAMPLES = 20_000;

/**
 * So many faces are looked at where the database finds the nearest: as wide as its search must be to find whom a comparison
 * with every face finds (`hnsw.ef_search`, measured by `npm run bench:faces`).
 */
const NEAREST_FACES = 400;
/** By how much a database's cosine may be another than ours. */
const ROUNDING = 0.001;

/** What the prepared samples of one kind may take: a gallery of 20,000 fingers takes half of it. */
const CACHE_BYTES = 256 * 1024 * 1024;

/** The templates of an owner's tables. */
export interface TemplateTables extends Partial<AsyncDisposable> {
  findAll(
    key: "kind",
    kind: SampleKind,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly UncheckedRecord<TemplateRecord>[]>;
  /** Null where the database does not find the nearest faces by itself. */
  findNearest(
    kind: "face",
    vector: readonly number[],
    bounds: { readonly most: number; readonly atLeast: number; readonly disclosures: Disclosures },
    signal: AbortSignal,
  ): Promise<readonly TemplateRecord[] | null>;
}

/** One record of the gallery, and what is wrong with it where it cannot be compared. */
interface Kept extends Pick<UncheckedRecord<TemplateRecord>, "ref" | "restriction"> {
  readonly candidate: KeptCandidate | InvalidReply;
}

/** One sample of the gallery, ready to be compared. */
interface Candidate {
  readonly record: EncounterRecord;
  readonly sample: PreparedSample;
}

interface KeptCandidate extends Candidate {
  /** Of the template's text. */
  readonly digest: string;
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
    const kinds = [...Map.groupBy(samples, (sample) => sample.kind)];
    const finds = await Promise.all(
      kinds.map(async ([kind, ofKind]) => {
        const candidates = await this.#candidatesFor(kind, ofKind, disclosures, signal);
        return identifyAmong(candidates, ofKind.map(prepareProbe), signal);
      }),
    );
    return finds.flat();
  }

  /** The gallery of a kind, or of faces those that the database finds nearest, where it can. */
  async #candidatesFor(
    kind: SampleKind,
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const nearest = kind === "FACE" ? await this.#nearestFaces(samples, disclosures, signal) : null;
    if (nearest !== null) return nearest;
    const gallery = await this.#readGallery(kind, signal);
    return gallery.filter(({ ref, restriction }) => disclosures.of(ref, restriction) !== "NONE").map(readyCandidate);
  }

  /** Each once, however many of the samples it is near to; read anew, and kept by nobody. */
  async #nearestFaces(
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly Candidate[] | null> {
    const bounds = { most: NEAREST_FACES, atLeast: FACE_THRESHOLD - ROUNDING, disclosures };
    const vectors = samples.flatMap((sample) => (sample.kind === "FACE" ? [[...sample.template.vector]] : []));
    const found = await Promise.all(
      vectors.map((vector) => this.#templates.findNearest("face", vector, bounds, signal)),
    );
    const records = found.flatMap((nearest) => nearest ?? []);
    if (found.includes(null)) return null;
    return [...new Map(records.map((record) => [writeRef(record), record])).values()].map(prepareFace);
  }

  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterRecord[]> {
    return this.#encounters.findByRefs(refs, disclosures, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#templates[Symbol.asyncDispose]?.();
  }

  async warm(signal: AbortSignal): Promise<void> {
    for (const kind of SAMPLE_KINDS) {
      const gallery = await this.#readGallery(kind, signal);
      const [candidate] = gallery.flatMap((kept) => (kept.candidate instanceof InvalidReply ? [] : kept.candidate));
      // With itself: the first comparison compiles.
      if (candidate !== undefined) findOf([asProbe(candidate.sample)], candidate);
    }
  }

  /** Whoever asks: all are kept ready, so that what one officer may not be told of is not made ready anew for the next. */
  async #readGallery(kind: SampleKind, signal: AbortSignal): Promise<readonly Kept[]> {
    const records = await this.#templates.findAll("kind", kind, MOST_SAMPLES, signal);
    const cache = this.#prepared[kind];
    const gallery = await mapInSlices(records, (record) => keep(kind, record, cache), signal);
    cache.keepOnly(
      new Set(gallery.flatMap(({ candidate }) => (candidate instanceof InvalidReply ? [] : candidate.digest))),
    );
    return gallery;
  }
}

async function identifyAmong(
  candidates: readonly Candidate[],
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<readonly EncounterFind[]> {
  refuseMixedModels(candidates);
  const finds = await mapInSlices(candidates, (candidate) => findOf(probes, candidate), signal);
  return finds.filter((find) => find !== null);
}

/** What is wrong with a record is a fault of the source for those alone who may be told of the record. */
function keep(
  kind: SampleKind,
  { ref, restriction, check }: UncheckedRecord<TemplateRecord>,
  cache: SampleCache,
): Kept {
  try {
    return { ref, restriction, candidate: prepareCandidate(kind, check(), cache) };
  } catch (error) {
    if (!(error instanceof InvalidReply)) throw error;
    return { ref, restriction, candidate: error };
  }
}

/** @throws InvalidReply */
function readyCandidate({ candidate }: Kept): Candidate {
  if (candidate instanceof InvalidReply) throw candidate;
  return candidate;
}

function prepareCandidate(
  kind: SampleKind,
  { template, ...record }: TemplateRecord,
  cache: SampleCache,
): KeptCandidate {
  refuseOtherKind(kind, record);
  const digest = hash("sha256", template);
  const known = cache.get(digest);
  const sample = known ?? prepareSample(readTemplate(kind, template));
  if (known === undefined) cache.add(digest, sample);
  return { record, digest, sample: withFinger(sample, record.finger) };
}

function prepareFace({ template, ...record }: TemplateRecord): Candidate {
  refuseOtherKind("FACE", record);
  return { record, sample: prepareSample(readTemplate("FACE", template)) };
}

function refuseOtherKind(kind: SampleKind, record: EncounterRecord): void {
  if (record.kind !== kind) throw new InvalidReply("a record is not of the kind that was asked for");
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

function findOf(probes: readonly Probe[], { record, sample }: Candidate): EncounterFind | null {
  const match = matchSamples(probes, sample);
  if (!match.ok) throw new InvalidQuery("the face template comes from another model than the gallery's");
  return match.value && { ...match.value, record };
}
