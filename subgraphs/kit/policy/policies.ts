import { FIELD_CLASS_NAMES } from "../access/vocabulary.js";
import type { FieldClass } from "../access/vocabulary.js";
import type { Authority } from "../authority/authority.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { DOMAINS } from "../sources/source.js";
import type { Domain } from "../sources/source.js";
import { Askings } from "./asking.js";
import {
  officerAttributes,
  questionContext,
  readerAttributes,
  readingContext,
  recordAttributes,
} from "./cedar-request.js";
import { CedarSet } from "./cedar-set.js";
import type { CedarEntity, CedarRequest } from "./cedar-set.js";
import type { Disclosure } from "./disclosure.js";
import type { LogEntryFacts, LogReading } from "./log-entry.js";
import { scopesOfSearch } from "./named-scopes.js";
import { readPolicyTexts } from "./policy-texts.js";
import type { PolicyFile, PolicyTexts } from "./policy-texts.js";
import { UNRESTRICTED } from "./restriction.js";
import type { Restriction } from "./restriction.js";

/** An owner that no officer is of: decisions tell one's own records from all others alone. */
const ANOTHER = "";

/** Decisions kept: some 500 bytes each. A call of Cedar takes 0.3 ms, ten times that with `--liftoff-only`; a kept one a microsecond. */
const MOST_DECISIONS = 20_000;

/** The policy set, asked in the graph's own words. */
export interface Policies {
  /** Of the texts: whoever keeps a decision keeps this with it. */
  readonly version: string;
  /** Whether the class of fields that `@policy` names is open, before the operation is planned. */
  mayReadClass(authority: Authority, fieldClass: FieldClass): boolean;
  /** Whether the domain may be asked at all. */
  maySearch(authority: Authority, domain: Domain): boolean;
  /** The scopes on which it depends whether the domain may be asked. */
  scopesOfSearch(domain: Domain): readonly string[];
  /** Decides ahead what this officer's first question would wait for: every class, every domain, records without restriction. */
  warm(authority: Authority): void;
  /** How much may be told of a record, by its owner's restriction; null where the owner restricts nothing. */
  disclosureOf(authority: Authority, owner: string, restriction: Restriction | null, now: Date): Disclosure;
  /** Whether an entry of the audit log may be read, as the owner of its records or as the superior of the unit that asked. */
  mayReadLog(authority: Authority, reading: LogReading, entry: LogEntryFacts): boolean;
}

/** @throws InvalidConfiguration that names every fault with its file and line */
export function createPolicies(texts: PolicyTexts): Policies {
  return new CedarPolicies(texts);
}

/** The policies that are committed. @throws InvalidConfiguration */
export async function loadPolicies(): Promise<Policies> {
  return createPolicies(await readPolicyTexts());
}

class CedarPolicies implements Policies {
  readonly #set: CedarSet;
  readonly #files: readonly PolicyFile[];
  /** Under all that Cedar is given, so that nothing a decision rests on can change beneath it: not the clock either. */
  readonly #memo = new LeastRecentlyUsed<boolean>(MOST_DECISIONS);
  readonly #askings = new Askings();

  constructor(texts: PolicyTexts) {
    this.#set = new CedarSet(texts);
    this.#files = texts.policies;
  }

  get version(): string {
    return this.#set.version;
  }

  mayReadClass(authority: Authority, fieldClass: FieldClass): boolean {
    return this.#once(authority, `class ${fieldClass}`, () =>
      this.#mayAsk("readClass", authority, { type: "FieldClass", id: fieldClass, attributes: {} }),
    );
  }

  maySearch(authority: Authority, domain: Domain): boolean {
    return this.#once(authority, `domain ${domain}`, () =>
      this.#mayAsk("search", authority, { type: "Domain", id: domain, attributes: {} }),
    );
  }

  scopesOfSearch(domain: Domain): readonly string[] {
    return scopesOfSearch(this.#files, domain);
  }

  warm(authority: Authority): void {
    for (const fieldClass of FIELD_CLASS_NAMES) this.mayReadClass(authority, fieldClass);
    for (const domain of DOMAINS) this.maySearch(authority, domain);
    for (const owner of [authority.officer.country, ANOTHER]) this.disclosureOf(authority, owner, null, new Date());
  }

  disclosureOf(authority: Authority, owner: string, restriction: Restriction | null, now: Date): Disclosure {
    const { officer, breakGlass } = authority;
    const isOwn = owner === officer.country;
    const { disclosures } = this.#askings.of(authority);
    const isPlain = restriction === null && breakGlass === undefined;
    // Most records, and nothing about them that the clock could change.
    const known = isPlain ? disclosures.get(String(isOwn)) : undefined;
    if (known !== undefined) return known;
    const attributes = recordAttributes(isOwn, restriction ?? UNRESTRICTED, now);
    const context = readingContext(authority, now);
    const key = isPlain ? String(isOwn) : JSON.stringify([attributes, context]);
    return disclosures.getOr(key, () => {
      const reading = {
        principal: { type: "Reader", id: "reader", attributes: readerAttributes(officer) },
        resource: { type: "Record", id: "record", attributes },
        context,
      };
      if (!this.#permits({ action: "readHit", ...reading })) return "NONE";
      return this.#permits({ action: "readRecord", ...reading }) ? "FULL" : "HIT_ONLY";
    });
  }

  /** @param name of what is asked, which the officer and the justification alone decide on */
  #once(authority: Authority, name: string, decide: () => boolean): boolean {
    const { permitted } = this.#askings.of(authority);
    const known = permitted.get(name);
    if (known !== undefined) return known;
    const isPermitted = decide();
    permitted.set(name, isPermitted);
    return isPermitted;
  }

  mayReadLog(authority: Authority, reading: LogReading, { owners, country, agency, unit }: LogEntryFacts): boolean {
    const action = reading === "OWNER" ? "readLogAsOwner" : "readLogAsSuperior";
    const attributes = { owners: [...owners].toSorted(), country, agency, unit };
    return this.#mayAsk(action, authority, { type: "LogEntry", id: "entry", attributes });
  }

  #mayAsk(action: CedarRequest["action"], authority: Authority, resource: CedarEntity): boolean {
    const principal = { type: "Officer", id: "officer", attributes: officerAttributes(authority.officer) };
    return this.#permits({ action, principal, resource, context: questionContext(authority) });
  }

  #permits(request: CedarRequest): boolean {
    return this.#memo.getOr(JSON.stringify(request), () => this.#set.permits(request));
  }
}
