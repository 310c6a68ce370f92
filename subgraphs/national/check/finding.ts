/** What is checked: each is a promise of the contract that a test holds every connector to. */
export const CHECKS = {
  DESCRIBES_ITSELF: "says which version of the contract it speaks, whose it is, and what it offers",
  REFUSES_STRANGERS: "refuses what the graph has not signed",
  KEYS_BUILT: "every record gives its search keys",
  READS_RECORDS: "every record can be read as one of its domain",
  GIVES_BY_REFERENCE: "gives every record whole, by reference",
  FINDS_BY_WHAT_IS_KNOWN: "finds each record by what is known of it",
  TELLS_WHAT_IS_ALLOWED: "tells an officer of another country what the record's restriction allows, and no more",
  LEAVES_OUT_WHAT_IT_HAS_NOT: "leaves out what it does not hold, and records of others",
  NEVER_A_FALSE_NO_HIT: "rejects once a question is given up, and never reads as a no-hit",
} as const;
export type CheckName = keyof typeof CHECKS;

/** What one check came to. The detail names fields and numbers, never what a record holds. */
export interface Finding {
  readonly check: CheckName;
  /** A domain, or what the keys of a register of the country's own are kept by; null for the server as a whole. */
  readonly domain: string | null;
  readonly isGood: boolean;
  readonly detail: string;
}

export function good(check: CheckName, domain: string | null, detail: string): Finding {
  return { check, domain, isGood: true, detail };
}

export function bad(check: CheckName, domain: string | null, detail: string): Finding {
  return { check, domain, isGood: false, detail };
}

/** `good` where nothing is missing, else `bad` with how many are. */
export function counted(
  check: CheckName,
  domain: string,
  { missing, of }: { readonly missing: number; readonly of: number },
): Finding {
  if (of === 0) return bad(check, domain, "there is no record to check it with");
  return missing === 0
    ? good(check, domain, `${of} records`)
    : bad(check, domain, `${missing} of ${of} records are not`);
}
