import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { packageFile } from "../subgraphs/kit/package-file.js";
import { askOverHttp } from "./support/federation.js";
import { runProgram, startProgram, temporaryFolder } from "./support/processes.js";

const readme = await readFile(packageFile("README.md"), "utf8");
const scripts: Readonly<Record<string, string>> = JSON.parse(
  await readFile(packageFile("package.json"), "utf8"),
).scripts;

const resources = new AsyncDisposableStack();
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const folder = resources.use(await temporaryFolder());
  env = { DATA_FOLDER: folder.path, KEYS_FOLDER: join(folder.path, "keys"), WORLD_SIZE: "1000" };
});

afterAll(() => resources.disposeAsync());

vi.setConfig({ testTimeout: 90_000 });

/** The blocks of one language, without their fences. */
function blocksOf(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) =>
    text.trim(),
  );
}

/** `npm run check -- --name "A, B"` as the program of that script and its arguments. */
function programOf(command: string): {
  readonly script: string;
  readonly program: string;
  readonly given: readonly string[];
} {
  const [, script = "", rest = ""] = /^npm (?:run )?(\S+)(?: -- (.*))?$/.exec(command) ?? [];
  const [, program = ""] = /dist\/(\S+\.js)/.exec(scripts[script] ?? "") ?? [];
  const given = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  return { script, program, given };
}

const shellLines = blocksOf("sh").flatMap((block) => block.split("\n"));
const inSentences = [...readme.matchAll(/`(npm [^`\n]+)`/g)].map(([, command = ""]) => command);
/** Each command once. What installs and what tests is proved by whoever runs this. */
const commands = [...new Set([...shellLines, ...inSentences].flatMap((line) => line.split(" && ")))].filter(
  (command) => !["npm ci", "npm test"].includes(command),
);

function commandsOf(script: string): readonly string[] {
  return commands.filter((command) => programOf(command).script === script);
}

test("the two commands come first, and install from the lock file", () => {
  expect(shellLines.slice(0, 2)).toEqual(["npm ci && npm run check", "npm ci && npm test"]);
});

test("every command of the README is run by a test below", () => {
  expect(new Set(commands.map((command) => programOf(command).script))).toEqual(
    new Set(["check", "start", "token", "keys", "audit", "subgraph", "world", "schema", "schema:access"]),
  );
});

test.each(commandsOf("check").filter((command) => !command.endsWith("--help")))(
  "%s finds what the README says",
  async (command) => {
    const { program, given } = programOf(command);

    const { code, stderr } = await runProgram(program, { arguments: given, env });

    expect({ code, stderr }).toEqual({ code: 10, stderr: "" });
  },
);

test.each([
  ...commandsOf("check").filter((command) => command.endsWith("--help")),
  ...commandsOf("schema:access"),
  "npm run schema -- --check",
])("%s ends well", async (command) => {
  const { program, given } = programOf(command);

  const { code, stderr } = await runProgram(program, { arguments: given, env });

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

// Those above have put entries on the log.
test.each(commandsOf("audit"))("%s finds nothing wrong, and says so", async (command) => {
  const { program, given } = programOf(command);

  const { code, stdout, stderr } = await runProgram(program, { arguments: given, env });

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toBe("");
});

test.each(commandsOf("subgraph"))(
  "npm run keys, and then %s, on whichever port, serves nobody else",
  async (command) => {
    const [keys = ""] = commandsOf("keys");
    const { program, given } = programOf(command.replace(/--port \d+/, "--port 0"));

    const made = await runProgram(programOf(keys).program, { env });
    await using service = await startProgram(program, { arguments: given, env, until: /answers at (http\S+)/ });
    const { errors } = await askOverHttp(service.found[1] ?? "", "{ __typename }");

    expect(made.code).toBe(0);
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: "HOP_REFUSED" } })]);
  },
);

test.each(commandsOf("world"))("%s builds a world, in whichever folder", async (command) => {
  await using folder = await temporaryFolder();
  const { program, given } = programOf(command.replace(/--folder \S+/, `--folder ${folder.path}`));

  const { code, stdout } = await runProgram(program, { arguments: given, env });

  expect(code).toBe(0);
  expect(stdout).toContain("is built");
});

test("npm start serves the graph, the README's query has the README's answer, and the command that it prints asks it", async () => {
  const [query = ""] = blocksOf("graphql");
  const [variables = "", answer = ""] = blocksOf("json");

  await using server = await startProgram(programOf("npm start").program, {
    env: { ...env, PORT: "0" },
    until: /answers at (http\S+)[^]*Ask it with +(.*)\n/,
  });
  const [, url = "", printed = ""] = server.found;
  const { text } = await askOverHttp(url, query, JSON.parse(variables));
  const { program, given } = programOf(printed);
  const asked = await runProgram(program, { arguments: given, env });
  const tokens = await Promise.all(commandsOf("token").map((command) => tokenFrom(url, command)));

  expect(JSON.parse(text)).toEqual(JSON.parse(answer));
  expect(tokens).toEqual([{ code: 0, stderr: "", stdout: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) }]);
  expect(asked).toMatchObject({ stderr: "", stdout: expect.stringContaining("sources of 6 owners asked") });
});

test("every link of the README leads to a file", async () => {
  const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path = ""]) => path);

  const missing = await Promise.all(
    links.map(async (path) =>
      readFile(packageFile(path)).then(
        () => [],
        () => [path],
      ),
    ),
  );

  expect(missing.flat()).toEqual([]);
});

/** The command as it is, but for the port of the graph. */
async function tokenFrom(url: string, command: string) {
  const { program, given } = programOf(command);
  return runProgram(program, { arguments: [...given, "--issuer", new URL("/issuer", url).href], env });
}
