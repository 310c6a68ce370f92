import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createChains } from "../../../support/chains.js";
import { makeChip } from "../../../support/chip.js";
import type { Chain } from "../../../support/chip.js";
import { contentsOf } from "../../../support/der.js";
import { temporaryFolder } from "../../../support/processes.js";

const run = promisify(execFile);
const isInstalled = spawnSync("openssl", ["version"]).status === 0;
const { named = [], spelledOut = [] } = Object.groupBy(createChains(), ({ authority: { algorithm } }) =>
  algorithm.kind === "ECDSA" && algorithm.explicit === true ? "spelledOut" : "named",
);

/** What these tests write must be what others read, or our reader would only be shown to agree with our own writer. */
describe.runIf(isInstalled)("OpenSSL verifies what our own writer signs", () => {
  test.each(named.map((chain) => [chain.name, chain] as const))(
    "a security object by %s, under its authority",
    async (_name, chain) => {
      expect(await verify(chain, [])).toContain("CMS Verification successful");
    },
  );

  // It refuses certificates whose curve is spelled out, which states have all the same: their signature alone is compared.
  test.each(spelledOut.map((chain) => [chain.name, chain] as const))(
    "the signature of a security object by %s",
    async (_name, chain) => {
      expect(await verify(chain, ["-noverify"])).toContain("CMS Verification successful");
    },
  );
});

async function verify(chain: Chain, options: readonly string[]): Promise<string> {
  await using folder = await temporaryFolder();
  const { files, authority } = makeChip(chain);
  const [signedData = Buffer.alloc(0)] = contentsOf(files.EF_SOD);
  const [cms, anchor] = [join(folder.path, "sod.cms"), join(folder.path, "authority.pem")];
  await writeFile(cms, signedData);
  await writeFile(anchor, `-----BEGIN CERTIFICATE-----\n${authority.toString("base64")}\n-----END CERTIFICATE-----\n`);
  const moment = String(Date.parse("2017-02-01") / 1000);
  const input = `cms -verify -inform DER -in ${cms} -CAfile ${anchor} -purpose any -attime ${moment} -binary`;
  const { stderr } = await run("openssl", [...input.split(" "), ...options, "-out", join(folder.path, "content")]);
  return stderr;
}
