import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, test } from "vitest";
import { readIssuerKeys, rotateIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../../gateway/issuer/serve-issuer.js";
import { tokenOf } from "../../support/officers.js";
import { temporaryFolder } from "../../support/processes.js";

async function startIssuer(folder: string) {
  return serveIssuer({ port: 0, audience: "urn:crosscheck:graph", keys: await readIssuerKeys(folder) });
}

test("a token is what RFC 9068 asks for, and says of the officer what was asked for", async () => {
  await using folder = await temporaryFolder();
  await using issuer = await startIssuer(folder.path);

  const token = await tokenOf(issuer.url, {
    country: "BRA",
    roles: ["analyst", "supervisor"],
    scopes: ["check:run", "log:unit"],
    jointInvestigations: ["jit-7", "jit-9"],
    minutes: 3,
  });

  const [key] = await readIssuerKeys(folder.path);
  const { iat = 0, ...claims } = decodeJwt(token);
  expect(decodeProtectedHeader(token)).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: key?.kid });
  expect(claims).toEqual({
    iss: issuer.url,
    aud: "urn:crosscheck:graph",
    sub: "officer-1",
    client_id: "crosscheck-training",
    jti: expect.any(String),
    exp: iat + 180,
    scope: "check:run log:unit",
    country: "BRA",
    agency: "police",
    unit: "nice-airport",
    roles: ["analyst", "supervisor"],
    clearance: "CONFIDENTIAL",
    joint_investigations: ["jit-7", "jit-9"],
  });
});

test("after a change of keys the new one signs and both are shown", async () => {
  await using folder = await temporaryFolder();
  const [next, before] = await readIssuerKeys(folder.path).then(() => rotateIssuerKeys(folder.path));
  await using issuer = await startIssuer(folder.path);

  const { kid } = decodeProtectedHeader(await tokenOf(issuer.url));
  const shown = await (await fetch(`${issuer.url}/jwks`)).json();

  expect(kid).toBe(next?.kid);
  expect(shown.keys).toMatchObject([{ kid: next?.kid }, { kid: before?.kid }]);
  expect(JSON.stringify(shown)).not.toContain('"d"');
});

test("what makes no officer is refused, and named", async () => {
  await using folder = await temporaryFolder();
  await using issuer = await startIssuer(folder.path);

  const refused = tokenOf(issuer.url, { country: "Utopia", minutes: 100_000 });

  await expect(refused).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "The issuer refuses: correct country, minutes.",
  });
});
