import { request } from "undici";
import { z } from "zod";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { LOCAL_CLIENT } from "./officer-request.js";

/** The invented officer to get a token for. */
export interface OfficerToBe {
  readonly officer: string;
  readonly country: string;
  readonly agency: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly clearance: string;
  readonly jointInvestigations: readonly string[];
  readonly minutes: number;
}

const PATIENCE_MS = 5_000;

const answerSchema = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.string(), error_description: z.string() }),
]);

/** Asks the local issuer for an access token. @throws CrosscheckError that says what to do */
export async function askToken(issuer: string, officer: OfficerToBe): Promise<string> {
  const response = await request(`${issuer}/token`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${Buffer.from(`${LOCAL_CLIENT.id}:${LOCAL_CLIENT.secret}`).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      scope: officer.scopes.join(" "),
      officer: officer.officer,
      country: officer.country,
      agency: officer.agency,
      unit: officer.unit,
      roles: officer.roles.join(" "),
      clearance: officer.clearance,
      joint_investigations: officer.jointInvestigations.join(" "),
      minutes: String(officer.minutes),
    }).toString(),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    const message = `No issuer answers at ${issuer}. Start the training graph with npm start, or an issuer with npm run issuer.`;
    throw new CrosscheckError("ISSUER_UNAVAILABLE", message, {}, { cause });
  });
  const answer = answerSchema.safeParse(await response.body.json().catch(() => null));
  if (!answer.success) throw new CrosscheckError("ISSUER_UNAVAILABLE", `What answers at ${issuer} is no local issuer.`);
  if ("access_token" in answer.data) return answer.data.access_token;
  throw new CrosscheckError("INVALID_INPUT", `The issuer refuses: ${answer.data.error_description}.`);
}
