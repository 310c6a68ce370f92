/**
 * Every code that Crosscheck gives, with what it means over HTTP and what the caller can do.
 * The README of this folder lists the same codes; a test compares the two.
 */
export const ERROR_CODES = {
  INVALID_INPUT: { status: 400, advice: "Correct the fields named in `extensions.fields` and ask again." },
  INVALID_CURSOR: { status: 400, advice: "Start again without `after`, or use a cursor of the same search." },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 403,
    advice: "Ask without this field, or with a token and a justification that cover it.",
  },
  OPERATION_TOO_LARGE: { status: 400, advice: "Ask for less at once: split the operation." },
  HOP_REFUSED: { status: 401, advice: "Ask the gateway: this part of the graph answers nobody else." },
  UNAUTHENTICATED: {
    status: 401,
    advice: "Get an access token from your issuer and send it as `Authorization: Bearer <token>`.",
  },
  JUSTIFICATION_REQUIRED: {
    status: 403,
    advice: "Send the header `Crosscheck-Justification` with the members named in `extensions.fields`.",
  },
  BREAK_GLASS_REFUSED: {
    status: 403,
    advice: "Correct what `extensions.fields` names, or ask without the header `Crosscheck-Break-Glass`.",
  },
  ISSUER_UNAVAILABLE: {
    status: 503,
    advice: "The issuer's keys cannot be read, so no token can be checked. Ask again later.",
  },
  INVALID_CONFIGURATION: {
    status: 500,
    advice: "Correct the setting or file that the message names, then start again.",
  },
  MIGRATION_FAILED: {
    status: 500,
    advice: "Remove what stands in the way of the migration that the message names, then start again.",
  },
  SOURCE_UNAVAILABLE: {
    status: 503,
    advice: "The source did not answer: this is not a negative answer. Ask again later.",
  },
  CANDIDATE_UNKNOWN: {
    status: 404,
    advice: "Search again for the same case, and confirm a candidate that the answer tells of.",
  },
  LINK_UNKNOWN: {
    status: 404,
    advice: "Settle a link that `Person.identityLinks` tells of.",
  },
  DECISIONS_UNAVAILABLE: {
    status: 503,
    advice:
      "What officers have decided cannot be read or added to: it is not known whether anything is. Ask again later.",
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 503,
    advice: "A part of the graph did not answer: what it holds is unknown. Ask again.",
  },
  SUBGRAPH_TIMED_OUT: {
    status: 504,
    advice: "A part of the graph did not answer in time: what it holds is unknown. Ask again.",
  },
  SUBGRAPH_REFUSED: {
    status: 502,
    advice: "A part of the graph gave an answer that cannot be read. Report the operation.",
  },
  AUDIT_UNAVAILABLE: {
    status: 503,
    advice: "The audit log cannot be written, so nobody is answered. Tell the operator, then ask again.",
  },
  UNTRUSTED_DOCUMENT: {
    status: 403,
    advice: "Send a document that was registered, or its SHA-256: this graph answers no other.",
  },
  REGISTRY_REFUSED: { status: 409, advice: "Correct what `extensions.reason` names, and publish again." },
  REGISTRY_UNAVAILABLE: {
    status: 503,
    advice: "The registry cannot be read or written. What is served stays as it is: try again later.",
  },
  INTERNAL: { status: 500, advice: "Report the time of the request; the log has the cause." },
} as const satisfies Record<string, { readonly status: number; readonly advice: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One input field that could not be read. `path` leads to it from the argument's name. */
export interface FieldError {
  /** The fault's own code: `VIN_CHECK_DIGIT`, `MRZ_CHECK_DIGIT`, `INVALID_COUNTRY`. */
  readonly code: string;
  readonly path: readonly (string | number)[];
  /** One sentence without the value itself. */
  readonly message: string;
}

/** The one class that our code throws on purpose. GraphQL puts `extensions` beside the message. */
export class CrosscheckError extends Error {
  readonly code: ErrorCode;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "CrosscheckError";
    this.code = code;
    this.extensions = { ...facts, code };
  }
}

/** Refuses an input and names every field that is at fault, so that the caller corrects all of them at once. */
export class InvalidInput extends CrosscheckError {
  readonly fields: readonly FieldError[];

  constructor(fields: readonly FieldError[]) {
    super("INVALID_INPUT", fields.map((field) => `${pathOf(field.path)}: ${field.message}`).join(" "), { fields });
    this.name = "InvalidInput";
    this.fields = fields;
  }
}

/** An operation that grows beyond all measure once its fragments are opened. */
export class TooLarge extends CrosscheckError {
  constructor(mostSelections: number) {
    super(
      "OPERATION_TOO_LARGE",
      `The operation has more than ${mostSelections} selections once its fragments are opened.`,
    );
    this.name = "TooLarge";
  }
}

/** A source was asked for one record and did not answer, so nobody knows whether it is there. */
export class SourceUnavailable extends CrosscheckError {
  constructor(source: string, options?: ErrorOptions) {
    super("SOURCE_UNAVAILABLE", `The source ${source} did not answer.`, { source }, options);
    this.name = "SourceUnavailable";
  }
}

export class InvalidConfiguration extends CrosscheckError {
  constructor(message: string, options?: ErrorOptions) {
    super("INVALID_CONFIGURATION", message, {}, options);
    this.name = "InvalidConfiguration";
  }
}

/** A schema could not be brought up to date. The cause is the database's own error, which may quote what is in the tables. */
export class MigrationFailed extends CrosscheckError {
  /** @param migration null where it was none of them: the schema itself, or one that is newer than this program */
  constructor(schema: string, migration: string | null, options?: ErrorOptions) {
    const what = migration === null ? "The migrations" : `The migration ${migration}`;
    super("MIGRATION_FAILED", `${what} of the schema ${schema} failed.`, { schema, migration }, options);
    this.name = "MigrationFailed";
  }
}

/** The registry's files or its database cannot be used, or hold what is none of its own. */
export class RegistryUnavailable extends CrosscheckError {
  constructor(message: string, options?: ErrorOptions) {
    super("REGISTRY_UNAVAILABLE", message, {}, options);
    this.name = "RegistryUnavailable";
  }
}

/** `["subject", "vehicles", 0, "vin"]` as `subject.vehicles[0].vin`. */
function pathOf(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
