import { z } from "zod";
import { parseRef } from "../../../subgraphs/kit/sources/record-ref.js";
import type { PublishedEntry } from "../check/log-reader.js";
import { payloadSchema, readPayload } from "../entry/payload.js";

const { who, why } = payloadSchema.options[1].shape;

/** What one owner is told of one answer that was given under a grant for an emergency. */
export const breakGlassNoticeSchema = z.strictObject({
  owner: z.string().regex(/^[A-Z]{3}$/),
  /** The RELEASE, by its number: whoever has the log can prove it. */
  entry: z.int().min(0),
  auditId: z.string(),
  at: z.iso.datetime(),
  /** Who asked: whom to call. The officer's id is the unit's own concern. */
  officer: who.omit({ id: true }),
  justification: why.unwrap().pick({ purpose: true, caseReference: true, offence: true }).nullable(),
  breakGlass: z.strictObject({ reason: z.string(), endsAt: z.iso.datetime() }),
  /** This owner's records alone. */
  records: z.array(z.strictObject({ ref: z.string(), level: z.enum(["HIT", "RECORD"]) })).readonly(),
});
export type BreakGlassNotice = z.output<typeof breakGlassNoticeSchema>;

/** One for each owner whose records the entry says that were told of; none where no grant was used. */
export function noticesOf({ index, leaf, payload: text }: PublishedEntry): readonly BreakGlassNotice[] {
  const payload = text === null ? null : readPayload(text);
  if (payload?.kind !== "RELEASE" || payload.breakGlass === undefined) return [];
  const { breakGlass, refs, opened = refs } = payload;
  const { country, agency, unit } = payload.who;
  const isOpened = new Set(opened);
  const byOwner = Map.groupBy(refs, (ref) => ownerOf(ref));
  return [...byOwner].flatMap(([owner, ofOwner]) => {
    if (owner === null) return [];
    const records = ofOwner.map((ref) => ({ ref, level: isOpened.has(ref) ? ("RECORD" as const) : ("HIT" as const) }));
    const justification = payload.why && {
      purpose: payload.why.purpose,
      caseReference: payload.why.caseReference,
      offence: payload.why.offence,
    };
    return [
      {
        owner,
        entry: index,
        auditId: leaf.auditId,
        at: leaf.at.toISOString(),
        officer: { country, agency, unit },
        justification,
        breakGlass: { reason: breakGlass.justification, endsAt: breakGlass.endsAt },
        records,
      },
    ];
  });
}

function ownerOf(ref: string): string | null {
  const parsed = parseRef(ref);
  return parsed.ok ? parsed.value.owner : null;
}
