import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createChain, makeChip } from "../support/chip.js";
import { askOverHttp } from "../support/federation.js";
import { runProgram, startProgram, temporaryFolder } from "../support/processes.js";

const chain = createChain("state", { kind: "ECDSA", curve: "prime256v1", digest: "sha256" }, "sha256");
const { authority, files } = makeChip(chain, { documentSigner: { until: "2099-01-01" } });

test("the graph trusts the authorities of TRUST_FOLDER", { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "state.cer"), authority);
  const env = { DATA_FOLDER: join(folder.path, "data"), TRUST_FOLDER: folder.path, WORLD_SIZE: "1000", PORT: "0" };
  const chip = { efSod: files.EF_SOD.toString("base64"), dg1: files.DG1.toString("base64") };

  await using server = await startProgram("gateway/main.js", { env, until: /answers at (http\S+)/ });
  const query = "query ($chip: ChipInput) { examineDocument(chip: $chip) { chip { verdict } } }";
  const { data } = await askOverHttp(server.found[1] ?? "", query, { chip });

  expect(data).toEqual({ examineDocument: { chip: { verdict: "SIGNED" } } });
});

test("a folder with a broken file stops the start, and says which", { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "state.cer"), authority.subarray(0, 100));
  const env = { DATA_FOLDER: join(folder.path, "data"), TRUST_FOLDER: folder.path, WORLD_SIZE: "1000", PORT: "0" };

  const { code, stderr } = await runProgram("gateway/main.js", { env });

  expect(code).toBe(1);
  expect(stderr).toContain("The trusted file state.cer is refused: it cannot be read (TLV_TRUNCATED).");
});

test("a subgraph that is a service of its own reads the folder too", { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  const keys = join(folder.path, "keys");
  await writeFile(join(folder.path, "state.cer"), authority.subarray(0, 100));
  const env = { DATA_FOLDER: join(folder.path, "data"), KEYS_FOLDER: keys, WORLD_SIZE: "1000" };
  await runProgram("gateway/cli/keys.js", { env });

  const { code, stderr } = await runProgram("subgraphs/main.js", {
    arguments: ["travel-documents", "--trust", folder.path],
    env,
  });

  expect(code).toBe(1);
  expect(stderr).toContain("The trusted file state.cer is refused: it cannot be read (TLV_TRUNCATED).");
});
