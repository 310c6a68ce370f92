import {
  checkParseSchema,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { CedarValueJson, DetailedError } from "@cedar-policy/cedar-wasm/nodejs";
import { hash } from "node:crypto";
import { InvalidConfiguration } from "../errors.js";
import type { PolicyFile, PolicyTexts } from "./policy-texts.js";

export type CedarAttributes = Readonly<Record<string, CedarValueJson>>;

/** An entity of crosscheck.cedarschema; one of an enumeration has no attributes. */
export interface CedarEntity {
  readonly type: string;
  readonly id: string;
  readonly attributes: CedarAttributes;
}

/** One question to the policies. */
export interface CedarRequest {
  readonly action: "readClass" | "search" | "readRecord" | "readHit" | "readLogAsOwner" | "readLogAsSuperior";
  readonly principal: CedarEntity;
  readonly resource: CedarEntity;
  readonly context: CedarAttributes;
}

/** A policy set that has passed strict validation, parsed once. */
export class CedarSet {
  /** Of the texts: a decision is kept under it, so that none outlives its policies. */
  readonly version: string;

  /** @throws InvalidConfiguration that names every fault with its file and line */
  constructor({ schema, policies }: PolicyTexts) {
    const faults = faultsOf(schema, policies);
    if (faults.length > 0) throw new InvalidConfiguration(faults.join("\n"));
    const all = policies.map(({ text }) => text).join("\n");
    this.version = hash("sha256", JSON.stringify([schema.text, all]));
    preparsePolicySet(this.version, { staticPolicies: all });
  }

  /** Denies by default, and where any statement fails: a prohibition that could not be evaluated may have held. */
  permits({ action, principal, resource, context }: CedarRequest): boolean {
    const answer = statefulIsAuthorized({
      principal: uidOf(principal),
      action: { type: "Action", id: action },
      resource: uidOf(resource),
      context: { ...context },
      preparsedPolicySetId: this.version,
      entities: [principal, resource].map((entity) => ({
        uid: uidOf(entity),
        attrs: { ...entity.attributes },
        parents: [],
      })),
    });
    if (answer.type === "failure" || answer.response.diagnostics.errors.length > 0) return false;
    return answer.response.decision === "allow";
  }
}

function uidOf({ type, id }: CedarEntity): { readonly type: string; readonly id: string } {
  return { type, id };
}

function faultsOf(schema: PolicyFile, policies: readonly PolicyFile[]): readonly string[] {
  const parsed = checkParseSchema(schema.text);
  if (parsed.type === "failure") return parsed.errors.map((error) => faultAt(schema, error));
  return [...policies.flatMap((file) => faultsOfFile(schema, file)), ...faultsOfIds(policies)];
}

/** Warnings are faults too: a statement that can never apply is a rule that somebody believes in. */
function faultsOfFile(schema: PolicyFile, file: PolicyFile): readonly string[] {
  const answer = validate({ schema: schema.text, policies: { staticPolicies: file.text } });
  if (answer.type === "failure") return answer.errors.map((error) => faultAt(file, error));
  const found = [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => error);
  return [...found, ...answer.otherWarnings].map((error) => faultAt(file, error));
}

/** The audit log names a statement by its id, so each has one of its own. */
function faultsOfIds(policies: readonly PolicyFile[]): readonly string[] {
  const ids = policies.flatMap((file) => statementsOf(file).map((id) => ({ file: file.name, id })));
  return ids.flatMap(({ file, id }, index) => {
    if (id === undefined) return [`${file}: a statement has no @id.`];
    return ids.findIndex((other) => other.id === id) === index ? [] : [`${file}: the @id ${id} stands twice.`];
  });
}

function statementsOf({ text }: PolicyFile): readonly (string | undefined)[] {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") return [];
  return parts.policies.map((statement) => {
    const json = policyToJson(statement);
    return json.type === "success" ? json.json.annotations?.["id"] : undefined;
  });
}

/** `records.cedar:12: …`: Cedar counts bytes from the start of the text. */
function faultAt({ name, text }: PolicyFile, { message, help, sourceLocations }: DetailedError): string {
  const [place] = sourceLocations ?? [];
  const before = place === undefined ? "" : Buffer.from(text).subarray(0, place.start).toString();
  const line = place === undefined ? "" : `:${before.split("\n").length}`;
  return `${name}${line}: ${message}${help === null || help === undefined ? "" : ` (${help})`}`;
}
