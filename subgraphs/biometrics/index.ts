import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import type { BiometricSource } from "./backends/biometric-source.js";
import { encounterRecordSchema, templateRecordSchema } from "./backends/encounter-record.js";
import { SqlBiometricSource } from "./backends/sql.js";
import { createEncounterByRef } from "./loaders/encounter-by-ref.js";
import type { EncounterByRef } from "./loaders/encounter-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { EncounterResolver } from "./resolvers/encounter.js";
import { shapeEncounter } from "./resolvers/identify-samples.js";
import { Check } from "./types/check.js";

export type { BiometricSource, EncounterFind } from "./backends/biometric-source.js";
export { encounterRecordSchema, templateRecordSchema } from "./backends/encounter-record.js";
export type { EncounterRecord, TemplateRecord } from "./backends/encounter-record.js";
export { encounterMigrations } from "./backends/migrations/index.js";
export { readFaceTemplate, writeFaceTemplate } from "./matching/compare-faces.js";
export { readFingerprintTemplate, writeFingerprintTemplate } from "./matching/fingerprint-formats.js";
export { ANGLE_STEP } from "./matching/fingerprint-template.js";
export type {
  FingerprintTemplate,
  FingerView,
  Impression,
  Minutia,
  MinutiaKind,
} from "./matching/fingerprint-template.js";
export type { Sample } from "./matching/sample.js";

interface BiometricsContext extends SourcesContext {
  readonly encounterByRef: EncounterByRef;
}

/** Reaches one source of the registry. */
export function connectBiometrics(source: SourceConfiguration, databases: Databases): SourceLine<BiometricSource> {
  const templates = sqlRecords(source, databases, templateRecordSchema);
  const encounters = sqlRecords(source, databases, encounterRecordSchema);
  return new SourceLine(source, new SqlBiometricSource(templates, encounters));
}

/** The biometrics part of the graph over these sources. */
export function createBiometrics(lines: readonly SourceLine<BiometricSource>[], policies: Policies): Promise<Subgraph> {
  return buildSubgraph<BiometricsContext>({
    name: "biometrics",
    resolvers: [new CheckResolver(lines), new EncounterResolver(lines)],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      BiometricEncounter: async (reference, { encounterByRef }) => {
        const record = await encounterByRef.load(refOf(reference));
        return record && shapeEncounter(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority) };
      return { ...context, encounterByRef: createEncounterByRef(lines, context) };
    },
    warm: (signal) => warmSources(lines, signal),
  });
}
