import { z } from "zod";
import { SAMPLE_KINDS } from "../../kit/lists.js";
import { restrictionField } from "../../kit/policy/restriction.js";
import { keyFields, partialDateField, referenceField, textField } from "../../kit/sources/record-fields.js";

/** One taking of samples, without the samples: what every connector of this domain gives. It never carries a name. */
export const encounterRecordSchema = z.object({
  ...keyFields,
  restriction: restrictionField,
  kind: z.enum(SAMPLE_KINDS),
  /** INT-I's code of the finger, 1 right thumb to 10 left little finger, 0 unknown; null for a face. */
  finger: z.int().min(0).max(10).nullable(),
  takenOn: partialDateField.nullable(),
  /** Why: a custody record, a visa, a scene of crime. */
  reason: textField.nullable(),
  person: referenceField.nullable(),
});
export type EncounterRecord = z.output<typeof encounterRecordSchema>;

/** What the matcher compares with: a template in base64, in any format that a sample may have. It never leaves the back end. */
export const templateRecordSchema = encounterRecordSchema.extend({ template: z.base64() });
export type TemplateRecord = z.output<typeof templateRecordSchema>;
