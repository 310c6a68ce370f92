/** A whole name has a key of its own since: those of names that are kept already are made anew, as they were at first. */
export { up } from "./0003-name-pair.js";
