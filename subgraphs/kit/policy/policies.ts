import type { FieldClass } from "../access/vocabulary.js";
import type { Authority } from "../authority/authority.js";
import type { Domain } from "../sources/source.js";
import { officerAttributes, questionContext, recordAttributes } from "./cedar-request.js";
import { CedarSet } from "./cedar-set.js";
import type { CedarAttributes, CedarRequest } from "./cedar-set.js";
import { DecisionMemo } from "./decision-memo.js";
import type { Disclosure } from "./disclosure.js";
import { readPolicyTexts } from "./policy-texts.js";
import type { PolicyTexts } from "./policy-texts.js";
import { UNRESTRICTED } from "./restriction.js";
import type { Restriction } from "./restriction.js";

/** Decisions kept: some 500 bytes each. A call of Cedar takes 0.2 to 0.4 ms, a kept decision a microsecond. */
const MOST_DECISIONS = 20_000;

/** The policy set, asked in the graph's own words. */
export interface Policies {
  /** Of the texts: whoever keeps a decision keeps this with it. */
  readonly version: string;
  /** Whether the class of fields that `@policy` names is open, before the operation is planned. */
  mayReadClass(authority: Authority, fieldClass: FieldClass): boolean;
  /** Whether the domain may be asked at all. */
  maySearch(authority: Authority, domain: Domain): boolean;
  /** How much may be told of a record, by its owner's restriction; null where the owner restricts nothing. */
  disclosureOf(authority: Authority, owner: string, restriction: Restriction | null, now: Date): Disclosure;
}

/** @throws InvalidConfiguration that names every fault with its file and line */
export function createPolicies(texts: PolicyTexts): Policies {
  return new CedarPolicies(new CedarSet(texts));
}

/** The policies that are committed. @throws InvalidConfiguration */
export async function loadPolicies(): Promise<Policies> {
  return createPolicies(await readPolicyTexts());
}

class CedarPolicies implements Policies {
  readonly #set: CedarSet;
  /** Under all that Cedar is given, so that nothing a decision rests on can change beneath it: not the clock either. */
  readonly #memo = new DecisionMemo(MOST_DECISIONS);
  /** What one authority comes to, by the object that goes with each question. */
  readonly #officers = new WeakMap<Authority, { readonly attributes: CedarAttributes; readonly key: string }>();

  constructor(set: CedarSet) {
    this.#set = set;
  }

  get version(): string {
    return this.#set.version;
  }

  mayReadClass(authority: Authority, fieldClass: FieldClass): boolean {
    const resource = { type: "FieldClass", id: fieldClass, attributes: {} };
    return this.#permits("readClass", authority, resource, new Date());
  }

  maySearch(authority: Authority, domain: Domain): boolean {
    const resource = { type: "Domain", id: domain, attributes: {} };
    return this.#permits("search", authority, resource, new Date());
  }

  disclosureOf(authority: Authority, owner: string, restriction: Restriction | null, now: Date): Disclosure {
    const attributes = recordAttributes(owner === authority.officer.country, restriction ?? UNRESTRICTED, now);
    const resource = { type: "Record", id: "record", attributes };
    if (!this.#permits("readHit", authority, resource, now)) return "NONE";
    return this.#permits("readRecord", authority, resource, now) ? "FULL" : "HIT_ONLY";
  }

  #permits(
    action: CedarRequest["action"],
    authority: Authority,
    resource: CedarRequest["resource"],
    now: Date,
  ): boolean {
    const officer = this.#officerOf(authority);
    const context = questionContext(authority, now);
    const key = JSON.stringify([action, officer.key, resource, context]);
    return this.#memo.of(key, () => this.#set.permits({ action, officer: officer.attributes, resource, context }));
  }

  #officerOf(authority: Authority): { readonly attributes: CedarAttributes; readonly key: string } {
    const known = this.#officers.get(authority);
    if (known !== undefined) return known;
    const attributes = officerAttributes(authority.officer);
    const officer = { attributes, key: JSON.stringify(attributes) };
    this.#officers.set(authority, officer);
    return officer;
  }
}
