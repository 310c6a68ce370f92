import { readFile } from "node:fs/promises";
import type { SubgraphSdl } from "../../schema/compose.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { countryCode } from "./countries.js";
import { checkOperation } from "./federation.js";

/** Subgraphs of as many countries, each with fields and types of its own as the committed example has them. */
export async function countrySubgraphs(count: number): Promise<readonly SubgraphSdl[]> {
  const example = await readFile(packageFile("schema/examples/swe.graphql"), "utf8");
  return Array.from({ length: count }, (_, number) => {
    const code = countryCode(number);
    const name = `${code.toLowerCase()}-weapons`;
    return { name, url: `https://${name}.example/graphql`, sdl: inTheNameOf(code, example) };
  });
}

function inTheNameOf(code: string, example: string): string {
  const [lower, capitalised] = [code.toLowerCase(), code.charAt(0) + code.slice(1).toLowerCase()];
  return example
    .replaceAll("swe", lower)
    .replaceAll("Sweden", code)
    .replaceAll("Swe", capitalised)
    .replaceAll("SWE", code);
}

/** What the command line asks, and what each of these countries has to add. */
export async function checkOfCountries(count: number): Promise<string> {
  const fields = Array.from({ length: count }, (_, number) => {
    const field = `${countryCode(number).toLowerCase()}Weapons`;
    return `${field}(first: 3) { count licences { localId validUntil caution } }`;
  });
  return (await checkOperation()).replace("    askedAt\n", `    askedAt\n    ${fields.join("\n    ")}\n`);
}
