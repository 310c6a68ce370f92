import { join } from "node:path";
import { SUBGRAPH_NAMES } from "../subgraphs/all.js";
import { InvalidConfiguration } from "../subgraphs/kit/errors.js";
import { HopSender } from "../subgraphs/kit/hop/hop-sender.js";
import { GATEWAY, openKeys, sharedKeys, TOKEN_KEYS } from "../subgraphs/kit/hop/key-folder.js";
import type { KeyFaultLog } from "../subgraphs/kit/hop/key-folder.js";
import type { Policies } from "../subgraphs/kit/policy/policies.js";
import { hopNeeds } from "./hop-needs.js";

export interface HopSenders extends Disposable {
  to(subgraph: string): HopSender;
}

/**
 * How the gateway signs what it asks each subgraph, by the keys in a folder. Each is told of an officer's rights what it needs.
 * @throws InvalidConfiguration where some are missing: without keys no subgraph that is a service can be asked
 */
export async function openHopSenders(folder: string, policies: Policies, log: KeyFaultLog): Promise<HopSenders> {
  const resources = new DisposableStack();
  const tokenKeys = resources.use(await openKeys(join(folder, TOKEN_KEYS), "private", log));
  const senders = new Map<string, HopSender>();
  for (const audience of SUBGRAPH_NAMES) {
    const signatureKeys = resources.use(await openKeys(join(folder, sharedKeys(audience)), "secret", log));
    const needs = await hopNeeds(audience, policies);
    const policyVersion = policies.version;
    senders.set(audience, new HopSender({ issuer: GATEWAY, audience, tokenKeys, signatureKeys, needs, policyVersion }));
  }
  return {
    to(subgraph) {
      const sender = senders.get(subgraph);
      if (sender === undefined) throw new InvalidConfiguration(`There are no keys for a subgraph ${subgraph}.`);
      return sender;
    },
    [Symbol.dispose]: () => resources.dispose(),
  };
}
