import type { FoundEntry } from "../audit/check/find-entries.js";
import type { VerifyReport } from "../audit/check/verify-log.js";

/** What `verify` found, for a person. */
export function verifyLines({
  entries,
  published,
  payloads,
  checkpoints,
  isTorn,
  faults,
}: VerifyReport): readonly string[] {
  const inJournal = entries - published;
  return [
    `${entries} entries, ${published} under the checkpoint${inJournal > 0 ? ` and ${inJournal} in the journal` : ""}.`,
    `${payloads.kept} payloads as they were logged, ${payloads.erased} erased after their time.`,
    ...(checkpoints > 0 ? [`Compared with ${checkpoints} checkpoints of witnesses or kept elsewhere.`] : []),
    ...(isTorn ? ["The last commit came to no end: the process was killed before it had acknowledged it."] : []),
    ...faults.map(({ place, what }) => `FAULT  ${place}: ${what}`),
    faults.length === 0 ? "The log is whole." : `${faults.length} faults: somebody or something changed the log.`,
  ];
}

/** One entry, in two lines. */
export function entryLines({ index, at, auditId, payload }: FoundEntry): readonly string[] {
  const { who, why, breakGlass } = payload;
  const given = why === null ? "no justification" : `${why.purpose}, case ${why.caseReference}`;
  const reason = breakGlass === undefined ? given : `${given}, BREAK-GLASS until ${breakGlass.endsAt}`;
  const what =
    payload.kind === "INTENT"
      ? `asked ${payload.operation.name ?? "an operation without a name"} (${payload.coordinates.length} fields)`
      : `was told of ${payload.refs.length} records: ${payload.refs.join(", ")}`;
  return [
    `${index}  ${at.toISOString()}  ${payload.kind}  ${auditId}`,
    `    ${who.country}/${who.agency}/${who.unit}/${who.id}, ${reason}, ${what}`,
  ];
}
