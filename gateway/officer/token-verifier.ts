import { errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { officerSchema } from "../../subgraphs/kit/authority/officer.js";
import type { Officer } from "../../subgraphs/kit/authority/officer.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { Unauthenticated } from "./unauthenticated.js";

/** The signatures that an issuer may use. Symmetric ones cannot be among them: their key would be public. */
export const TOKEN_ALGORITHMS = ["EdDSA", "ES256", "PS256"] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly TokenAlgorithm[];
  /** How far the issuer's clock and ours may differ, seconds. */
  readonly clockToleranceS: number;
  readonly keys: JWTVerifyGetKey;
}

/** A token with sixty scopes has about 3,000 characters. */
const MOST_CHARACTERS = 8_192;
/** Longer than any shift: what was issued before this is refused, whatever it says of its own end. */
const OLDEST_TOKEN = "24h";
/** As many officers at work at once; beyond that the oldest are verified anew. */
const MOST_REMEMBERED = 10_000;

/** What RFC 9068 §2.2 requires beside `iss` and `aud`. */
const REQUIRED_CLAIMS = ["exp", "sub", "client_id", "iat", "jti"];

/**
 * Turns an access token (a JWT as RFC 9068 profiles it) into the officer whom the issuer vouches for. A token that was good
 * once is good until it expires, and gives the same `Officer` object each time: decisions can be remembered by it.
 */
export class TokenVerifier {
  readonly #settings: TokenSettings;
  readonly #remembered = new Map<string, { readonly officer: Officer; readonly expiresAt: number }>();

  constructor(settings: TokenSettings) {
    this.#settings = settings;
  }

  /** @throws Unauthenticated, or CrosscheckError ISSUER_UNAVAILABLE */
  async verify(token: string): Promise<Officer> {
    const remembered = this.#remembered.get(token);
    if (remembered !== undefined && Date.now() < remembered.expiresAt) return remembered.officer;
    this.#remembered.delete(token);
    if (token.length > MOST_CHARACTERS) throw Unauthenticated.withToken("The access token is too long.");
    const claims = await this.#claimsOf(token);
    const officer = officerOf(claims);
    this.#remember(token, officer, claims.exp ?? 0);
    return officer;
  }

  async #claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, clockToleranceS, keys } = this.#settings;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        typ: "at+jwt",
        clockTolerance: clockToleranceS,
        maxTokenAge: OLDEST_TOKEN,
        requiredClaims: REQUIRED_CLAIMS,
      });
      return payload;
    } catch (error) {
      if (error instanceof CrosscheckError) throw error;
      if (error instanceof errors.JWTExpired)
        throw Unauthenticated.withToken("The access token has expired: get a new one.", { cause: error });
      throw Unauthenticated.withToken("The access token is not valid here: get one of this graph and its issuer.", {
        cause: error,
      });
    }
  }

  #remember(token: string, officer: Officer, exp: number): void {
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= MOST_REMEMBERED) this.#remembered.delete(oldest);
    this.#remembered.set(token, { officer, expiresAt: exp * 1_000 });
  }
}

/** Where each fact of the officer stands in the token. `sub` and `scope` as RFC 9068 §2.2 has them. */
const CLAIMS: Readonly<Record<keyof Officer, string>> = {
  id: "sub",
  country: "country",
  agency: "agency",
  unit: "unit",
  roles: "roles",
  scopes: "scope",
  clearance: "clearance",
  jointInvestigations: "joint_investigations",
};

/** @throws Unauthenticated that names the claims at fault, for whoever configures the issuer */
function officerOf(claims: JWTPayload): Officer {
  const scope = claims["scope"];
  const result = officerSchema.safeParse({
    id: claims.sub,
    country: claims["country"],
    agency: claims["agency"],
    unit: claims["unit"],
    roles: claims["roles"],
    scopes: typeof scope === "string" ? scope.split(" ").filter((word) => word !== "") : [],
    clearance: claims["clearance"],
    jointInvestigations: claims["joint_investigations"] ?? [],
  });
  if (result.success) return result.data;
  const faulty = Object.entries(CLAIMS).flatMap(([fact, claim]) =>
    result.error.issues.some(({ path }) => path[0] === fact) ? [claim] : [],
  );
  throw Unauthenticated.withToken(
    `The access token says too little of the officer: its issuer must correct ${faulty.join(", ")}.`,
  );
}
