import { createRemoteJWKSet, errors } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { request } from "undici";
import { z } from "zod";
import { CrosscheckError, ERROR_CODES } from "../../subgraphs/kit/errors.js";

/** How long the issuer may take to give its keys, milliseconds: officers wait meanwhile. */
const PATIENCE_MS = 2_000;
/** After this the keys are read again, so that one which the issuer has withdrawn is trusted no longer, milliseconds. */
const KEYS_LIVE_MS = 10 * 60_000;
/** An unknown key id has the keys read again, but no more often than this: rubbish must not become load on the issuer. */
const COOLDOWN_MS = 30_000;

export interface IssuerKeySettings {
  /** As `iss` has it. */
  readonly issuer: string;
  /** Where the keys are; without it the issuer's discovery document says so. */
  readonly jwksUrl?: string | undefined;
  /** How long after a reading of the keys an unknown key id is refused at once, milliseconds. */
  readonly cooldownMs?: number;
}

/**
 * The public keys of an issuer, read over HTTP when the first token comes and kept for ten minutes. The look-up throws
 * ISSUER_UNAVAILABLE while there are none to look in: the graph starts without its issuer and answers once it is there.
 */
export function issuerKeys({ issuer, jwksUrl, cooldownMs = COOLDOWN_MS }: IssuerKeySettings): JWTVerifyGetKey {
  let known: JWTVerifyGetKey | null = null;
  const find = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(new URL(jwksUrl ?? (await discoverJwksUrl(issuer))), {
      timeoutDuration: PATIENCE_MS,
      cooldownDuration: cooldownMs,
      cacheMaxAge: KEYS_LIVE_MS,
    });
  return async (header, token) => {
    try {
      known ??= await find();
      return await known(header, token);
    } catch (error) {
      // The keys are there and the token's is not among them: that is the token's fault.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new CrosscheckError("ISSUER_UNAVAILABLE", ERROR_CODES.ISSUER_UNAVAILABLE.advice, {}, { cause: error });
    }
  };
}

/** OpenID Connect Discovery 1.0 §4. A document that speaks for another issuer is not believed (§4.3). */
async function discoverJwksUrl(issuer: string): Promise<string> {
  const response = await request(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const schema = z.object({ issuer: z.literal(issuer), jwks_uri: z.url({ protocol: /^https?$/ }) });
  return schema.parse(await response.body.json()).jwks_uri;
}
