import { readFile } from "node:fs/promises";
import { packageFile } from "../../../subgraphs/kit/package-file.js";

/** The commands of a README's blocks `sh`, each by its name, with its arguments as a shell hands them on. */
export async function commandsOf(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const readme = await readFile(packageFile(path), "utf8");
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text = ""]) => text);
  const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.startsWith("npm run country -- "));
  return new Map(
    lines.map((line) => {
      const words = [...line.slice("npm run country -- ".length).matchAll(/"([^"]*)"|(\S+)/g)];
      const given = words.map(([, quoted, plain]) => quoted ?? plain ?? "");
      return [given[0] ?? "", given];
    }),
  );
}
