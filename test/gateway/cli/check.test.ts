import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../../gateway/issuer/serve-issuer.js";
import { readFingerprintTemplate, writeFingerprintTemplate } from "../../../subgraphs/biometrics/index.js";
import type { MinutiaeRecordFormat } from "../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import { suspect } from "../../../subgraphs/world/index.js";
import { JUSTIFICATION, tokenOf } from "../../support/officers.js";
import { runProgram, startProgram, temporaryFolder } from "../../support/processes.js";

const resources = new AsyncDisposableStack();
let folder: string;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = resources.use(await temporaryFolder()).path;
  env = { DATA_FOLDER: folder, WORLD_SIZE: "1000", WORLD_SEED: "1" };
});

afterAll(() => resources.disposeAsync());

function check(...given: readonly string[]) {
  return runProgram("gateway/cli/check.js", { arguments: given, env });
}

const PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

describe("what an officer reads", () => {
  test("without a subject an invented suspect is checked: a line for each source, hits by domain, why, and whom to call", async () => {
    const { code, stdout, stderr } = await check();

    expect(stderr).toBe("");
    expect(code).toBe(10);
    expect(stdout).toMatch(/● fra-persons +FRA +HIT +\d+ ms/);
    expect(stdout).toMatch(/○ jpn-travel-documents +JPN +NO HIT +\d+ ms/);
    expect(stdout).toContain("HIT, complete: 16 sources of 6 owners asked");
    for (const domain of ["Persons", "Notices", "Travel documents", "Vehicles", "Biometrics"]) {
      expect(stdout).toMatch(new RegExp(`\n${domain}\n  \\d\\.\\d\\d  `));
    }
    expect(stdout).toContain("Kochtcheïev, Radomir · 1979-03-17 · M · UKR · Arrest · Armed, Escaped");
    expect(stdout).toContain("Not verified. Call Bureau central national de Paris");
  });

  test("a place of birth in another alphabet is a reason that the officer is told", async () => {
    const subject = ["--name", "Kochtcheïev, Radomir", "--born", "1979-03-17", "--birth-place", "Лукоморье"];

    const { code, stdout } = await check(...subject);

    expect(code).toBe(10);
    expect(stdout).toContain('Place of birth: "Лукоморье" and "Lukomorye" may be spellings of one name.');
  });

  test("a subject whom nobody knows is no hit", async () => {
    const { code, stdout } = await check("--name", "Nobody, At All", "--born", "1900-01-01");

    expect(code).toBe(0);
    expect(stdout).toMatch(/NO HIT, complete: \d+ sources of 6 owners asked/);
    expect(stdout).toMatch(/Not asked, for nothing was given that they are searched by: .*xpo-vehicles/);
  });

  test("a misread document is searched as read, and the answer says so", async () => {
    const { code, stdout } = await check("--mrz", PASSPORT.replace("L898902C36", "L898902C37"), "--as-read");

    expect(code).toBe(0);
    expect(stdout).toContain("Numbers were searched as read though a check digit may not match");
  });

  test("a fingerprint is told by its header, whatever norm its file follows", async () => {
    const template = readFingerprintTemplate(Buffer.from(suspect(1).samples[0]?.template ?? "", "base64"));
    if (!template.ok) throw new Error(template.fault.code);
    const formats: readonly MinutiaeRecordFormat[] = ["ANSI_378_2004", "ANSI_378_2009", "ISO_19794_2_2011"];
    const files = formats.map((format) => join(folder, `${format}.fmr`));
    await Promise.all(
      formats.map((format, index) => writeFile(files[index] ?? "", writeFingerprintTemplate(template.value, format))),
    );

    const { code, stdout } = await check(...files.flatMap((file) => ["--fingerprint", file]));

    expect(code).toBe(10);
    expect(stdout).toContain("minutiae of the right index finger lie and point the same way");
  });

  test("all kinds of input go together", async () => {
    const samples = suspect(1).samples;
    await writeFile(join(folder, "finger.fmr"), Buffer.from(samples[0]?.template ?? "", "base64"));
    await writeFile(join(folder, "face.ccft"), Buffer.from(samples[1]?.template ?? "", "base64"));

    const { code, stdout } = await check(
      "--name",
      "Koshcheev, Radomir",
      "--born",
      "1979",
      "--sex",
      "m",
      "--nationality",
      "UA",
      "--document",
      "FX 4471902",
      "--country",
      "UKR",
      "--type",
      "passport",
      "--vin",
      "WVWZZZ1KZAW518264",
      "--plate",
      "aa1479kx",
      "--fingerprint",
      join(folder, "finger.fmr"),
      "--face",
      join(folder, "face.ccft"),
      "--json",
    );

    expect(code).toBe(10);
    const { check: answer } = JSON.parse(stdout).data;
    const outcomes = ["persons", "notices", "travelDocuments", "vehicles", "biometrics"].map(
      (domain) => answer[domain].outcome,
    );
    expect(outcomes).toEqual(["HIT", "HIT", "HIT", "HIT", "HIT"]);
  });
});

describe("what a script reads", () => {
  test("--json prints the GraphQL answer alone", async () => {
    const { code, stdout } = await check("--plate", "NOBODY1", "--json");

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ data: { check: { outcome: "NO_HIT", complete: true } } });
  });

  // Five programs are started, one after the other.
  test(
    "a graph elsewhere is asked with --graph, and one that is not there is a failure, not a no-hit",
    {
      timeout: 120_000,
    },
    async () => {
      await using server = await startProgram("gateway/main.js", {
        env: { ...env, PORT: "0" },
        until: /answers at (http\S+)/,
      });

      const url = server.found[1] ?? "";
      const hit = await check("--graph", url, "--mrz", suspect(1).mrz ?? "");
      const token = await tokenOf(url.replace("/graphql", "/issuer"));
      const members =
        "--purpose identify --case 1 --offence ILM --role-of-subject suspect --aim identify --ordered-by U";
      const byToken = await check("--graph", url, "--token", token, ...members.split(" "), "--plate", "NOBODY1");
      const withoutReason = await check("--graph", url, "--token", token, "--plate", "NOBODY1");
      const nobody = await check("--graph", "http://127.0.0.1:9/graphql", "--plate", "NOBODY1");

      expect(hit.code).toBe(10);
      expect(byToken).toMatchObject({ code: 0, stderr: "" });
      expect(withoutReason).toMatchObject({ code: 2, stdout: "" });
      expect(withoutReason.stderr).toMatch(
        /^The header Crosscheck-Justification must be complete\. Add purpose, .* Give them by --purpose, /,
      );
      expect(hit.stdout).toMatch(/● xpo-travel-documents +XPO +HIT/);
      expect(nobody).toEqual({
        code: 1,
        stdout: "",
        stderr: "No graph answers at http://127.0.0.1:9/graphql. Start one with npm start.\n",
      });
    },
  );

  test("a graph of which a part is dead gives no hit, but not complete", async () => {
    const dead = "http://127.0.0.1:9/graphql";
    await using issuer = await serveIssuer({
      port: 0,
      audience: "urn:crosscheck:graph",
      keys: await readIssuerKeys(folder),
    });
    const KEYS_FOLDER = join(folder, "keys");
    await runProgram("gateway/cli/keys.js", { env: { KEYS_FOLDER } });
    await using checks = await startProgram("subgraphs/main.js", {
      arguments: ["checks"],
      env: { ...env, KEYS_FOLDER },
      until: /answers at (http\S+)/,
    });
    const subgraphs = ["persons", "notices", "travel-documents", "vehicles", "biometrics"].map(
      (name) => `${name}=${dead}`,
    );
    await using server = await startProgram("gateway/main.js", {
      env: {
        PORT: "0",
        ISSUER: issuer.url,
        KEYS_FOLDER,
        SUBGRAPHS: `checks=${checks.found[1] ?? ""},${subgraphs.join(",")}`,
      },
      until: /answers at (http\S+)/,
    });

    const who = ["--token", await tokenOf(issuer.url), "--justification", JUSTIFICATION];
    const { code, stdout } = await check("--graph", server.found[1] ?? "", ...who, "--plate", "NOBODY1");

    expect(code).toBe(11);
    expect(stdout).toContain("INCOMPLETE, NOT COMPLETE: no answer from");
    expect(stdout).toContain("Vehicles: no answer. What is held there is unknown.");
  });

  test("--help says what there is, and exits 0", async () => {
    const { code, stdout } = await check("--help");

    expect(code).toBe(0);
    expect(stdout).toContain("Exit: 0 no hit, 1 failed, 2 bad input, 10 hit, 11 no hit but not complete.");
  });
});

describe("bad input is refused in one sentence that names the option, and nothing is sent", () => {
  test.each([
    [
      ["--mrz", PASSPORT.replace("L898902C36", "L898902C37")],
      "--mrz: The check digit of the document number does not match; read it again, or search it as read.",
    ],
    [["--mrz", "P<UTO"], /^--mrz: .+\.$/],
    [
      ["--vin", "1M8GDM9AXKP042789"],
      "--vin: The check digit of the VIN does not match; read it again, or search it as read.",
    ],
    [["--name", "x".repeat(101)], "--name: Give at most 100 characters."],
    [["--name", "Eriksson", "--born", "1974-02-30"], /^--born: .+\.$/],
    [["--document", "L898902C3", "--country", "Utopia"], /^--country: .+\.$/],
    [["--document", "Ж"], /^--document: .+\.$/],
    [["--plate", "--"], /^--plate: .+\.$/],
    [["--face", "no-such-file"], "--face: The file cannot be read."],
    [["--fingerprint", "package.json"], /^--fingerprint: .+\.$/],
    [["--sex", "female", "--name", "Eriksson"], "--sex: Give one of M, F, U, X."],
    [["--born", "1974"], /^the subject: Give at least a name, .+\.$/],
    [["--graph", "ftp://127.0.0.1", "--name", "Eriksson"], /^--graph: .+$/],
    [["--name", "Eriksson", "--token", "a b"], "--token: Give the token as npm run token prints it."],
    [
      ["--name", "Eriksson", "--purpose", "curiosity"],
      /^The header Crosscheck-Justification must be complete\. Correct .* Give them by --purpose, /,
    ],
    [["--no-such-option"], /unknown option/],
  ])("%s", async (given, sentence) => {
    const { code, stdout, stderr } = await check(...given);

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
