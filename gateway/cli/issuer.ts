import { Command } from "commander";
import { z } from "zod";
import { runUntilStopped } from "../../subgraphs/kit/process.js";
import { readConfig } from "../config.js";
import { readIssuerKeys, rotateIssuerKeys } from "../issuer/key-file.js";
import { serveIssuer } from "../issuer/serve-issuer.js";

const optionsSchema = z.object({ port: z.coerce.number().int().min(0).max(65_535), rotate: z.boolean() });

const command = new Command("issuer")
  .description("Serves the local issuer of tokens for invented officers, to try a graph out that needs one.")
  .option("--port <port>", "where it listens on this machine", "4010")
  .option("--rotate", "sign with a new key from now on; tokens signed with the one before stay good", false);

command.action((given: unknown) =>
  runUntilStopped(async (opened) => {
    const { port, rotate } = optionsSchema.parse(given);
    const { DATA_FOLDER: folder, AUDIENCE: audience } = readConfig(process.env);
    const keys = await (rotate ? rotateIssuerKeys(folder) : readIssuerKeys(folder));
    const issuer = opened.use(await serveIssuer({ port, audience, keys }));
    process.stdout.write(
      [
        `The local issuer answers at ${issuer.url}`,
        `Start a graph with          ISSUER=${issuer.url} npm start`,
        `Get a token with            npm run token -- --issuer ${issuer.url} --country FRA --role border-guard`,
        "",
      ].join("\n"),
    );
  }),
);
await command.parseAsync();
