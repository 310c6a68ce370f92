import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";

/** Who asks in the training graph, where nobody shows a token: an invented officer who may read all that an officer may. */
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
