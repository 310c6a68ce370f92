import { z } from "zod";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import { isWaivable } from "./codes.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

const waiverSchema = z.strictObject({
  /** The subgraph whose change it is for. */
  subgraph: z.string().min(1),
  code: z.string().min(1),
  /** Left out where the finding has none. */
  coordinate: z.string().min(1).optional(),
  /** Who answers for it. */
  owner: z.string().min(3, "Name who answers for it."),
  reason: z.string().min(20, "Say why, in a sentence."),
  /** The last day on which it holds. */
  until: z.iso.date(),
});

/** What somebody has decided to let through, why and until when. */
export interface Waiver extends Readonly<z.output<typeof waiverSchema>> {
  readonly file: string;
}

/** Reads one waiver's file. @throws InvalidConfiguration that names the file */
export function readWaiver(file: string, text: string): Waiver {
  const read = waiverSchema.safeParse(jsonOf(file, text));
  if (!read.success) throw new InvalidConfiguration(`${file}: ${z.prettifyError(read.error)}`);
  return { file, ...read.data };
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidConfiguration(`${file}: This is no JSON.`, { cause: error });
  }
}

/** Lets through what a waiver covers on this day. A waiver of this subgraph that has ended, or covers nothing, is a finding itself. */
export function applyWaivers(
  findings: readonly Finding[],
  {
    waivers,
    subgraph,
    today,
  }: { readonly waivers: readonly Waiver[]; readonly subgraph: string; readonly today: string },
): readonly Finding[] {
  const ours = waivers.filter((waiver) => waiver.subgraph === subgraph);
  const inForce = ours.filter(({ until }) => until >= today);
  const used = new Set<string>();
  const judged = findings.map((finding) => {
    const waiver = isWaivable(finding.code) ? inForce.find((candidate) => covers(candidate, finding)) : undefined;
    if (waiver === undefined) return finding;
    used.add(waiver.file);
    return { ...finding, waivedBy: waiver.file };
  });
  return [
    ...judged,
    ...ours
      .filter(({ until }) => until < today)
      .map(({ file, code, coordinate, until, owner }) =>
        found("WAIVER_EXPIRED", `${code} ended on ${until}; ${owner} answers for it.`, { coordinate, file }),
      ),
    ...inForce
      .filter(({ file }) => !used.has(file))
      .map(({ file, code, coordinate }) =>
        found("WAIVER_UNUSED", `There is no ${code} to let through.`, { coordinate, file }),
      ),
  ];
}

function covers({ code, coordinate }: Waiver, finding: Finding): boolean {
  return finding.code === code && finding.coordinate === coordinate;
}
