import { join } from "node:path";
import { SUBGRAPH_NAMES } from "../subgraphs/all.js";
import type { SubgraphName } from "../subgraphs/all.js";
import { HopSender } from "../subgraphs/kit/hop/hop-sender.js";
import { GATEWAY, openKeys, sharedKeys, TOKEN_KEYS } from "../subgraphs/kit/hop/key-folder.js";
import type { KeyFaultLog } from "../subgraphs/kit/hop/key-folder.js";
import type { Needs } from "../subgraphs/kit/hop/claims.js";
import type { Policies } from "../subgraphs/kit/policy/policies.js";
import { hopNeeds } from "./hop-needs.js";

export interface HopSenders extends Disposable {
  /**
   * To a subgraph of ours by the secret that the two share, to a country's by the gateway's own Ed25519 key.
   * @param needs what a country's subgraph is told of an officer's rights
   */
  to(subgraph: string, needs: Needs): HopSender;
}

/**
 * How the gateway signs what it asks each subgraph, by the keys in a folder. Each is told of an officer's rights what
 * it needs. A country needs nothing of ours but the public keys, and nobody who has read its files can speak for the gateway.
 * @param ours the subgraphs that share a secret with the gateway
 * @throws InvalidConfiguration where some are missing: without keys no subgraph that is a service can be asked
 */
export async function openHopSenders(
  folder: string,
  policies: Policies,
  log: KeyFaultLog,
  ours: readonly SubgraphName[] = SUBGRAPH_NAMES,
): Promise<HopSenders> {
  const resources = new DisposableStack();
  const tokenKeys = resources.use(await openKeys(join(folder, TOKEN_KEYS), "private", log));
  const senders = new Map<string, HopSender>();
  for (const audience of ours) {
    const signatureKeys = resources.use(await openKeys(join(folder, sharedKeys(audience)), "secret", log));
    const needs = await hopNeeds(audience, policies);
    const policyVersion = policies.version;
    senders.set(audience, new HopSender({ issuer: GATEWAY, audience, tokenKeys, signatureKeys, needs, policyVersion }));
  }
  return {
    to: (audience, needs) =>
      senders.get(audience) ??
      new HopSender({
        issuer: GATEWAY,
        audience,
        tokenKeys,
        signatureKeys: tokenKeys,
        needs,
        policyVersion: policies.version,
      }),
    [Symbol.dispose]: () => resources.dispose(),
  };
}
