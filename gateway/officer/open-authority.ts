import { createLocalJWKSet } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import type { Config } from "../config.js";
import { ISSUER_PATH } from "../http/mount-issuer.js";
import type { IssuerSettings } from "../issuer/create-issuer.js";
import { publicKeysOf, readIssuerKeys } from "../issuer/key-file.js";
import { authorityByToken } from "./authority-of.js";
import type { AuthorityOf } from "./authority-of.js";
import { issuerKeys } from "./issuer-keys.js";
import { TokenVerifier } from "./token-verifier.js";
import { authorityForTraining } from "./training.js";

/** How a graph knows on whose authority it is asked. */
export interface OpenedAuthority {
  readonly authorityOf: AuthorityOf;
  /** Of the training graph alone: the issuer that it has for itself. */
  readonly localIssuer: IssuerSettings | null;
}

/**
 * By the issuer that is configured. Without one only the training graph opens: over the invented world in one process, and
 * not in production. @throws InvalidConfiguration
 */
export async function openAuthority(config: Config): Promise<OpenedAuthority> {
  const { ISSUER: issuer, AUDIENCE: audience } = config;
  if (issuer !== undefined) {
    const keys = issuerKeys({ issuer, jwksUrl: config.JWKS_URL });
    return { authorityOf: authorityByToken(verifier(config, issuer, keys)), localIssuer: null };
  }
  if (config.SUBGRAPHS !== null || config.NODE_ENV === "production") {
    throw new InvalidConfiguration(
      "ISSUER says who vouches for officers. Only the training graph does without it, and that has no SUBGRAPHS and is not in production.",
    );
  }
  const localIssuer = {
    issuer: `http://127.0.0.1:${config.PORT}${ISSUER_PATH}`,
    audience,
    keys: await readIssuerKeys(config.DATA_FOLDER),
  };
  const keys = createLocalJWKSet(publicKeysOf(localIssuer.keys));
  return {
    authorityOf: authorityForTraining(authorityByToken(verifier(config, localIssuer.issuer, keys))),
    localIssuer,
  };
}

function verifier(config: Config, issuer: string, keys: JWTVerifyGetKey): TokenVerifier {
  return new TokenVerifier({
    issuer,
    audience: config.AUDIENCE,
    algorithms: config.TOKEN_ALGORITHMS,
    clockToleranceS: config.CLOCK_TOLERANCE_S,
    keys,
  });
}
