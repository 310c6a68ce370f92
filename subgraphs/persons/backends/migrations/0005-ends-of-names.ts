/** The first and the last letters of each part have keys of their own since: those of names that are kept already are made anew. */
export { up } from "./0003-name-pair.js";
