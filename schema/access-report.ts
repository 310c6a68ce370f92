import { parse } from "graphql";
import { findAccessFaults } from "../subgraphs/kit/access/access-faults.js";
import type { AccessFault } from "../subgraphs/kit/access/access-faults.js";
import { compileAccessIndex } from "../subgraphs/kit/access/access-index.js";
import { writeRequirement } from "../subgraphs/kit/access/requirement.js";

/** A schema by the file that it stands in. */
export interface SchemaText {
  readonly file: string;
  readonly sdl: string;
}

export interface AccessReport {
  readonly coordinates: readonly { readonly coordinate: string; readonly requirement: string }[];
  readonly fields: number;
  readonly ruledFields: number;
  readonly faults: readonly (AccessFault & { readonly file: string })[];
}

/**
 * Who may read what, and what is wrong with it. A field must be under a rule in the supergraph; how a rule is written is
 * looked at in the parts too, because composition makes one rule of several and hides an empty one.
 */
export function reportAccess(whole: SchemaText, parts: readonly SchemaText[]): AccessReport {
  const index = compileAccessIndex(parse(whole.sdl));
  const fields = index.coordinates.filter(({ kind }) => kind === "FIELD");
  const faultsOfParts = parts.flatMap(({ file, sdl }) => {
    const part = compileAccessIndex(parse(sdl));
    const ruled = part.coordinates.filter(({ own }) => own !== null).map((entry) => ({ ...entry, isRuled: true }));
    return findAccessFaults({ ...part, coordinates: ruled }).map((fault) => ({ file, ...fault }));
  });
  return {
    coordinates: index.coordinates.map(({ coordinate, requirement }) => ({
      coordinate,
      requirement: writeRequirement(requirement),
    })),
    fields: fields.length,
    ruledFields: fields.filter(({ isRuled }) => isRuled).length,
    faults: [...findAccessFaults(index).map((fault) => ({ file: whole.file, ...fault })), ...faultsOfParts],
  };
}

/** For people: a line for each coordinate, then the count, then what is wrong. */
export function writeAccessReport({ coordinates, fields, ruledFields, faults }: AccessReport): string {
  const width = Math.max(0, ...coordinates.map(({ coordinate }) => coordinate.length));
  const lines = [
    ...coordinates.map(({ coordinate, requirement }) => `${coordinate.padEnd(width)}  ${requirement}`),
    `${ruledFields} of ${fields} fields under a rule`,
    ...faults.map(({ file, coordinate, message }) => `${file}: ${coordinate}: ${message}`),
  ];
  return `${lines.join("\n")}\n`;
}
