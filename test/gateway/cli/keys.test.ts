import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createKeyRing, retireKeys, rotateKeyRing } from "../../../gateway/cli/key-ring.js";
import { SUBGRAPH_NAMES } from "../../../subgraphs/all.js";
import { readKeySet } from "../../../subgraphs/kit/hop/keys.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";

const NOW = 1_800_000_000;
const FILES = [...SUBGRAPH_NAMES, "gateway", "gateway.public", "sources", "sources.public"]
  .map((name) => `${name}.jwks.json`)
  .toSorted();

function keys(folder: string, ...given: readonly string[]) {
  return runProgram("gateway/cli/keys.js", { arguments: ["--out", folder, ...given] });
}

async function readSets(folder: string) {
  const texts = await Promise.all(FILES.map((name) => readFile(join(folder, name), "utf8")));
  const sets: { keys: Record<string, unknown>[] }[] = texts.map((text) => JSON.parse(text));
  return sets.map((set) => set.keys);
}

test("a fresh set has one file for each part, secrets for their owner alone, and is never written over", async () => {
  await using folder = await temporaryFolder();

  const first = await keys(folder.path);
  const made = await readSets(folder.path);
  const second = await keys(folder.path);

  expect([first.code, first.stderr, second.code]).toEqual([0, "", 1]);
  expect(second.stderr).toContain("--rotate");
  expect(await readSets(folder.path)).toEqual(made);
  expect((await readdir(folder.path)).toSorted()).toEqual(FILES);
  const modes = await Promise.all(FILES.map(async (name) => (await stat(join(folder.path, name))).mode & 0o777));
  expect(modes).toEqual(FILES.map((name) => (name.endsWith(".public.jwks.json") ? 0o644 : 0o600)));
  for (const name of ["gateway", "sources"])
    expect(await readFile(join(folder.path, `${name}.public.jwks.json`), "utf8")).not.toContain('"d"');
  const secrets = made.flat().flatMap(({ d, k }) => [d, k].filter((secret) => typeof secret === "string"));
  expect(secrets).toHaveLength(2 + SUBGRAPH_NAMES.length);
  expect(secrets.filter((secret) => `${first.stdout}${second.stderr}`.includes(secret))).toEqual([]);
  expect(new Set(secrets).size).toBe(secrets.length);
});

test("rotating adds a key to each set that signs later; retiring leaves alone what may still be in use", async () => {
  await using folder = await temporaryFolder();
  await keys(folder.path);
  const before = await readSets(folder.path);

  const rotated = await keys(folder.path, "--rotate", "--after", "30");
  const after = await readSets(folder.path);
  const retired = await keys(folder.path, "--retire");

  expect([rotated.code, retired.code]).toEqual([0, 0]);
  expect(after.map((set) => set.slice(0, 1))).toEqual(before);
  expect(after.map((set) => set.length)).toEqual(before.map(() => 2));
  expect(await readSets(folder.path)).toEqual(after);
});

test("what one part knows of another fits together, and is read as what it is", async () => {
  await using folder = await temporaryFolder();
  await keys(folder.path);
  const read = async (name: string) => readFile(join(folder.path, `${name}.jwks.json`), "utf8");

  const signing = readKeySet("private", await read("gateway")).signing(NOW * 2);
  const verifying = readKeySet("public", await read("gateway.public")).find(signing.id);

  expect(verifying?.key.export({ format: "jwk" })["x"]).toBe(signing.key.export({ format: "jwk" })["x"]);
  expect(readKeySet("secret", await read("vehicles")).signing(NOW * 2).key.symmetricKeySize).toBe(32);
});

test.each([
  ["before the new key signs", NOW + 9, 2],
  ["before it has signed long enough", NOW + 69, 2],
  ["after", NOW + 70, 1],
])("an old key is dropped only once nobody can be using it: %s", (_name, now, count) => {
  const ring = rotateKeyRing(createKeyRing(NOW - 1_000), NOW + 10);

  const { token, shared } = retireKeys(ring, now);

  expect([token, ...shared.values()].map((set) => set.length)).toEqual([count, ...SUBGRAPH_NAMES.map(() => count)]);
  expect(token.at(-1)).toEqual(ring.token[1]);
});

test("an option that is none is refused in words", async () => {
  await using folder = await temporaryFolder();

  const { code, stderr } = await keys(folder.path, "--rotate", "--after", "soon");

  expect(code).toBe(1);
  expect(stderr).toMatch(/after/);
  expect(stderr).not.toContain("ZodError");
});

test.each([
  ["a gateway over services", "gateway/main.js", []],
  ["a subgraph", "subgraphs/main.js", ["vehicles"]],
])("%s without keys does not start, and says how to make them", async (_name, program, given) => {
  await using folder = await temporaryFolder();
  const addresses = SUBGRAPH_NAMES.map((name) => `${name}=http://127.0.0.1:1/graphql`).join(",");

  const { code, stdout, stderr } = await runProgram(program, {
    arguments: given,
    env: {
      PORT: "0",
      ISSUER: "https://issuer.example",
      SUBGRAPHS: addresses,
      KEYS_FOLDER: join(folder.path, "none"),
      DATA_FOLDER: folder.path,
    },
  });

  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^There are no keys in \S+\.jwks\.json: those of the graph are made with npm run keys; a public half is given by whoever made it\.\n$/,
  );
});
