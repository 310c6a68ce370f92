import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readIssuerKeys } from "../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../gateway/issuer/serve-issuer.js";
import { SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import { suspect } from "../../subgraphs/world/index.js";
import { askOverHttp, checkOperation, withoutTimes } from "../support/federation.js";
import { headersOf } from "../support/officers.js";
import { runProgram, startProgram, temporaryFolder } from "../support/processes.js";

let headers: Readonly<Record<string, string>>;

const WORLD = { WORLD_SIZE: "1000", WORLD_SEED: "1" };

const resources = new AsyncDisposableStack();
const services = new Map<string, { readonly url: string; readonly pid: number }>();
let oneProcess: string;
let severalProcesses: string;
let query: string;

beforeAll(async () => {
  query = await checkOperation();
  const folder = resources.use(await temporaryFolder());
  const keys = await readIssuerKeys(folder.path);
  const issuer = resources.use(await serveIssuer({ port: 0, audience: "urn:crosscheck:graph", keys }));
  headers = await headersOf(issuer.url);
  const KEYS_FOLDER = join(folder.path, "keys");
  await runProgram("gateway/cli/keys.js", { env: { KEYS_FOLDER } });
  // The default deadline is too short for a busy machine, and what timed out is no comparison.
  const deadline = { DEADLINE_MS: "20000" };
  const env = { ...WORLD, ...deadline, DATA_FOLDER: folder.path, KEYS_FOLDER, ISSUER: issuer.url };
  const gateway = resources.use(
    await startProgram("gateway/main.js", { env: { ...env, PORT: "0" }, until: /answers at (http\S+)/ }),
  );
  oneProcess = gateway.found[1] ?? "";
  // One after the other: each starts a database of its own, which takes a whole core.
  for (const name of SUBGRAPH_NAMES) {
    const service = resources.use(
      await startProgram("subgraphs/main.js", {
        arguments: [name],
        env: { ...env, PORT: "0" },
        until: /answers at (http\S+)/,
      }),
    );
    services.set(name, { url: service.found[1] ?? "", pid: service.child.pid ?? 0 });
  }
  const addresses = [...services].map(([name, { url }]) => `${name}=${url}`).join(",");
  const front = resources.use(
    await startProgram("gateway/main.js", {
      env: { ...deadline, PORT: "0", SUBGRAPHS: addresses, KEYS_FOLDER, ISSUER: issuer.url },
      until: /answers at (http\S+)/,
    }),
  );
  severalProcesses = front.found[1] ?? "";
  // The first question of a process compiles what later ones run: on a busy machine a source's time is over before.
  for (const url of [oneProcess, severalProcesses]) await askOverHttp(url, query, { subject: suspect(1) }, headers);
}, 180_000);

afterAll(() => resources.disposeAsync(), 60_000);

test.each([
  ["the suspect", { subject: suspect(1) }],
  ["nobody", { subject: { names: [{ family: "Nobody", given: "At All" }], dateOfBirth: "1900-01-01" } }],
  [
    "a subject that is refused",
    { subject: { vehicles: [{ vin: "1M8GDM9AXKP042789" }], documents: [{ number: "AB1234567" }] } },
  ],
  ["values of the wrong type", { subject: { sex: "Q" } }],
])("a check of %s has the same bytes from one process and from seven, times aside", async (_name, variables) => {
  const one = await askOverHttp(oneProcess, query, variables, headers);
  const several = await askOverHttp(severalProcesses, query, variables, headers);

  expect(withoutTimes(several.text)).toBe(withoutTimes(one.text));
  expect(one.text.length).toBeGreaterThan(50);
});

test("a person with all that belongs to them has the same bytes from one process and from seven", async () => {
  const document = `{ person(ref: "DEU/P9000001") {
    names { kind family given original } notices { colour entityId person { ref } } travelDocuments { number notice { colour } }
    vehicles { make ref } encounters { kind finger person { ref } } } }`;

  const [one, several] = await Promise.all([
    askOverHttp(oneProcess, document, {}, headers),
    askOverHttp(severalProcesses, document, {}, headers),
  ]);

  expect(several.text).toBe(one.text);
  expect(one.data).toMatchObject({
    person: {
      notices: [{ colour: "RED", entityId: "2024/90210", person: { ref: "UKR/P9000005" } }],
      travelDocuments: [{ number: "FX 4471902", notice: { colour: "RED" } }],
      vehicles: [{ make: "Volkswagen", ref: "FRA/V9000000" }],
      encounters: [{ kind: "FINGERPRINT", person: null }],
    },
  });
});

test("a candidate that a check told of is confirmed with the same bytes by one process and by seven", async () => {
  const document = `mutation { confirmCandidate(input: { candidate: "DEU/B9000000", verdict: CONFIRMED,
    reason: "Compared by two examiners, who agree." }) { ref verdict caseReference encounter { person { ref } } } }`;

  const [one, several] = await Promise.all([
    askOverHttp(oneProcess, document, {}, headers),
    askOverHttp(severalProcesses, document, {}, headers),
  ]);

  expect(several.text).toBe(one.text);
  expect(one.data).toMatchObject({
    confirmCandidate: { verdict: "CONFIRMED", encounter: { person: { ref: "DEU/P9000001" } } },
  });
});

test("killing a service in earnest leaves the other answers whole", async () => {
  const vehicles = services.get("vehicles");
  process.kill(vehicles?.pid ?? 0, "SIGKILL");

  const answer = await askOverHttp(severalProcesses, query, { subject: suspect(1) }, headers);

  expect(answer.data).toMatchObject({
    check: {
      outcome: "HIT",
      complete: false,
      vehicles: null,
      persons: { outcome: "HIT" },
      biometrics: { outcome: "HIT" },
    },
  });
});
