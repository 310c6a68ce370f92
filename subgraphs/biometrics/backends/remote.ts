import { z } from "zod";
import type { ContractPort, DomainContract } from "../../kit/contract/domain-contract.js";
import { listOf } from "../../kit/contract/domain-contract.js";
import { SAMPLE_KINDS } from "../../kit/lists.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { readSample, writeSample } from "../matching/sample.js";
import type { Sample } from "../matching/sample.js";
import type { BiometricSource, EncounterFind } from "./biometric-source.js";
import { encounterRecordSchema } from "./encounter-record.js";
import type { EncounterRecord } from "./encounter-record.js";

/** 64 KiB in base64. */
const LONGEST_TEMPLATE = 87_384;

const sampleSchema = z
  .object({ kind: z.enum(SAMPLE_KINDS), template: z.string().max(LONGEST_TEMPLATE) })
  .transform(({ kind, template }, context) => {
    const sample = readSample(kind, template);
    if (sample.ok) return sample.value;
    context.addIssue({ code: "custom", message: sample.fault.code });
    return z.NEVER;
  });

/** The domain's part of the source contract: samples behind a server of another owner. */
export const biometricContract: DomainContract<readonly Sample[], EncounterRecord> = {
  domain: "biometrics",
  record: encounterRecordSchema,
  question: listOf(sampleSchema),
  write: (samples) => samples.map((sample) => ({ kind: sample.kind, template: writeSample(sample) })),
};

/** The port over a server of the contract, which calls every question a search. */
export class RemoteBiometricSource implements BiometricSource {
  readonly #source: ContractPort<readonly Sample[], EncounterRecord> & AsyncDisposable;

  constructor(source: ContractPort<readonly Sample[], EncounterRecord> & AsyncDisposable) {
    this.#source = source;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source[Symbol.asyncDispose]();
  }

  identify(
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterFind[]> {
    return this.#source.search(samples, disclosures, signal);
  }

  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterRecord[]> {
    return this.#source.findByRefs(refs, disclosures, signal);
  }
}

/** The domain's port as the contract has every port: for a server of it. */
export function identifyingPort(source: BiometricSource): ContractPort<readonly Sample[], EncounterRecord> {
  return {
    search: (samples, disclosures, signal) => source.identify(samples, disclosures, signal),
    findByRefs: (refs, disclosures, signal) => source.findByRefs(refs, disclosures, signal),
  };
}
