import { z } from "zod";
import { createFieldRights } from "../access/field-rights.js";
import type { FieldRights } from "../access/field-rights.js";
import type { Authority } from "../authority/authority.js";
import { breakGlassSchema } from "../authority/break-glass.js";
import { justificationSchema } from "../authority/justification.js";
import { officerSchema } from "../authority/officer.js";
import { TOKEN_LIFE_S } from "./times.js";

/** Marks a hop token, so that no other token of the same issuer passes for one (RFC 8725 §3.11). */
export const HOP_TOKEN_TYPE = "crosscheck-hop+jwt";

/** On whose authority a hop is made, and what was decided that this officer may do. */
export interface HopAuthority {
  /** Null where no officer asks: then nothing that needs one may be answered. */
  readonly authority: Authority | null;
  readonly fieldRights: FieldRights;
}

const words = officerSchema.shape.scopes;

/** What a token says of the officer, whose scopes stand with the rights: an audience is told only of those that it needs. */
export const authorityClaimsSchema = z.strictObject({
  officer: officerSchema.omit({ scopes: true }).nullable(),
  justification: justificationSchema.nullable(),
  breakGlass: breakGlassSchema.nullable(),
  authenticated: z.boolean(),
  scopes: words,
  policies: words,
});
export type AuthorityClaims = z.output<typeof authorityClaimsSchema>;

const seconds = z.int().min(0);

/** A hop token's whole payload (RFC 7519). */
export const hopClaimsSchema = z
  .strictObject({
    iss: z.string(),
    aud: z.string(),
    iat: seconds,
    nbf: seconds,
    exp: seconds,
    jti: z.uuid(),
    /** By which version of the policies the rights were decided. */
    policyVersion: z.string().regex(/^[\w.:-]{1,64}$/),
    authority: authorityClaimsSchema,
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= TOKEN_LIFE_S);

/** What an audience needs to know of an officer's rights; all of them where it is absent. */
export interface Needs {
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

export function claimsOf({ authority, fieldRights }: HopAuthority, needs: Needs | undefined): AuthorityClaims {
  const granted = {
    authenticated: fieldRights.isAuthenticated,
    scopes: needs === undefined ? fieldRights.scopes : fieldRights.scopes.filter((scope) => needs.scopes.has(scope)),
    policies:
      needs === undefined ? fieldRights.policies : fieldRights.policies.filter((policy) => needs.policies.has(policy)),
  };
  if (authority === null) return { officer: null, justification: null, breakGlass: null, ...granted };
  const { scopes: _scopes, ...officer } = authority.officer;
  return { officer, justification: authority.justification, breakGlass: authority.breakGlass ?? null, ...granted };
}

export function authorityOf(claims: AuthorityClaims): HopAuthority {
  const { officer, justification, breakGlass, authenticated, scopes, policies } = claims;
  return {
    authority:
      officer === null
        ? null
        : { officer: { ...officer, scopes }, justification, ...(breakGlass === null ? {} : { breakGlass }) },
    fieldRights: createFieldRights({ isAuthenticated: authenticated, scopes, policies }),
  };
}
