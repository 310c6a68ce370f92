import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createFieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { HopGateSettings } from "../../subgraphs/kit/hop/hop-gate.js";
import type { HopSenderSettings } from "../../subgraphs/kit/hop/hop-sender.js";
import { KeySet } from "../../subgraphs/kit/hop/keys.js";
import type { Key, Keys } from "../../subgraphs/kit/hop/keys.js";

/** An invented officer with an invented case. */
export const AUTHORITY: Authority = {
  officer: {
    id: "officer-1",
    country: "FRA",
    agency: "police",
    unit: "lyon-3",
    roles: ["investigator"],
    scopes: ["person:identity", "vehicle:read"],
    clearance: "RESTRICTED",
    jointInvestigations: ["jit-7"],
  },
  justification: {
    purpose: "WANTED_SEARCH",
    caseReference: "2026/118",
    offence: "ILM",
    role: "SUSPECT",
    aim: "IDENTIFY",
    orderedBy: "prosecutor-2",
  },
};

/** What was decided that this officer may do. */
export const RIGHTS = createFieldRights({
  isAuthenticated: true,
  scopes: AUTHORITY.officer.scopes,
  policies: ["caution", "person-identity"],
});

/** An Ed25519 key, and the half of it that verifies. */
export function signingKey(id: string, from = 0): { readonly privateKey: Key; readonly publicKey: Key } {
  const { privateKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: { id, from, key: privateKey },
    publicKey: { id, from, key: createPublicKey(privateKey) },
  };
}

export function secretKey(id: string, from = 0): Key {
  return { id, from, key: createSecretKey(randomBytes(32)) };
}

export function keysOf(...keys: readonly Key[]): Keys {
  return { current: new KeySet(keys) };
}

/** The two ends of a hop that trust each other. */
export interface HopEnds {
  readonly sender: HopSenderSettings;
  readonly gate: HopGateSettings;
}

/** Keys for one gateway and one part behind it. */
export function hopEnds(audience: string, token = signingKey("token-1")): HopEnds {
  const signatureKeys = keysOf(secretKey(`${audience}-1`));
  return {
    sender: { issuer: "gateway", audience, tokenKeys: keysOf(token.privateKey), signatureKeys },
    gate: { issuer: "gateway", audience, tokenKeys: keysOf(token.publicKey), signatureKeys },
  };
}
