export { openWorld } from "./open-world.js";
export type { World } from "./open-world.js";
export type { WorldProgress } from "./load-world.js";
export { suspect } from "./suspect.js";
