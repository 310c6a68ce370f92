import { z } from "zod";
import type { Authority } from "../authority/authority.js";
import { justificationSchema } from "../authority/justification.js";
import { officerSchema } from "../authority/officer.js";
import { rightsSchema } from "../authority/rights.js";
import type { Rights } from "../authority/rights.js";
import { TOKEN_LIFE_S } from "./times.js";

/** Marks a hop token, so that no other token of the same issuer passes for one (RFC 8725 §3.11). */
export const HOP_TOKEN_TYPE = "crosscheck-hop+jwt";

/** On whose authority a hop is made, and what that officer may see. */
export interface HopAuthority {
  /** Absent where no officer asks: then nothing that needs one may be answered. */
  readonly authority: Authority | undefined;
  readonly rights: Rights;
}

const scopesSchema = officerSchema.shape.scopes;

/** What a token says of the officer. Scopes stand apart, since an audience is told only of those that it needs. */
export const authorityClaimsSchema = z.strictObject({
  officer: officerSchema.omit({ scopes: true }).nullable(),
  justification: justificationSchema.nullable(),
  scopes: scopesSchema,
  rights: rightsSchema,
});
export type AuthorityClaims = z.output<typeof authorityClaimsSchema>;

const seconds = z.int().min(0);

/** A hop token's whole payload (RFC 7519). */
export const hopClaimsSchema = authorityClaimsSchema
  .extend({
    iss: z.string(),
    aud: z.string(),
    iat: seconds,
    nbf: seconds,
    exp: seconds,
    jti: z.uuid(),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= TOKEN_LIFE_S);

/** What an audience needs to know of an officer's rights; all of them where it is absent. */
export interface Needs {
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

export function claimsOf({ authority, rights }: HopAuthority, needs: Needs | undefined): AuthorityClaims {
  if (authority === undefined) return { officer: null, justification: null, scopes: [], rights };
  const { scopes, ...officer } = authority.officer;
  const { justification } = authority;
  if (needs === undefined) return { officer, justification, scopes, rights };
  return {
    officer,
    justification,
    scopes: scopes.filter((scope) => needs.scopes.has(scope)),
    rights: { ...rights, policies: rights.policies.filter((policy) => needs.policies.has(policy)) },
  };
}

export function authorityOf({ officer, justification, scopes, rights }: AuthorityClaims): HopAuthority {
  return {
    authority: officer === null ? undefined : { officer: { ...officer, scopes }, justification },
    rights,
  };
}
