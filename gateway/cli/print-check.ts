import Table from "cli-table3";
import { z } from "zod";
import type { CheckAnswer, Gaps, Hit, Reply } from "./check-answer.js";

/** Lines for an officer. Marks stand beside the words, so that nothing depends on colour. */
const MARKS: Readonly<Record<string, string>> = { HIT: "●", NO_HIT: "○", NOT_ASKED: "·" };

/** One line for one source: `● fra-vehicles  FRA  HIT  12 ms`. */
export function replyLine({ source, owner, outcome, reason, latencyMs }: Reply): string {
  const why = reason === null ? "" : ` (${reason.toLowerCase().replaceAll("_", " ")})`;
  const time = latencyMs === null ? "" : `${latencyMs} ms`;
  return `  ${MARKS[outcome] ?? "!"} ${source.padEnd(22)} ${owner}  ${(outcome.replaceAll("_", " ") + why).padEnd(24)} ${time}`.trimEnd();
}

/** The whole answer but for the sources' lines. */
export function checkLines(answer: CheckAnswer, gaps: Gaps, milliseconds: number): readonly string[] {
  const { refused, failed } = gaps;
  const domain = (name: DomainName, title: string, describe: Describe): readonly string[] =>
    hitsOf(title, answer[name], describe, {
      refused: refused.filter((path) => `${path}.`.startsWith(`${name}.`)),
      isFailed: failed.has(name),
    });
  return [
    "",
    summary(answer, milliseconds),
    ...notAskedLine(answer),
    ...(answer.subject.asRead
      ? ["Numbers were searched as read though a check digit may not match: a miss says little."]
      : []),
    ...domain("persons", "Persons", personLine),
    ...domain("notices", "Notices", noticeLine),
    ...domain("travelDocuments", "Travel documents", documentLine),
    ...domain("vehicles", "Vehicles", vehicleLine),
    ...domain("biometrics", "Biometrics", encounterLine),
    ...(refused.length === 0 ? [] : ["", `Not shown, for you may not read it: ${refused.join(", ")}.`]),
  ];
}

function summary({ outcome, complete, sources }: CheckAnswer, milliseconds: number): string {
  const asked = sources.filter((reply) => reply.outcome !== "NOT_ASKED");
  const silent = asked.filter((reply) => reply.outcome !== "HIT" && reply.outcome !== "NO_HIT");
  const head = outcome.replaceAll("_", " ");
  const tail = `${asked.length} sources of ${new Set(asked.map(({ owner }) => owner)).size} owners asked, ${Math.round(milliseconds)} ms`;
  if (complete) return `${head}, complete: ${tail}.`;
  return `${head}, NOT COMPLETE: no answer from ${silent.map(({ source }) => source).join(", ")}. ${tail}.`;
}

function notAskedLine({ sources }: CheckAnswer): readonly string[] {
  const notAsked = sources.filter(({ outcome }) => outcome === "NOT_ASKED").map(({ source }) => source);
  return notAsked.length === 0
    ? []
    : [`Not asked, for nothing was given that they are searched by: ${notAsked.join(", ")}.`];
}

type DomainName = "persons" | "notices" | "travelDocuments" | "vehicles" | "biometrics";
type DomainAnswer = CheckAnswer[DomainName];

/** What a record of this domain is told as; null where the answer has none. */
type Describe = (hit: Hit) => string | null;

function hitsOf(
  title: string,
  answer: DomainAnswer,
  describe: Describe,
  { refused, isFailed }: { readonly refused: readonly string[]; readonly isFailed: boolean },
): readonly string[] {
  // Where both are so, what did not answer is what the officer must know.
  if (answer === null && refused.length > 0 && !isFailed) return ["", `${title}: you may not read what is held there.`];
  if (answer === null) return ["", `${title}: no answer. What is held there is unknown.`];
  if (answer.hits.length === 0) return [];
  const more = answer.hitCount > answer.hits.length ? ` (the first ${answer.hits.length} of ${answer.hitCount})` : "";
  const isRecordRefused = refused.some((path) => RECORD.test(path));
  const line = (hit: Hit): string => describe(hit) ?? (isRecordRefused ? RECORD_REFUSED : HIT_ALONE);
  return ["", `${title}${more}`, ...answer.hits.flatMap((hit) => hitLines(hit, line(hit)))];
}

function hitLines({ ref, sources, score, contact, features }: Hit, description: string): readonly string[] {
  const reasons = new Table({
    chars: NO_BORDERS,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
  });
  for (const { feature, how, weight, explanation } of features) {
    reasons.push([
      "       ",
      weight.toFixed(2),
      feature.replaceAll("_", " "),
      how.replaceAll("_", " "),
      explanation ?? "",
    ]);
  }
  const call = [contact.bureau, contact.telephone, contact.email].filter((part) => part !== null).join(", ");
  return [
    `  ${score.toFixed(2)}  ${description}`,
    `        ${ref}, reported by ${sources.join(", ")}`,
    ...(features.length === 0
      ? []
      : reasons
          .toString()
          .split("\n")
          .map((line) => line.trimEnd())),
    `        Not verified. Call ${call}.`,
  ];
}

const NO_BORDERS = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((part) => [part, ""]),
);

const text = z.string().nullish();

/** In place of a record of which the owner gives no more than that there is one. */
const HIT_ALONE = "On record: the owner gives no more than the hit.";
const RECORD_REFUSED = "On record: you may not read what is.";
/** `persons.hits.person`: the record of a hit as a whole. */
const RECORD = /^\w+\.hits\.(person|notice|travelDocument|vehicle|encounter)$/;

function personLine({ person }: Hit): string | null {
  if (person === null) return null;
  const { names, datesOfBirth, sex, nationalities, cautions, actionToTake } = z
    .object({
      names: z.array(z.object({ family: z.string(), given: z.string(), original: text })).nullish(),
      datesOfBirth: z.array(z.string()).nullish(),
      sex: text,
      nationalities: z.array(z.string()).nullish(),
      cautions: z.array(z.string()).nullish(),
      actionToTake: text,
    })
    .parse(person);
  const name = names?.[0];
  const original = name?.original ? ` ${name.original}` : "";
  return join([
    // Names that this officer may not read are null.
    names ? `${name?.family ?? ""}, ${name?.given ?? ""}${original}` : "A person on record",
    datesOfBirth?.[0],
    sex,
    nationalities?.join("/"),
    actionToTake && actionToTake !== "NONE" ? words(actionToTake) : null,
    cautions?.map(words).join(", "),
  ]);
}

function noticeLine({ notice }: Hit): string | null {
  if (notice === null) return null;
  const { entityId, colour, kind, issuingCountry } = z
    .object({ entityId: text, colour: z.string(), kind: z.string(), issuingCountry: z.string() })
    .parse(notice);
  return join([`${words(colour)} ${words(kind).toLowerCase()}`, entityId, `requested by ${issuingCountry}`]);
}

function documentLine({ travelDocument }: Hit): string | null {
  if (travelDocument === null) return null;
  const { number, type, issuingCountry, status, notice } = z
    .object({
      number: z.string(),
      type: z.string(),
      issuingCountry: z.string(),
      status: z.string(),
      notice: z.object({ colour: text, entityId: text }).nullish(),
    })
    .parse(travelDocument);
  const linked = notice?.colour
    ? `linked to a ${words(notice.colour).toLowerCase()} notice ${notice.entityId ?? ""}`.trim()
    : null;
  return join([`${words(status)}: ${words(type).toLowerCase()} ${number}`, issuingCountry, linked]);
}

function vehicleLine({ vehicle }: Hit): string | null {
  if (vehicle === null) return null;
  const { status, make, model, vin, plate, plateCountry } = z
    .object({ status: z.string(), make: text, model: text, vin: text, plate: text, plateCountry: text })
    .parse(vehicle);
  return join([
    `${words(status)}: ${[make, model].filter(Boolean).join(" ")}`,
    vin && `VIN ${vin}`,
    plate && `plate ${plate} ${plateCountry ?? ""}`.trim(),
  ]);
}

function encounterLine({ encounter }: Hit): string | null {
  if (encounter === null) return null;
  const { kind, finger, takenOn } = z.object({ kind: z.string(), finger: text, takenOn: text }).parse(encounter);
  return join([words(kind), finger && words(finger).toLowerCase(), takenOn && `taken ${takenOn}`]);
}

function join(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ");
}

/** `LOCATE_PERSON` as `Locate person`. */
function words(code: string): string {
  const spaced = code.replaceAll("_", " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
