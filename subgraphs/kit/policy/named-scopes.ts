import { policySetTextToParts, policyToJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { EntityUidJson, PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import { SCOPES } from "../access/vocabulary.js";
import type { Domain } from "../sources/source.js";
import type { PolicyFile } from "./policy-texts.js";

/** The scopes on which it depends, by the policies, whether a domain may be searched: those that their statements name. */
export function scopesOfSearch(policies: readonly PolicyFile[], domain: Domain): readonly string[] {
  const statements = policies.flatMap(statementsOf).filter((statement) => isAboutSearching(statement, domain));
  const words = new Set(statements.flatMap(({ conditions }) => wordsWithin(conditions)));
  return Object.keys(SCOPES).filter((scope) => words.has(scope));
}

function statementsOf({ text }: PolicyFile): readonly PolicyJson[] {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") return [];
  return parts.policies.flatMap((statement) => {
    const read = policyToJson(statement);
    return read.type === "success" ? [read.json] : [];
  });
}

/** A statement counts where it does not say that it is about something else. */
function isAboutSearching({ action, resource }: PolicyJson, domain: Domain): boolean {
  const actions = action.op === "All" ? null : "entities" in action ? action.entities.map(idOf) : [idIn(action)];
  if (actions !== null && !actions.includes("search")) return false;
  return resource.op !== "==" || idIn(resource) === domain;
}

function idIn(constraint: object): string | null {
  return "entity" in constraint ? idOf(constraint.entity as EntityUidJson) : null;
}

function idOf(uid: EntityUidJson): string {
  return "__entity" in uid ? uid.__entity.id : uid.id;
}

/** Every text within a condition. */
function wordsWithin(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsWithin) : [];
}
