import { textScalar } from "../../kit/graph/scalars.js";
import { parseEntityId } from "../matching/entity-id.js";

export const EntityId = textScalar(
  "EntityId",
  "The number that the secretariat gives a notice: its year, a slash, one to six digits. `2024/12345`.",
  parseEntityId,
);
