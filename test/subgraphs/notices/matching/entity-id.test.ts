import fc from "fast-check";
import { expect, test } from "vitest";
import { noticeRecordSchema } from "../../../../subgraphs/notices/index.js";
import { parseEntityId } from "../../../../subgraphs/notices/matching/entity-id.js";

test.each(["2024/12345", "1993/1", "2009/123456"])("%s is an entity id", (text) => {
  expect(parseEntityId(text)).toEqual({ ok: true, value: text });
});

test.each(["", "2024", "2024/", "24/12345", "2024-12345", "2024/1234567", " 2024/12345", "2024/12345\n", "٢٠٢٤/12345"])(
  "%j is none",
  (text) => {
    expect(parseEntityId(text)).toMatchObject({ ok: false, fault: { code: "INVALID_ENTITY_ID" } });
  },
);

test("a client may ask for exactly the ids that a record may have", () => {
  const { entityId } = noticeRecordSchema.shape;

  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0129/- \nA"), maxLength: 12 }), (text) => {
      expect(parseEntityId(text).ok).toBe(entityId.safeParse(text).success);
    }),
  );
});
