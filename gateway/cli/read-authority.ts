import { JUSTIFICATION_HEADER, readJustification } from "../officer/read-justification.js";

/** Who asks and why, as an officer gave it on the command line. */
export interface AuthorityArguments {
  readonly token?: string | undefined;
  /** The whole header; in its place the members may be given one by one. */
  readonly justification?: string | undefined;
  readonly purpose?: string | undefined;
  readonly case?: string | undefined;
  readonly offence?: string | undefined;
  readonly roleOfSubject?: string | undefined;
  readonly aim?: string | undefined;
  readonly orderedBy?: string | undefined;
}

/** The headers that a question goes with. @throws JustificationRequired: nothing is sent that the graph would refuse */
export function headersOf(given: AuthorityArguments): Readonly<Record<string, string>> {
  const justification = given.justification ?? justificationOf(given);
  if (justification !== null) readJustification(justification);
  return {
    ...(given.token === undefined ? {} : { authorization: `Bearer ${given.token}` }),
    ...(justification === null ? {} : { [JUSTIFICATION_HEADER]: justification }),
  };
}

/** Null where no member is given. */
function justificationOf(given: AuthorityArguments): string | null {
  const members = [
    ["purpose", given.purpose],
    ["case", quoted(given.case)],
    ["offence", given.offence],
    ["role", given.roleOfSubject],
    ["aim", given.aim],
    ["ordered-by", quoted(given.orderedBy)],
  ];
  const written = members.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return written.length === 0 ? null : written.join(", ");
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
