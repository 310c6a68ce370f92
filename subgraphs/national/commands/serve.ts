import { createLogger, runUntilStopped } from "../../kit/process.js";
import { readConfiguration } from "../configuration.js";
import type { Environment } from "../open-databases.js";
import { serveCountry } from "../serve-country.js";
import type { Terms } from "./exits.js";

/** Answers the graph until it is told to stop. */
export async function serveCommand({ config }: Terms, env: Environment): Promise<void> {
  await runUntilStopped(async (opened) => {
    const logger = createLogger(env["LOG_LEVEL"] ?? "info");
    const served = opened.use(await serveCountry(await readConfiguration(config), env, logger));
    if (served.ownUrl !== null) process.stdout.write(`Its own part of the graph is at ${served.ownUrl}\n`);
    process.stdout.write(`The country answers at ${served.url}\n`);
  });
}
