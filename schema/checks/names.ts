import type { CheckedChange } from "./checked-change.js";
import type { Definition } from "./definitions.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import { ROOTS } from "./namespace.js";

/** Names as the graph writes them. */
export function checkNames({ proposed, placeOf }: CheckedChange): readonly Finding[] {
  return proposed.definitions.flatMap((definition) => {
    const fault = faultOf(definition);
    return fault === null
      ? []
      : [found("NAME_STYLE", `${definition.coordinate}: ${fault}`, placeOf(definition.coordinate))];
  });
}

function faultOf(definition: Definition): string | null {
  const { kind, name } = definition;
  if (kind === "VALUE") return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) ? null : "Write a value as SUCH_A_VALUE.";
  if (kind !== "TYPE")
    return /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*$/.test(name) ? runOfCapitals(name) : "Write it as suchAName.";
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) return "Write a type as SuchAType.";
  const isInput = definition.node.kind.startsWith("InputObject");
  if (isInput && !name.endsWith("Input")) return "An input object's name ends with Input.";
  if (!isInput && name.endsWith("Input")) return "Only an input object's name ends with Input.";
  return ROOTS.has(name) ? null : runOfCapitals(name);
}

/** A short form is a word like any other: `mrz`, `entityId`, `VinSearch`. */
function runOfCapitals(name: string): string | null {
  return /[A-Z]{3}|[A-Z]{2}$/.test(name) ? "Write a short form as a word: entityId, VinSearch." : null;
}
