import type { RequestListener } from "node:http";
import { errors, Provider } from "oidc-provider";
import type { Adapter, Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { z } from "zod";
import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";
import { ISSUER_ALGORITHM } from "./key-file.js";
import type { IssuerKeys } from "./key-file.js";
import { LOCAL_CLIENT, officerRequestSchema } from "./officer-request.js";

export interface IssuerSettings {
  /** The issuer's own name, which `iss` gives: the URL that it is served under. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: IssuerKeys;
}

/**
 * An OpenID provider for development: it gives any invented officer a token, by the client credentials grant (RFC 6749
 * §4.4), in the form of RFC 9068. Real officers log in at their own country's issuer.
 */
export function createIssuer({ issuer, audience, keys }: IssuerSettings): RequestListener {
  const configuration: Configuration = {
    adapter: () => KEEPS_NOTHING,
    clients: [
      {
        client_id: LOCAL_CLIENT.id,
        client_secret: LOCAL_CLIENT.secret,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: ISSUER_ALGORITHM,
      },
    ],
    jwks: { keys: keys.map((key) => ({ ...key })) },
    scopes: Object.keys(SCOPES),
    ttl: { ClientCredentials: (context) => requestOf(context).minutes * 60 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          audience,
          scope: Object.keys(SCOPES).join(" "),
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: ISSUER_ALGORITHM } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (context, _token, jwt) => {
          const { officer, minutes: _minutes, ...claims } = requestOf(context);
          jwt.payload = { ...jwt.payload, ...claims, sub: officer };
        },
      },
    },
  };
  const provider = new Provider(issuer, configuration);
  return provider.callback();
}

/** Its tokens speak for themselves, and there are no sessions: nothing needs to be kept. */
const KEEPS_NOTHING: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

/** @throws errors.InvalidRequest that names the parameters at fault */
function requestOf(context: KoaContextWithOIDC): z.output<typeof officerRequestSchema> {
  const result = officerRequestSchema.safeParse(context.oidc.body ?? {});
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
  throw new errors.InvalidRequest(`correct ${names.join(", ")}`);
}
