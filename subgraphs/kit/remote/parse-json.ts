import { InvalidReply, SourceFailure } from "../sources/source.js";

/** Deeper than any reply that is asked for. */
const DEEPEST = 32;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((mark) =>
  mark.charCodeAt(0),
);

/**
 * Parses a reply in JSON (RFC 8259). A member named `__proto__` is a member like any other.
 * @throws InvalidReply; SourceFailure REPLY_TOO_DEEP before anything of it is built
 */
export function parseJson(bytes: Uint8Array): unknown {
  refuseTooDeep(bytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the text.
    throw new InvalidReply("it is no JSON");
  }
}

/** Bytes will do: in UTF-8 no part of a longer character is one of these marks. */
function refuseTooDeep(bytes: Uint8Array): void {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > DEEPEST) throw new SourceFailure("REPLY_TOO_DEEP", "the reply is nested deeper than may be read");
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
    }
  }
}
