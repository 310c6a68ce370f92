import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { InvalidConfiguration } from "../../kit/errors.js";
import { readConfiguration } from "../configuration.js";
import { ownNameOf } from "../own/own-subgraph.js";
import { writeSdl } from "../own/write-sdl.js";
import { EXIT, print, readOptions } from "./exits.js";
import type { Exit, Terms } from "./exits.js";

const optionsSchema = z.object({ out: z.string().min(1).optional() });

/** Writes what the registry of the graph checks and publishes of the country's own part. */
export async function sdlCommand({ config, json }: Terms, given: unknown): Promise<Exit> {
  const { out } = readOptions(optionsSchema, given);
  const { country, ownSubgraph } = await readConfiguration(config);
  if (ownSubgraph === undefined) throw new InvalidConfiguration(`${config} has no ownSubgraph.`);
  const [name, sdl] = [ownNameOf(country, ownSubgraph), writeSdl(country, ownSubgraph)];
  if (out !== undefined) await writeFile(out, sdl);
  print(
    json,
    { name, sdl, file: out ?? null },
    out === undefined ? [sdl.trimEnd()] : [`Written: ${out}, the SDL of ${name}.`],
  );
  return EXIT.good;
}
