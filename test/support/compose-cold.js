// Composes a graph and plans an operation over it in a process that has done neither before: it runs from the built project.
import { once } from "node:events";
import { OperationPlanner } from "../../dist/schema/checks/plan-cost.js";
import { composeSupergraph } from "../../dist/schema/compose.js";

const [{ subgraphs, operation }] = await once(process, "message");

const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
const supergraphSdl = composeSupergraph(subgraphs);
const composedAt = performance.now();
const planner = new OperationPlanner(supergraphSdl);
const readAt = performance.now();
const { fetches, milliseconds } = planner.plan(operation);
const figures = {
  fetches,
  composeMs: composedAt - startedAt,
  readMs: readAt - composedAt,
  planMs: milliseconds,
  cpuMs: cpuSince(cpuBefore),
};
process.send(figures, () => process.disconnect());

/** Of all three: what the machine does beside it is not in it. */
function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
