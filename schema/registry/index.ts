export { openStore } from "./open-store.js";
export { mayBePrivate } from "./owner.js";
export type { RegistryStore } from "./registry-store.js";
export type { OperationUsage } from "../usage/operation-usage.js";
