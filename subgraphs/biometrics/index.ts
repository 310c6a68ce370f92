import { connectContract } from "../kit/contract/connect-contract.js";
import type { OwnSchemas } from "../kit/decisions/own-schemas.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { openDrop } from "../kit/file/connect-file.js";
import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { RemoteService } from "../kit/remote/remote-service.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { bearerOf, sqlRecords } from "../kit/sources/connections.js";
import type { Connections } from "../kit/sources/connections.js";
import type { SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import type { BiometricSource } from "./backends/biometric-source.js";
import { encounterRecordSchema, templateRecordSchema } from "./backends/encounter-record.js";
import { encounterDrop } from "./backends/file.js";
import { OsiaBiometricSource } from "./backends/osia.js";
import { biometricContract, RemoteBiometricSource } from "./backends/remote.js";
import { SqlConfirmations } from "./backends/sql-confirmations.js";
import { SqlBiometricSource } from "./backends/sql.js";
import { createConfirmationsByRef } from "./loaders/confirmations-by-ref.js";
import { createEncounterByRef } from "./loaders/encounter-by-ref.js";
import { CandidateResolver, EncounterPersonResolver } from "./resolvers/candidate.js";
import type { ConfirmingContext } from "./resolvers/candidate.js";
import { CheckResolver } from "./resolvers/check.js";
import { EncounterResolver } from "./resolvers/encounter.js";
import { shapeEncounter } from "./resolvers/identify-samples.js";
import { Check } from "./types/check.js";

export type { BiometricSource, EncounterFind } from "./backends/biometric-source.js";
export { encounterRecordSchema, templateRecordSchema } from "./backends/encounter-record.js";
export type { EncounterRecord, TemplateRecord } from "./backends/encounter-record.js";
export { encounterMigrations } from "./backends/migrations/index.js";
export { biometricContract, identifyingPort } from "./backends/remote.js";
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

/** Reaches one source of the registry. @throws InvalidConfiguration where it cannot be reached in that way */
export function connectBiometrics(source: SourceConfiguration, connections: Connections): SourceLine<BiometricSource> {
  return new SourceLine(source, backEndOf(source, connections));
}

function backEndOf({ connector, ...source }: SourceConfiguration, connections: Connections): BiometricSource {
  switch (connector.kind) {
    case "sql": {
      const templates = sqlRecords({ ...source, connector }, connections, templateRecordSchema);
      const encounters = sqlRecords({ ...source, connector }, connections, encounterRecordSchema);
      return new SqlBiometricSource(templates, encounters);
    }
    case "graphql":
      return new RemoteBiometricSource(connectContract(biometricContract, { ...source, connector }, connections));
    case "file": {
      const drop = openDrop(encounterDrop, { ...source, connector }, connections);
      return new SqlBiometricSource(drop.records(templateRecordSchema), drop.records(encounterRecordSchema));
    }
    case "osia": {
      const { service, bearer } = connector;
      return new OsiaBiometricSource({
        owner: source.owner,
        service: new RemoteService(service),
        base: new URL(service.url).pathname.replace(/\/$/, ""),
        settings: connector,
        authorization: bearerOf(bearer, connections),
        callbacks: connections.callbacks,
      });
    }
    case "rest":
      throw new InvalidConfiguration(`The source ${source.id} cannot be reached by rest: samples have no words.`);
  }
}

/**
 * The biometrics part of the graph over these sources.
 * @param kept `own`: where it is kept what officers say of candidates; without it nothing can be confirmed
 */
export function createBiometrics(
  given: readonly SourceLine<BiometricSource>[] | SourceLines<BiometricSource>,
  policies: Policies,
  { own }: { readonly own?: OwnSchemas | undefined } = {},
): Promise<Subgraph> {
  const lines = asSourceLines(given);
  const confirmations = new SqlConfirmations(own);
  return buildSubgraph<ConfirmingContext>({
    name: "biometrics",
    resolvers: [
      new CheckResolver(lines),
      new EncounterResolver(lines, confirmations),
      new CandidateResolver(lines, confirmations),
      new EncounterPersonResolver(),
    ],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      BiometricEncounter: async (reference, { encounterByRef }) => {
        const record = await encounterByRef.load(refOf(reference));
        return record && shapeEncounter(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority, request.auditId) };
      return {
        ...context,
        encounterByRef: createEncounterByRef(lines.current, context),
        confirmationsByRef: createConfirmationsByRef(confirmations, context),
      };
    },
    warm: async (signal) => {
      // A database that fails now answers for itself when it is needed.
      await Promise.all([warmSources(lines.current, signal), confirmations.warm().catch(() => {})]);
    },
  });
}
