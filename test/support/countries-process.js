// Countries by the dozen, each behind a server of its own, in one process beside the graph's: it runs from the built project.
// It is told by a message whom to be, and says by one where each listens.
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { offer } from "../../dist/subgraphs/kit/contract/answer-question.js";
import { createContractServer } from "../../dist/subgraphs/kit/contract/contract-server.js";
import { serveSubgraph } from "../../dist/subgraphs/kit/graph/serve-subgraph.js";
import { HopGate } from "../../dist/subgraphs/kit/hop/hop-gate.js";
import { readKeySet } from "../../dist/subgraphs/kit/hop/keys.js";
import { loadPolicies } from "../../dist/subgraphs/kit/policy/policies.js";
import { RequestPolicies } from "../../dist/subgraphs/kit/policy/request-policies.js";
import { personContract } from "../../dist/subgraphs/persons/index.js";

const ANSWERS_AFTER_MS = 50;

const [{ graph, server, countries }] = await once(process, "message");
const graphKeys = { current: readKeySet("public", graph) };
const answerKeys = { current: readKeySet("private", server) };
const policies = await loadPolicies();

/** A register that holds nobody who is looked for, and takes its time to say so. */
const register = {
  search: async (_question, _disclosures, signal) => {
    await wait(ANSWERS_AFTER_MS, undefined, { signal });
    return [];
  },
  findByRefs: async () => [],
};

const CONDUCTS = {
  answers: async ({ name, owner }) => {
    const contract = await createContractServer({
      name,
      owner,
      offers: [offer(personContract, register)],
      policiesFor: ({ authority, auditId }) => {
        const decided = new RequestPolicies(policies, authority, auditId);
        return { maySearch: () => true, disclosures: () => decided.disclosures() };
      },
    });
    const gate = new HopGate({ issuer: "graph", audience: name, tokenKeys: graphKeys, signatureKeys: graphKeys });
    return (await serveSubgraph(contract, { host: "127.0.0.1", port: 0, gate, answerKeys })).url;
  },
  hangs: () => listen(() => {}),
  down: async () => {
    const { promise: closed, resolve } = Promise.withResolvers();
    const url = await listen(
      () => {},
      (listening) => listening.close(resolve),
    );
    await closed;
    return url;
  },
  rubbish: () => listen((_request, response) => response.end("<html>The register moves house.</html>")),
};

async function listen(onRequest, onListening = () => {}) {
  const listening = createServer(onRequest);
  await once(listening.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${listening.address().port}/graphql`;
  onListening(listening);
  return url;
}

const urls = [];
for (const country of countries) urls.push(await CONDUCTS[country.conduct](country));
process.send(urls);
process.once("disconnect", () => process.exit());
