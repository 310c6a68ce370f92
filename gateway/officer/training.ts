import type { ApolloServerPlugin } from "@apollo/server";
import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { RequestScope } from "../graph/request-scope.js";
import { justificationOf, withReasons } from "./authority-of.js";
import type { AuthorityOf } from "./authority-of.js";

/** Who asks in the training graph without a token: an invented officer who may read all that any officer may. */
export const TRAINING_AUTHORITY: Authority = {
  officer: {
    id: "training-officer",
    country: "FRA",
    agency: "training",
    unit: "training-1",
    roles: ["investigator"],
    scopes: Object.keys(SCOPES),
    clearance: "CONFIDENTIAL",
    jointInvestigations: [],
  },
  justification: {
    purpose: "WANTED_SEARCH",
    caseReference: "TRAINING/1",
    offence: "ILM",
    role: "SUSPECT",
    aim: "IDENTIFY",
    orderedBy: "training-officer",
  },
};

/** Marks every answer of the training graph, so that nobody takes invented people for real ones. */
export const TRAINING_EXTENSIONS = { training: true } as const;

export const SAY_TRAINING: ApolloServerPlugin<RequestScope> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body } }) => {
      if (body.kind !== "single") return;
      body.singleResult.extensions = { ...body.singleResult.extensions, ...TRAINING_EXTENSIONS };
    },
  }),
};

/** Whoever shows no token is the training officer, with a training case where no justification is given either. */
export function authorityForTraining(byToken: AuthorityOf): AuthorityOf {
  return async (headers) => {
    if (headers.authorization !== undefined) return byToken(headers);
    const { officer, justification } = TRAINING_AUTHORITY;
    return withReasons(officer, justificationOf(headers) ?? justification, headers);
  };
}
