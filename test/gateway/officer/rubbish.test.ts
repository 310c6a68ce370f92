import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../../gateway/issuer/serve-issuer.js";
import { checkOperation } from "../../support/federation.js";
import { JUSTIFICATION, tokenOf } from "../../support/officers.js";
import { temporaryFolder } from "../../support/processes.js";
import { startGraphWithoutSources } from "../../support/served-graph.js";

/** As many of each kind; the nightly run takes 10,000. */
const numRuns = Number(process.env["RUBBISH_RUNS"] ?? 2_000);
/** Stands in every rubbish value, so that a trace of one is found wherever it is. */
const MARK = "zqxjanna";

const resources = new AsyncDisposableStack();
let url: string;
let lines: readonly string[];
let linesRead = 0;
let token: string;
let query: string;

beforeAll(async () => {
  const folder = resources.use(await temporaryFolder());
  const keys = await readIssuerKeys(folder.path);
  const issuer = resources.use(await serveIssuer({ port: 0, audience: "urn:crosscheck:graph", keys }));
  const graph = resources.use(await startGraphWithoutSources({ ISSUER: issuer.url }));
  ({ url, lines } = graph);
  token = await tokenOf(issuer.url);
  query = await checkOperation();
});

afterAll(() => resources.disposeAsync());

interface Reply {
  readonly status: number;
  readonly codes: readonly unknown[];
  readonly text: string;
}

async function ask(headers: Readonly<Record<string, string>>, variables: unknown): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const errors: readonly { readonly extensions?: { readonly code?: unknown } }[] = JSON.parse(text).errors ?? [];
  return { status: response.status, codes: errors.map(({ extensions }) => extensions?.code ?? "NONE"), text };
}

/** No word of the rubbish, no stack and no path of a file, neither in the answer nor in the log. */
function expectNoTrace({ text }: Reply, rubbish: string): void {
  const said = text + lines.slice(linesRead).join("");
  linesRead = lines.length;
  expect(said).not.toContain(MARK);
  expect(said).not.toContain(rubbish);
  expect(said).not.toMatch(/\.[jt]s:\d+|node_modules|"stack"/);
}

/** What may stand in a header, between the mark and its end. */
const headerText = fc
  .array(fc.constantFrom(...Array.from({ length: 95 }, (_, code) => String.fromCodePoint(32 + code)), "é", "ÿ"), {
    maxLength: 200,
  })
  .map((characters) => `${MARK}${characters.join("")}${MARK}`);
const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const json = fc.jsonValue({ maxDepth: 3 });

/** Texts, and what looks like a token: headers and claims of all kinds, and a good token cut or changed. */
const rubbishToken = fc.oneof(
  headerText,
  fc.tuple(json, json, headerText).map((parts) => parts.map((part) => base64url(JSON.stringify(part))).join(".")),
  fc
    .record({
      alg: fc.constantFrom("none", "HS256", "EdDSA", "RS256", 7, null),
      typ: fc.constantFrom("at+jwt", "JWT", undefined),
      kid: fc.oneof(headerText, json),
      crit: fc.constantFrom(undefined, ["b64"], [], "b64"),
      jwk: json,
    })
    .map((header) => `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify({ sub: MARK }))}.AAAA`),
  fc.nat(100).map((at) => token.slice(0, Math.floor((token.length * at) / 101))),
  fc.nat(100).map((at) => `${token.slice(0, at)}_${token.slice(at)}`),
  fc.nat(7_000).map((more) => `${token}${"A".repeat(8_193 - token.length + more)}`),
);

/** Texts, and dictionaries in which at least one member is not what it must be. */
const rubbishJustification = fc.oneof(
  headerText,
  fc.constantFrom("", ",", "=", "purpose", JUSTIFICATION.slice(0, -3), JUSTIFICATION.replace("ILM", "ilm")),
  fc
    .tuple(fc.constantFrom("purpose", "case", "offence", "role", "aim", "ordered-by"), headerText)
    .map(([name, text]) => `${JUSTIFICATION}, ${name}="${text}é"`),
  fc
    .tuple(fc.constantFrom("purpose", "offence", "role", "aim"), fc.constantFrom("1", "?1", "(a b)", `"${MARK}"`, MARK))
    .map(([name, value]) => `${JUSTIFICATION}, ${name}=${value}`),
);

const marked = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => `${MARK}${text}`),
  json,
  fc.constantFrom(MARK, null, -1, 1e308, [], {}, [[MARK]], { [MARK]: MARK }),
);
/** Values of any kind, and subjects of which any field is of any kind. */
const rubbishVariables = fc.oneof(
  json,
  fc.dictionary(fc.constantFrom("subject", MARK, "__proto__", "constructor"), marked),
  fc
    .record(
      {
        mrz: marked,
        names: fc.oneof(marked, fc.array(fc.record({ family: marked, given: marked }), { maxLength: 3 })),
        dateOfBirth: marked,
        sex: marked,
        nationalities: fc.oneof(marked, fc.array(marked, { maxLength: 3 })),
        documents: fc.oneof(marked, fc.array(fc.record({ number: marked, issuingCountry: marked, type: marked }))),
        vehicles: fc.oneof(marked, fc.array(fc.record({ vin: marked, plate: marked, plateCountry: marked }))),
        samples: fc.oneof(marked, fc.array(fc.record({ kind: marked, template: marked }))),
        asRead: marked,
      },
      { requiredKeys: [] },
    )
    .map((subject) => ({ subject })),
);

test("a rubbish token is a clear 401 and leaves no trace", async () => {
  await fc.assert(
    fc.asyncProperty(rubbishToken, async (rubbish) => {
      const reply = await ask(
        { authorization: `Bearer ${rubbish}`, "crosscheck-justification": JUSTIFICATION },
        { subject: { names: [{ family: MARK }] } },
      );

      expect(reply).toMatchObject({ status: 401, codes: ["UNAUTHENTICATED"] });
      expectNoTrace(reply, rubbish.length < 16 ? MARK : rubbish);
    }),
    { numRuns },
  );
}, 300_000);

test("a rubbish justification is a clear 403 and leaves no trace", async () => {
  await fc.assert(
    fc.asyncProperty(rubbishJustification, async (rubbish) => {
      const reply = await ask(
        { authorization: `Bearer ${token}`, "crosscheck-justification": rubbish },
        { subject: { names: [{ family: MARK }] } },
      );

      expect(reply).toMatchObject({ status: 403, codes: ["JUSTIFICATION_REQUIRED"] });
      expectNoTrace(reply, MARK);
    }),
    { numRuns },
  );
}, 300_000);

test("rubbish variables are an answer or a coded error, and leave no trace", async () => {
  await fc.assert(
    fc.asyncProperty(rubbishVariables, async (variables) => {
      const reply = await ask(
        { authorization: `Bearer ${token}`, "crosscheck-justification": JUSTIFICATION },
        variables,
      );

      expect(reply.status).toBeLessThan(500);
      expect(reply.codes.filter((code) => !CODES_OF_INPUT.has(code))).toEqual([]);
      expectNoTrace(reply, MARK);
    }),
    { numRuns },
  );
}, 300_000);

const CODES_OF_INPUT: ReadonlySet<unknown> = new Set(["INVALID_INPUT", "BAD_USER_INPUT", "BAD_REQUEST"]);
