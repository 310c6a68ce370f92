import { z } from "zod";
import { fingerPositionOf } from "../matching/finger-positions.js";
import { writeSample } from "../matching/sample.js";
import type { Sample } from "../matching/sample.js";

/** A sample as OSIA ABIS 1.6 has it: of a finger, or a face. */
export interface BiometricData {
  readonly biometricType: "FINGER" | "FACE";
  readonly biometricSubType: string;
  /** In base64. */
  readonly template: string;
  readonly templateFormat: string;
}

/** What an ABIS says of one candidate; whatever else it says is left aside. */
const candidateSchema = z.object({
  personId: z.string().min(1).max(32),
  rank: z.int().min(0),
  score: z.number().min(0),
});
export type Candidate = z.output<typeof candidateSchema>;

export const candidatesSchema = z.array(candidateSchema).max(1_000);
export const taskSchema = z.object({ taskId: z.string().regex(/^[\w.-]{1,128}$/) });
/** What became of a task (`readTaskStatus`); a state that we do not know is none to act on. */
export const taskStatusSchema = z.string();
/** The outcome is there and could not be delivered: it has to be asked for once more. */
export const UNDELIVERED = "RESPONSE_ERROR";
export const decisionSchema = z.object({ decision: z.boolean() });
export const galleriesSchema = z.array(z.string()).max(10_000);

/** One entry for each finger, each with a template of its own (ISO/IEC 19794-2), and one for each face. */
export function biometricDataOf(samples: readonly Sample[], faceFormat: string | undefined): readonly BiometricData[] {
  return samples.flatMap((sample): readonly BiometricData[] => {
    if (sample.kind === "FACE") {
      if (faceFormat === undefined) return [];
      const template = writeSample(sample);
      return [{ biometricType: "FACE", biometricSubType: "PORTRAIT", template, templateFormat: faceFormat }];
    }
    return sample.template.views.map((view) => ({
      biometricType: "FINGER",
      biometricSubType: subTypeOf(view.position),
      template: writeSample({ ...sample, template: { ...sample.template, views: [view] } }),
      templateFormat: "ISO_19794_2",
    }));
  });
}

function subTypeOf(position: number): string {
  return fingerPositionOf(position).replace(/_FINGER$/, "");
}
