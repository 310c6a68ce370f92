import { GraphQLError, Lexer, Source, TokenKind } from "graphql";
import type { Token } from "graphql";
import { found } from "./finding.js";
import type { Finding, Place } from "./finding.js";

/** How much one subgraph may be. Ours have 20 kB, 40 types, 300 fields, 3,000 tokens, and selections four levels deep. */
export interface SdlLimits {
  readonly bytes: number;
  readonly tokens: number;
  readonly types: number;
  /** Fields, input fields and arguments, those of directives among them: whatever stands before a colon. */
  readonly fields: number;
  readonly depth: number;
}

export const SDL_LIMITS: SdlLimits = { bytes: 2_097_152, tokens: 200_000, types: 2_000, fields: 20_000, depth: 24 };

/**
 * What makes an SDL too much to read, found by walking its tokens once; the walk ends at the first
 * limit that is passed. Nothing is parsed before this finds nothing.
 */
export function findSizeFaults(sdl: string, limits: SdlLimits, file?: string): readonly Finding[] {
  const bytes = Buffer.byteLength(sdl);
  const tooLarge =
    bytes > limits.bytes ? [found("SDL_TOO_LARGE", `${bytes} bytes; ${limits.bytes} at most.`, { file })] : [];
  return [...tooLarge, ...walk(new Lexer(new Source(sdl)), limits, file)];
}

function walk(lexer: Lexer, limits: SdlLimits, file: string | undefined): readonly Finding[] {
  const counted = { tokens: 0, types: 0, fields: 0, depth: 0 };
  let open = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      counted.tokens++;
      if (OPENING.has(token.kind)) open++;
      if (CLOSING.has(token.kind)) open--;
      if (token.kind === TokenKind.COLON) counted.fields++;
      if (open === 0 && token.kind === TokenKind.NAME && DEFINING.has(token.value)) counted.types++;
      counted.depth = open + nestingOf(token);
      const fault = faultOf(counted, limits, { file, line: token.line });
      if (fault !== null) return [fault];
    }
  } catch (error) {
    // What is no token is the parser's to report.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return [];
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);
const DEFINING: ReadonlySet<string> = new Set(["type", "interface", "input", "enum", "union", "scalar", "directive"]);

/** The nesting within a string: selections are written as strings, and parsed. */
function nestingOf({ kind, value }: Token): number {
  if (kind !== TokenKind.STRING && kind !== TokenKind.BLOCK_STRING) return 0;
  let open = 0;
  let most = 0;
  for (const character of value) {
    if (character === "{" || character === "(" || character === "[") most = Math.max(most, ++open);
    if (character === "}" || character === ")" || character === "]") open--;
  }
  return most;
}

function faultOf(
  { tokens, types, fields, depth }: Omit<SdlLimits, "bytes">,
  limits: SdlLimits,
  place: Place,
): Finding | null {
  if (types > limits.types) return found("SDL_TOO_MANY_TYPES", `More than ${limits.types} types.`, place);
  if (fields > limits.fields) return found("SDL_TOO_MANY_FIELDS", `More than ${limits.fields} fields.`, place);
  if (tokens > limits.tokens) return found("SDL_TOO_MANY_TOKENS", `More than ${limits.tokens} tokens.`, place);
  if (depth > limits.depth)
    return found("SDL_TOO_DEEP", `More than ${limits.depth} brackets within each other.`, place);
  return null;
}
