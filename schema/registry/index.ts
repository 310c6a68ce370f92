export { openStore } from "./open-store.js";
export type { RegistryStore } from "./registry-store.js";
export type { OperationUsage } from "../usage/operation-usage.js";
