import { InvalidInput } from "../errors.js";
import type { Parsed } from "../parsed.js";
import { fault, parsed } from "../parsed.js";

/** The composite key of every record: who owns it, and the owner's own id (at most 32 characters). */
export interface RecordRef {
  readonly owner: string;
  readonly localId: string;
}

/** `FRA/12345`: the written form of a key, and what loaders cache by. */
export function writeRef({ owner, localId }: RecordRef): string {
  return `${owner}/${localId}`;
}

/** The key out of a representation that the gateway sends. @throws InvalidInput when a part of the key is missing */
export function refOf({ owner, localId }: Readonly<Record<string, unknown>>): RecordRef {
  if (typeof owner === "string" && typeof localId === "string") return { owner, localId };
  throw new InvalidInput([
    { code: "INVALID_REFERENCE", path: ["representations"], message: "A record's key is its owner and localId." },
  ]);
}

/** The key out of a reference that the scalar has let through. @throws InvalidInput */
export function refFrom(reference: string): RecordRef {
  const ref = parseRef(reference);
  if (ref.ok) return ref.value;
  throw new InvalidInput([{ ...ref.fault, path: ["ref"] }]);
}

export function parseRef(text: string): Parsed<RecordRef> {
  const [, owner, localId] = /^([A-Z]{3})\/(\S{1,32})$/.exec(text) ?? [];
  if (owner === undefined || localId === undefined) {
    return fault(
      "INVALID_REFERENCE",
      "A reference is the owner's three letters, a slash and the owner's id: FRA/12345.",
    );
  }
  return parsed({ owner, localId });
}
