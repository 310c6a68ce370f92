import { hash } from "node:crypto";
import { z } from "zod";
import type { Cell, Database } from "../../kit/database/database.js";
import { WAY_OF_KEYS } from "../../kit/sources/key-lookup.js";
import { MappedTables } from "../../kit/sources/mapped-tables.js";
import { InvalidReply } from "../../kit/sources/source.js";
import type { DomainConfiguration } from "../configuration.js";
import { KEYED_DOMAINS, kindsOf } from "./domain-keys.js";
import type { Generation, IndexStore } from "./index-store.js";
import { idsOf } from "./read-ids.js";

/** What stands between the records and their keys: fields and how many records, never what they hold. */
export interface IndexFaults {
  readonly records: number;
  readonly reasons: readonly string[];
}

/** What building the keys of one domain came to. Records with faults keep the old keys in use. */
export type IndexOutcome =
  | { readonly kind: "BUILT"; readonly generation: Generation }
  | { readonly kind: "FAULTY"; readonly faults: IndexFaults };

const ROWS_AT_ONCE = 5_000;
const MOST_REASONS = 10;

/** Keys that were made by another mapping, or in another way, are not looked through. */
export function markOf({ mapping, numericIds }: DomainConfiguration): string {
  return hash("sha256", JSON.stringify([WAY_OF_KEYS, mapping, numericIds]), "base64url");
}

/**
 * Builds all keys of one domain anew beside those in use, and puts them in their place once they are whole. A record that
 * gives no keys because it cannot be read would be a silent no-hit for ever: with one of them nothing is put in place.
 * @param name what the keys are kept by
 */
export async function buildIndex(
  store: IndexStore,
  database: Database,
  configuration: DomainConfiguration,
  signal: AbortSignal,
  name: string = configuration.domain,
): Promise<IndexOutcome> {
  const kinds = kindsOf(configuration.domain, configuration.mapping);
  const asOf = new Date();
  const number = await store.begin(name, asOf, kinds);
  const reader = new KeyReader(database, configuration);
  const waiting = new Map(kinds.map((kind): [string, Cell[][]] => [kind, []]));
  let records = 0;
  for await (const ids of idsOf(database, configuration, signal)) {
    for (const { id, keys } of await reader.read(ids, signal)) {
      records += 1;
      for (const [kind, rows] of waiting) rows.push(...(keys[kind] ?? []).map((value) => [value, id]));
    }
    for (const [kind, rows] of waiting) {
      if (rows.length < ROWS_AT_ONCE) continue;
      await store.add({ domain: name, kind, number }, rows.splice(0));
    }
  }
  for (const [kind, rows] of waiting) await store.add({ domain: name, kind, number }, rows);
  if (reader.faults.records > 0) return { kind: "FAULTY", faults: reader.faults };
  const generation = { number, asOf, records, mark: markOf(configuration) };
  await store.finish(name, generation, { kinds, every: Object.keys(KEYED_DOMAINS[configuration.domain].kinds) });
  return { kind: "BUILT", generation };
}

interface KeyedRecord {
  readonly id: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** Reads what keys are made from, and nothing else of a record. */
class KeyReader {
  readonly #tables: MappedTables;
  readonly #domain: DomainConfiguration["domain"];
  readonly #reasons = new Set<string>();
  #faulty = 0;

  constructor(database: Database, { domain, mapping }: DomainConfiguration) {
    const wanted = new Set(Object.keys(KEYED_DOMAINS[domain].schema.shape));
    const fields = Object.fromEntries(Object.entries(mapping.fields).filter(([name]) => wanted.has(name)));
    this.#tables = new MappedTables(database, { ...mapping, fields });
    this.#domain = domain;
  }

  get faults(): IndexFaults {
    return { records: this.#faulty, reasons: [...this.#reasons] };
  }

  /** One record that cannot be read fails all that are read with it: then each is read alone. */
  async read(ids: readonly string[], signal: AbortSignal): Promise<readonly KeyedRecord[]> {
    try {
      const records = await this.#tables.read(ids, () => true, signal);
      return records.flatMap(({ localId, fields }) => this.#keysOf(localId, fields));
    } catch (error) {
      if (!(error instanceof InvalidReply)) throw error;
      if (ids.length === 1) return this.#fault(error.message);
      const alone: KeyedRecord[] = [];
      for (const id of ids) alone.push(...(await this.read([id], signal)));
      return alone;
    }
  }

  #keysOf(id: string, fields: Readonly<Record<string, unknown>>): readonly KeyedRecord[] {
    try {
      return [{ id, keys: KEYED_DOMAINS[this.#domain].keysOf(fields) }];
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const names = new Set(error.issues.map(({ path }) => path.filter((step) => typeof step === "string").join(".")));
      return this.#fault(`A record has no valid ${[...names].join(", ")}.`);
    }
  }

  #fault(reason: string): readonly [] {
    this.#faulty += 1;
    if (this.#reasons.size < MOST_REASONS) this.#reasons.add(reason);
    return [];
  }
}
