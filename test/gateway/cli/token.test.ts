import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { runProgram, startProgram, temporaryFolder } from "../../support/processes.js";

test("npm run token prints a token of npm run issuer and nothing else", async () => {
  await using folder = await temporaryFolder();
  await using issuer = await startProgram("gateway/cli/issuer.js", {
    arguments: ["--port", "0"],
    env: { DATA_FOLDER: folder.path },
    until: /answers at (http\S+)/,
  });
  const url = issuer.found[1] ?? "";

  const { code, stdout, stderr } = await runProgram("gateway/cli/token.js", {
    arguments: ["--issuer", url, "--country", "bra", "--role", "border-guard", "--clearance", "confidential"],
  });

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(decodeJwt(stdout.trim())).toMatchObject({
    iss: url,
    country: "BRA",
    roles: ["border-guard"],
    clearance: "CONFIDENTIAL",
    scope: expect.stringContaining("person:identity"),
  });
});

test.each([
  [
    ["--issuer", "http://127.0.0.1:9"],
    "No issuer answers at http://127.0.0.1:9. Start the training graph with npm start, or an issuer with npm run issuer.\n",
  ],
  [["--issuer", "issuer"], "--issuer: Give an http address: http://127.0.0.1:4000/issuer\n"],
  [["--minutes", "abc"], "--minutes: Give whole minutes from 1 to 720.\n"],
  [["--minutes", "721"], "--minutes: Give whole minutes from 1 to 720.\n"],
  [["--country", "France"], "--country: Give a country's three letters: FRA\n"],
  [
    ["--role", "boarder-guard"],
    "--role: None of these has scopes of its own, as border-guard, investigator, analyst, forensic-examiner, supervisor, bureau have: give --scope too.\n",
  ],
  [["--scope", "persons:read"], expect.stringMatching(/^--scope: Give one of .*\bperson:read\b/)],
])("npm run token says what to do: %s", async (given, stderr) => {
  const result = await runProgram("gateway/cli/token.js", { arguments: given });

  expect(result).toEqual({ code: 1, stdout: "", stderr });
});

test.each<[string, Record<string, string>]>([
  ["in production", { NODE_ENV: "production" }],
  [
    "over services",
    {
      SUBGRAPHS: ["checks", "persons", "notices", "travel-documents", "vehicles", "biometrics"]
        .map((name) => `${name}=http://127.0.0.1:9/graphql`)
        .join(","),
    },
  ],
])("the graph does not start %s without an issuer", async (_name, env) => {
  await using folder = await temporaryFolder();

  const result = await runProgram("gateway/main.js", { env: { PORT: "0", DATA_FOLDER: folder.path, ...env } });

  expect(result).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "ISSUER says who vouches for officers. Only the training graph does without it, and that has no SUBGRAPHS and is not in production.\n",
  });
});
