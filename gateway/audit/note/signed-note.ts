/** One signature line of a note, not verified yet. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  /** What follows the key's id; its form depends on the kind of key. */
  readonly bytes: Buffer;
}

/** A text and who is said to have signed it (C2SP signed-note). Nothing in it may be believed before a signature is verified. */
export interface Note {
  /** Ends with its own newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(writeSignature).join("")}`;
}

function writeSignature({ name, keyId, bytes }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([keyId, bytes]).toString("base64")}\n`;
}

/** Null where the text is no signed note. */
export function readNote(source: string): Note | null {
  const blank = source.lastIndexOf("\n\n");
  if (blank < 0 || !source.endsWith("\n") || hasControls(source)) return null;
  const signatures = source
    .slice(blank + 2, -1)
    .split("\n")
    .map(readSignature);
  const known = signatures.filter((signature) => signature !== null);
  return known.length === signatures.length ? { text: source.slice(0, blank + 1), signatures: known } : null;
}

function readSignature(line: string): NoteSignature | null {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? "", "base64");
  if (name === undefined || bytes.length <= KEY_ID_BYTES || bytes.toString("base64") !== base64) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}

/** Notes are text: of the control characters only the newline may stand in one. */
function hasControls(text: string): boolean {
  return [...text].some((character) => character < " " && character !== "\n");
}
