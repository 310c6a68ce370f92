import { CrosscheckError } from "../../subgraphs/kit/errors.js";

/** Nobody is known to ask. What it says helps whoever holds the token, and tells nothing of keys. */
export class Unauthenticated extends CrosscheckError {
  /** The value of `WWW-Authenticate` (RFC 6750 §3). */
  readonly challenge: string;

  private constructor(message: string, challenge: string, options?: ErrorOptions) {
    super("UNAUTHENTICATED", message, {}, options);
    this.name = "Unauthenticated";
    this.challenge = challenge;
  }

  static withoutToken(): Unauthenticated {
    return new Unauthenticated(
      "Send an access token of your issuer: `Authorization: Bearer <token>`.",
      'Bearer realm="crosscheck"',
    );
  }

  /** @param message a sentence of ours: printable ASCII without quotes or backslashes, for it goes into the header too */
  static withToken(message: string, options?: ErrorOptions): Unauthenticated {
    return new Unauthenticated(
      message,
      `Bearer realm="crosscheck", error="invalid_token", error_description="${message}"`,
      options,
    );
  }
}
