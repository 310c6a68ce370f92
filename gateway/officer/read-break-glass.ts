import type { Scope } from "../../subgraphs/kit/access/vocabulary.js";
import { breakGlassSchema } from "../../subgraphs/kit/authority/break-glass.js";
import type { BreakGlass } from "../../subgraphs/kit/authority/break-glass.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import type { FieldError } from "../../subgraphs/kit/errors.js";
import { DictionaryHeader } from "./dictionary-header.js";
import type { Member } from "./dictionary-header.js";
import { JustificationRequired } from "./read-justification.js";

export const BREAK_GLASS_HEADER = "crosscheck-break-glass";

/** Who may use a grant at all. */
const BREAK_GLASS_SCOPE = "break-glass:use" satisfies Scope;

/** A shift: whoever needs longer says so again. */
const MOST_HOURS = 8;
const HOUR_MS = 3_600_000;

const MEMBERS: Readonly<Record<keyof BreakGlass, Member>> = {
  justification: {
    name: "reason",
    expected: "why it cannot wait, in double quotes, 10 to 200 characters without accents and without a person's name",
  },
  caseReference: { name: "case", expected: "the case of the justification, in double quotes" },
  endsAt: {
    name: "ends-at",
    expected: `a moment in UTC, in double quotes, that lies ahead by at most ${MOST_HOURS} hours: "2026-11-24T12:00:00Z"`,
  },
};

/** A grant for an emergency that cannot be used. The question is not asked without it instead: the officer relies on it. */
export class BreakGlassRefused extends CrosscheckError {
  constructor(fields: readonly FieldError[]) {
    const faults = fields.map(({ message }) => message).join(" ");
    super("BREAK_GLASS_REFUSED", `The header Crosscheck-Break-Glass cannot be used. ${faults}`, { fields });
    this.name = "BreakGlassRefused";
  }
}

/**
 * Reads `reason="A child is missing since noon", case="2026/1234", ends-at="2026-11-24T12:00:00Z"` for the officer and the
 * case that it comes with. @throws BreakGlassRefused, JustificationRequired
 */
export function readBreakGlass(
  text: string,
  { officer, justification }: Pick<Authority, "officer" | "justification">,
  now: Date,
): BreakGlass {
  if (justification === null) throw JustificationRequired.withoutHeader();
  if (!officer.scopes.includes(BREAK_GLASS_SCOPE)) throw new BreakGlassRefused([WITHOUT_SCOPE]);
  const header = DictionaryHeader.read(BREAK_GLASS_HEADER, text);
  if (!(header instanceof DictionaryHeader)) throw new BreakGlassRefused([header]);
  const grantSchema = breakGlassSchema.extend({
    caseReference: breakGlassSchema.shape.caseReference.refine((given) => given === justification.caseReference),
    endsAt: breakGlassSchema.shape.endsAt.refine((moment) => isNear(moment, now)),
  });
  const result = grantSchema.safeParse({
    justification: header.value(MEMBERS.justification),
    caseReference: header.value(MEMBERS.caseReference),
    endsAt: header.value(MEMBERS.endsAt),
  });
  if (result.success) return result.data;
  const faulty = new Set(result.error.issues.map(({ path }) => path[0]));
  throw new BreakGlassRefused(
    Object.entries(MEMBERS)
      .filter(([fact]) => faulty.has(fact))
      .map(([, member]) => header.fault(member)),
  );
}

const WITHOUT_SCOPE: FieldError = {
  code: "SCOPE_MISSING",
  path: [BREAK_GLASS_HEADER],
  message: `Ask your issuer for a token with the scope ${BREAK_GLASS_SCOPE}.`,
};

function isNear(moment: string, now: Date): boolean {
  const ahead = Date.parse(moment) - now.getTime();
  return ahead > 0 && ahead <= MOST_HOURS * HOUR_MS;
}
