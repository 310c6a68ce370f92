import { readFile } from "node:fs/promises";
import { readSubject } from "../../subgraphs/checks/index.js";
import type { SubjectInput } from "../../subgraphs/checks/index.js";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import type { FieldError } from "../../subgraphs/kit/errors.js";
import { parseCountry } from "../../subgraphs/kit/identifiers/country.js";
import { parseDocumentNumber } from "../../subgraphs/kit/identifiers/document-number.js";
import { parsePartialDate } from "../../subgraphs/kit/identifiers/partial-date.js";
import { DOCUMENT_TYPES, SEXES } from "../../subgraphs/kit/lists.js";
import type { SampleKind } from "../../subgraphs/kit/lists.js";
import type { Parsed } from "../../subgraphs/kit/parsed.js";
import { fault, parsed } from "../../subgraphs/kit/parsed.js";
import { readFaceTemplate, readFingerprintTemplate } from "../../subgraphs/biometrics/index.js";

/** What an officer gave on the command line, unread. */
export interface CheckArguments {
  readonly mrz?: string | undefined;
  readonly name?: readonly string[] | undefined;
  readonly born?: string | undefined;
  readonly sex?: string | undefined;
  readonly nationality?: readonly string[] | undefined;
  readonly birthPlace?: string | undefined;
  readonly document?: string | undefined;
  readonly type?: string | undefined;
  /** Of the document and the plate. */
  readonly country?: string | undefined;
  readonly vin?: string | undefined;
  readonly plate?: string | undefined;
  readonly fingerprint?: readonly string[] | undefined;
  readonly face?: readonly string[] | undefined;
  readonly asRead: boolean;
}

/** As large a file as the graph would take. */
const MOST_FILE_BYTES = 64 * 1024;

/**
 * The subject of the check. Everything is read here already, so that nothing is sent of what the graph would refuse.
 * @throws InvalidInput whose fields are named by the options
 */
export async function readArguments(given: CheckArguments): Promise<SubjectInput> {
  const faults: FieldError[] = [];
  const read = <T>(option: string, text: string | undefined, parse: (text: string) => Parsed<T>): T | null => {
    if (text === undefined) return null;
    const result = parse(text);
    if (result.ok) return result.value;
    faults.push({ ...result.fault, path: [`--${option}`] });
    return null;
  };
  const country = read("country", given.country, parseCountry);
  const number = read("document", given.document, parseDocumentNumber);
  const type = read("type", given.type, (text) => oneOf(DOCUMENT_TYPES, text));
  const hasVehicle = given.vin !== undefined || given.plate !== undefined;
  const subject: SubjectInput = {
    mrz: given.mrz ?? null,
    names: (given.name ?? []).map(splitName),
    dateOfBirth: read("born", given.born, parsePartialDate),
    sex: read("sex", given.sex, (text) => oneOf(SEXES, text)),
    nationalities: (given.nationality ?? []).flatMap((text) => read("nationality", text, parseCountry) ?? []),
    birthPlace: given.birthPlace ?? null,
    documents: number === null ? [] : [{ number, issuingCountry: country, type }],
    vehicles: hasVehicle ? [{ vin: given.vin ?? null, plate: given.plate ?? null, plateCountry: country }] : [],
    samples: [
      ...(await readSamples(faults, "FINGERPRINT", given.fingerprint ?? [])),
      ...(await readSamples(faults, "FACE", given.face ?? [])),
    ],
    asRead: given.asRead,
  };
  const reading = readSubject(subject);
  if (!reading.ok) faults.push(...reading.faults.map(namedByOption));
  if (faults.length > 0) throw new InvalidInput(faults);
  return subject;
}

/** `Eriksson, Anna Maria`, or `Anna Maria Eriksson`: without a comma the last word is the family name. */
function splitName(text: string): { readonly family: string; readonly given: string } {
  const [family, given] = text.split(",", 2);
  if (given !== undefined) return { family: (family ?? "").trim(), given: given.trim() };
  const words = text.trim().split(/\s+/);
  return { family: words.at(-1) ?? "", given: words.slice(0, -1).join(" ") };
}

async function readSamples(
  faults: FieldError[],
  kind: SampleKind,
  files: readonly string[],
): Promise<SubjectInput["samples"]> {
  const samples = await Promise.all(
    files.map(async (file) => {
      const result = await readSample(kind, file);
      if (result.ok) return [{ kind, template: result.value }];
      faults.push({ ...result.fault, path: [kind === "FACE" ? "--face" : "--fingerprint"] });
      return [];
    }),
  );
  return samples.flat();
}

/** The template in base64, once it is known to be one. */
async function readSample(kind: SampleKind, file: string): Promise<Parsed<string>> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return fault("FILE_NOT_READ", "The file cannot be read.");
  if (bytes.length > MOST_FILE_BYTES) return fault("TEMPLATE_TOO_LARGE", "A template has at most 64 KiB.");
  const template = kind === "FACE" ? readFaceTemplate(bytes) : readFingerprintTemplate(bytes);
  return template.ok ? parsed(bytes.toString("base64")) : template;
}

function oneOf<T extends string>(words: readonly T[], text: string): Parsed<T> {
  const word = words.find((known) => known === text.toUpperCase().replaceAll("-", "_"));
  return word === undefined ? fault("INVALID_CHOICE", `Give one of ${words.join(", ")}.`) : parsed(word);
}

/** `subject.vehicles[0].vin` is `--vin` to somebody who types. */
function namedByOption(error: FieldError): FieldError {
  const field = error.path.findLast((step) => typeof step === "string");
  const options: Readonly<Record<string, string>> = {
    mrz: "--mrz",
    vin: "--vin",
    plate: "--plate",
    family: "--name",
    given: "--name",
    names: "--name",
    birthPlace: "--birth-place",
    samples: "--fingerprint and --face",
    subject: "the subject",
  };
  return { ...error, path: [options[String(field)] ?? String(field)] };
}
