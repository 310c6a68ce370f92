import { ChipFault } from "./chip-fault.js";
import { readElements } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** Reads the elements of a constructed one in their order, as a definition in ASN.1 lists them. */
export class Parts {
  readonly #elements: readonly Tlv[];
  #at = 0;

  constructor(parent: Tlv) {
    this.#elements = readElements(parent);
  }

  /** The next element, whatever it is. @throws ChipFault where there is none */
  any(): Tlv {
    const element = this.#elements[this.#at];
    if (element === undefined) throw new ChipFault("TLV_TRUNCATED");
    this.#at += 1;
    return element;
  }

  /** The next element, which has this tag. @throws ChipFault where it has another */
  next(tag: number): Tlv {
    const element = this.any();
    if (element.tag !== tag) throw new ChipFault("TLV_UNEXPECTED");
    return element;
  }

  /** The next element if it has one of these tags, else null. */
  optional(...tags: readonly number[]): Tlv | null {
    const element = this.#elements[this.#at];
    if (element === undefined || !tags.includes(element.tag)) return null;
    this.#at += 1;
    return element;
  }

  /** @throws ChipFault where more follows than the definition has */
  end(): void {
    if (this.#at < this.#elements.length) throw new ChipFault("TLV_TRAILING");
  }
}
