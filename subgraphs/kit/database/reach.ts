import { InvalidConfiguration } from "../errors.js";
import type { Database } from "./database.js";

/** A server that does not answer is told at once and by its address, of which the password is no part. @throws InvalidConfiguration */
export async function reach(database: Database, url: string): Promise<Database> {
  try {
    await database.run("SELECT 1");
    return database;
  } catch (cause) {
    throw new InvalidConfiguration(`The database server at ${new URL(url).host} does not answer, or lets nobody in.`, {
      cause,
    });
  }
}
