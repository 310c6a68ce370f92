import { createBiometrics } from "../../../subgraphs/biometrics/index.js";
import type { BiometricSource, EncounterFind, EncounterRecord, Sample } from "../../../subgraphs/biometrics/index.js";
import type { Operation, OperationResult } from "../../../subgraphs/kit/graph/run-subgraph.js";
import { SourceLine } from "../../../subgraphs/kit/sources/ask-sources.js";
import type { RecordRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { sourceDescriptionSchema } from "../../../subgraphs/kit/sources/source.js";
import { POLICIES } from "../../support/authority.js";
import { askSubgraph } from "../../support/subgraph.js";

/** The far end: an ABIS that names these records for any sample, and remembers what it was asked. */
export class FakeBiometricSource implements BiometricSource {
  readonly asked: (readonly Sample[])[] = [];
  readonly askedRefs: (readonly RecordRef[])[] = [];
  warmed = 0;
  readonly #records: readonly EncounterRecord[];

  constructor(...records: readonly EncounterRecord[]) {
    this.#records = records;
  }

  async identify(samples: readonly Sample[]): Promise<readonly EncounterFind[]> {
    this.asked.push(samples);
    const feature = { feature: "FINGERPRINT", how: "MINUTIAE", weight: 0.8, explanation: "They agree." };
    return this.#records.map((record) => ({ score: 0.8, features: [feature], record }));
  }

  async findByRefs(refs: readonly RecordRef[]): Promise<readonly EncounterRecord[]> {
    this.askedRefs.push(refs);
    return this.#records.filter((record) =>
      refs.some(({ owner, localId }) => owner === record.owner && localId === record.localId),
    );
  }

  async warm(): Promise<void> {
    this.warmed += 1;
  }
}

/** The far end: fails whatever it is asked. */
export function failingSource(failure: Error): BiometricSource {
  const fail = async (): Promise<never> => {
    throw failure;
  };
  return { identify: fail, findByRefs: fail, warm: fail };
}

/** A source of one owner; XPO's is the central one that holds records of many. */
export function lineOf(owner: string, port: BiometricSource): SourceLine<BiometricSource> {
  const description = sourceDescriptionSchema.parse({
    id: `${owner.toLowerCase()}-biometrics`,
    owner,
    name: "A source of a test",
    domain: "biometrics",
    holds: owner === "XPO" ? "MANY" : "OWN",
    legalBasis: "None",
    contact: { bureau: `Bureau of ${owner}` },
  });
  return new SourceLine(description, port);
}

/** Puts one operation to the subgraph over these sources, which keeps nothing. */
export function ask(lines: readonly SourceLine<BiometricSource>[], operation: Operation): Promise<OperationResult> {
  return askSubgraph(createBiometrics(lines, POLICIES), operation.query, operation.variables ?? {});
}
