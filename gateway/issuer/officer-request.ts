import { z } from "zod";
import { CLEARANCES } from "../../subgraphs/kit/authority/officer.js";

/** What the local issuer needs. It is known to everybody: who reaches the issuer may be any invented officer. */
export const LOCAL_CLIENT = { id: "crosscheck-training", secret: "crosscheck-training" } as const;

const words = z
  .string()
  .default("")
  .transform((text) => text.split(" ").filter((word) => word !== ""));

const MINUTES = "Give whole minutes from 1 to 720.";

/** The invented officer whom a token is asked for: parameters of the token request beside `grant_type` and `scope`. */
export const officerRequestSchema = z.object({
  officer: z.string().min(1).max(128),
  country: z.string().regex(/^[A-Z]{3}$/, "Give a country's three letters: FRA"),
  agency: z.string().min(1).max(64),
  unit: z.string().min(1).max(64),
  roles: words,
  clearance: z.enum(CLEARANCES),
  joint_investigations: words,
  minutes: z.coerce.number(MINUTES).int(MINUTES).min(1, MINUTES).max(720, MINUTES),
});
