import { z } from "zod";
import { serviceSchema } from "../remote/remote-service.js";

/** How an owner's ABIS is reached that speaks OSIA's interface, version 1.6 (Secure Identity Alliance): a part of the registry. */
export const osiaConnectorSchema = z.strictObject({
  kind: z.literal("osia"),
  service: serviceSchema,
  /** The name of the secret that is sent as `Authorization: Bearer`. */
  bearer: z.string().optional(),
  gallery: z.string().regex(/^[\w-]{1,64}$/),
  mostCandidates: z.int().min(1).max(100).default(20),
  /** The least score of a candidate, as the ABIS counts. */
  threshold: z.number().min(0).optional(),
  /** The score that is as good as certain, as the ABIS counts: it reads 1. */
  fullScore: z.number().positive().default(1),
  priority: z.int().min(0).max(9).optional(),
  /** How the ABIS calls a face template of ours, where it knows them; without it faces are not asked for. */
  faceFormat: z.string().max(40).optional(),
  /** Whether each candidate is compared once more by itself, and dropped where the ABIS then says no. */
  verify: z.boolean().default(false),
  /** How often it is asked what became of a search that it did not answer at once, milliseconds. */
  statusEveryMs: z.int().min(10).max(60_000).default(1_000),
});
export type OsiaSettings = z.output<typeof osiaConnectorSchema>;
