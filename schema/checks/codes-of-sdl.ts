import type { CodeEntry } from "./code-entry.js";

const BOUNDED =
  "Whatever reads a schema takes time and memory with its size: a check that never ends stops every other.";

/** Codes of what can be said of an SDL and an address by themselves, and of composing it. */
export const CODES_OF_SDL = {
  SDL_TOO_LARGE: {
    severity: "error",
    finds: "The SDL has more bytes than it may.",
    why: BOUNDED,
    todo: "Publish less: our own subgraphs take 20 kB.",
  },
  SDL_TOO_MANY_TOKENS: {
    severity: "error",
    finds: "The SDL has more tokens than it may.",
    why: BOUNDED,
    todo: "Publish less at once.",
  },
  SDL_TOO_MANY_TYPES: {
    severity: "error",
    finds: "The SDL defines or extends more types than it may.",
    why: BOUNDED,
    todo: "Define only the types that your fields need.",
  },
  SDL_TOO_MANY_FIELDS: {
    severity: "error",
    finds: "The SDL has more fields, arguments and input fields than it may.",
    why: BOUNDED,
    todo: "Publish less at once.",
  },
  SDL_TOO_DEEP: {
    severity: "error",
    finds: "Brackets are nested deeper than they may, in the SDL or in a selection within it.",
    why: BOUNDED,
    todo: "Write flatter: our own selections are four levels deep.",
  },
  RULE_TOO_LARGE: {
    severity: "error",
    finds: "A rule has more alternatives, or more words in one, than it may.",
    why: "Rules of a field, its type and what it returns multiply: twenty alternatives on each are eight thousand.",
    todo: "Name one scope or field class that stands for the alternatives.",
  },
  SDL_SYNTAX: {
    severity: "error",
    finds: "The SDL cannot be parsed, or holds an operation.",
    why: "Nothing can be said of what cannot be read.",
    todo: "Correct the SDL at the line named.",
  },
  URL_INVALID: {
    severity: "error",
    finds: "The address is none, holds a password or a fragment, or is not HTTP.",
    why: "The gateway asks this address with officers' questions.",
    todo: "Give the address of the subgraph: https://graphql.example.org/graphql.",
  },
  URL_NOT_HTTPS: {
    severity: "error",
    finds: "The address of a country's subgraph is not https.",
    why: "Questions about people would cross networks that anybody reads.",
    todo: "Serve the subgraph over TLS.",
  },
  URL_PRIVATE: {
    severity: "error",
    finds: "The address leads to loopback, a private network or a name that is only known inside one.",
    why: "The gateway would be made to ask services that only it can reach.",
    todo: "Give an address on the public network, or on the one that the operator names.",
  },
  COMPOSITION_FAILED: {
    severity: "error",
    finds: "The subgraphs do not compose.",
    why: "There is no graph to serve.",
    todo: "Correct what the composer names.",
  },
  COMPOSITION_DISAGREES: {
    severity: "error",
    finds: "One of the two composers, Apollo's and the Guild's, takes what the other refuses.",
    why: "The graph has to run behind any gateway of Federation 2, and what two readers of one specification take differently is a fault waiting.",
    todo: "Write it in a way that both take.",
  },
  COMPOSITION_DIFFERS: {
    severity: "error",
    finds: "Both compose, but to a different API or to different access rules.",
    why: "An officer would be shown or refused other things behind another gateway.",
    todo: "Write it in a way that both read alike.",
  },
  COMPOSITION_TIMED_OUT: {
    severity: "error",
    finds: "Composition does not end in time.",
    why: BOUNDED,
    todo: "Look for keys and types that can be reached in very many ways.",
  },
  COMPARISON_TIMED_OUT: {
    severity: "error",
    finds: "Comparing the new graph with the present one does not end in time.",
    why: BOUNDED,
    todo: "Look for rules with many alternatives on types that lead to each other.",
  },
  CURRENT_GRAPH_BROKEN: {
    severity: "error",
    waivable: true,
    finds: "What is published now does not compose, so nothing can be compared with it.",
    why: "A widening of access would pass unseen.",
    todo: "Roll back to the last good version first.",
  },
} as const satisfies Record<string, CodeEntry>;
