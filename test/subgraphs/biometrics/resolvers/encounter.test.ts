import { expect, test } from "vitest";
import { createBiometrics, writeFingerprintTemplate } from "../../../../subgraphs/biometrics/index.js";
import type { FingerView } from "../../../../subgraphs/biometrics/index.js";
import { SqlBiometricSource } from "../../../../subgraphs/biometrics/backends/sql.js";
import { faceOf, templateOf } from "../../../../subgraphs/world/prints.js";
import { ask, failingSource, FakeBiometricSource, lineOf } from "../fake-source.js";
import {
  encounterOf,
  faceText,
  fingerprintText,
  nistFileOf,
  photographOf,
  printOf,
  RIGHT_INDEX,
  scanOf,
  templateRecordOf,
  uncheckedOf,
} from "../samples.js";
import { POLICIES } from "../../../support/authority.js";

const IDENTIFY = `query ($samples: [SampleInput!]!, $first: Int) {
  identify(samples: $samples) { outcome complete hitCount hits(first: $first) { ref encounter { finger } } }
}`;

const SAMPLE = { kind: "FINGERPRINT", template: fingerprintText(scanOf(printOf(1, RIGHT_INDEX))) };
const broken = failingSource(new Error("password of the owner's database"));

/** The built-in matcher over a gallery of these records. */
function gallery(...records: readonly ReturnType<typeof templateRecordOf>[]): SqlBiometricSource {
  return new SqlBiometricSource(
    {
      findAll: async (_key, kind) => records.filter((record) => record.kind === kind).map(uncheckedOf),
      findNearest: async () => null,
    },
    { findByRefs: async () => records },
  );
}

test("samples are identified by the built-in matcher, the surest candidate first", async () => {
  const lines = [
    lineOf("FRA", gallery(templateRecordOf(fingerprintText(printOf(1, RIGHT_INDEX))))),
    lineOf("DEU", gallery(templateRecordOf(fingerprintText(scanOf(printOf(1, 0))), { owner: "DEU", finger: 0 }))),
    lineOf("SWE", gallery(templateRecordOf(faceText(faceOf(3)), { owner: "SWE", kind: "FACE", finger: null }))),
  ];
  const samples = [SAMPLE, { kind: "FACE", template: faceText(photographOf(4)) }];

  const answer = await ask(lines, { query: IDENTIFY, variables: { samples, first: 5 } });

  expect(answer).toEqual({
    data: {
      identify: {
        outcome: "HIT",
        complete: true,
        hitCount: 2,
        hits: [
          { ref: "DEU/E1", encounter: { finger: "UNKNOWN_FINGER" } },
          { ref: "FRA/E1", encounter: { finger: "RIGHT_INDEX_FINGER" } },
        ],
      },
    },
  });
});

test.each<[string, (view: FingerView) => Uint8Array]>([
  ["ISO_19794_2_2011", (view) => writeFingerprintTemplate(templateOf(view), "ISO_19794_2_2011")],
  ["ANSI_378_2004", (view) => writeFingerprintTemplate(templateOf(view), "ANSI_378_2004")],
  ["ANSI_378_2009", (view) => writeFingerprintTemplate(templateOf(view), "ANSI_378_2009")],
  ["ANSI_NIST_ITL", nistFileOf],
])(
  "a sample in %s is identified, the answer says what it was read as, and one on record is read as well",
  async (format, write) => {
    const template = (view: FingerView): string => Buffer.from(write(view)).toString("base64");
    const lines = [lineOf("FRA", gallery(templateRecordOf(template(printOf(1, RIGHT_INDEX)))))];
    const samples = [{ kind: "FINGERPRINT", template: template(scanOf(printOf(1, RIGHT_INDEX))) }];

    const query = IDENTIFY.replace("outcome", "outcome formats");
    const answer = await ask(lines, { query, variables: { samples, first: 5 } });

    expect(answer.data).toMatchObject({ identify: { outcome: "HIT", formats: [format], hits: [{ ref: "FRA/E1" }] } });
  },
);

test("a caller may ask for fewer candidates than there are, and still learns their number", async () => {
  const records = ["E1", "E2", "E3"].map((localId) => encounterOf({ localId }));

  const answer = await ask([lineOf("FRA", new FakeBiometricSource(...records))], {
    query: IDENTIFY,
    variables: { samples: [SAMPLE], first: 1 },
  });

  expect(answer.data).toMatchObject({ identify: { hitCount: 3, hits: [{ ref: "FRA/E1" }] } });
});

test("every sample at fault is named at once, by its path and code", async () => {
  const few = { ...printOf(1, RIGHT_INDEX), minutiae: printOf(1, RIGHT_INDEX).minutiae.slice(0, 5) };
  const samples = [
    SAMPLE,
    { kind: "FINGERPRINT", template: "AAAA" },
    { kind: "FACE", template: SAMPLE.template },
    { kind: "FINGERPRINT", template: fingerprintText(few) },
  ];

  const answer = await ask([], { query: IDENTIFY, variables: { samples } });

  expect(answer.errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
    {
      path: ["identify"],
      extensions: {
        code: "INVALID_INPUT",
        fields: [
          {
            code: "INVALID_TEMPLATE",
            path: ["samples", 1, "template"],
            message: "Send a finger minutiae record that starts with FMR, or an ANSI/NIST-ITL file.",
          },
          {
            code: "INVALID_FACE_TEMPLATE",
            path: ["samples", 2, "template"],
            message: "Send a face template that starts with CCFT and a zero.",
          },
          {
            code: "TOO_FEW_MINUTIAE",
            path: ["samples", 3, "template"],
            message: "Send a finger view of at least 7 minutiae: fewer prove nothing.",
          },
        ],
      },
    },
  ]);
});

test("what is not base64 is refused by its path, without the text itself", async () => {
  const samples = [SAMPLE, { kind: "FACE", template: "no base64" }];

  const answer = await ask([], { query: IDENTIFY, variables: { samples } });

  const message = "Send it as base64, at most 64 KiB once decoded.";
  expect(answer.errors).toEqual([
    {
      message: `samples[1].template: ${message}`,
      extensions: {
        code: "INVALID_INPUT",
        fields: [{ code: "INVALID_BASE64", path: ["samples", 1, "template"], message }],
      },
    },
  ]);
});

test("more than twelve samples are refused", async () => {
  const samples = Array.from({ length: 13 }, () => SAMPLE);

  const answer = await ask([], { query: IDENTIFY, variables: { samples } });

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: "INVALID_INPUT", fields: [{ code: "TOO_MANY_VALUES", path: ["samples"], message: "Give at most 12." }] },
  ]);
});

test("more finger views than both hands have twice are refused", async () => {
  const hand = {
    kind: "FINGERPRINT",
    template: fingerprintText(...[1, 2, 3, 4, 5, 6, 7].map((seed) => printOf(seed, 0))),
  };

  const answer = await ask([], { query: IDENTIFY, variables: { samples: [hand, hand, hand] } });

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    {
      code: "INVALID_INPUT",
      fields: [{ code: "TOO_MANY_VIEWS", path: ["samples"], message: "Give at most 20 finger views in all." }],
    },
  ]);
});

test("a template above 64 KiB is refused", async () => {
  const samples = [{ kind: "FINGERPRINT", template: Buffer.alloc(65_537).toString("base64") }];

  const answer = await ask([], { query: IDENTIFY, variables: { samples } });

  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    {
      code: "INVALID_INPUT",
      fields: [
        {
          code: "TEMPLATE_TOO_LARGE",
          path: ["samples", 0, "template"],
          message: "Send a template of at most 64 KiB.",
        },
      ],
    },
  ]);
});

test("one record is found by its reference, and null where its owner holds none", async () => {
  const lines = [lineOf("FRA", new FakeBiometricSource(encounterOf({}))), lineOf("DEU", broken)];

  const answer = await ask(lines, {
    query: `{ held: encounter(ref: "FRA/E1") { owner localId ref kind person { localId } } none: encounter(ref: "FRA/E2") { ref } }`,
  });

  expect(answer).toEqual({
    data: {
      held: { owner: "FRA", localId: "E1", ref: "FRA/E1", kind: "FINGERPRINT", person: null },
      none: null,
    },
  });
});

test("a record whose source does not answer is an error, never an absence", async () => {
  const answer = await ask([lineOf("FRA", broken)], { query: `{ encounter(ref: "FRA/E1") { ref } }` });

  expect(answer).toEqual({
    data: { encounter: null },
    errors: [
      {
        message: "The source fra-biometrics did not answer.",
        path: ["encounter"],
        extensions: { code: "SOURCE_UNAVAILABLE", source: "fra-biometrics" },
      },
    ],
  });
});

test("references of one request are followed in one question", async () => {
  const source = new FakeBiometricSource(encounterOf({}), encounterOf({ localId: "E2" }));
  const references = ["E1", "E2", "E1", "E3"].map((localId) => ({
    __typename: "BiometricEncounter",
    owner: "FRA",
    localId,
  }));

  const answer = await ask([lineOf("FRA", source)], {
    query: `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on BiometricEncounter { ref } } }`,
    variables: { refs: references },
  });

  expect(answer).toEqual({ data: { _entities: [{ ref: "FRA/E1" }, { ref: "FRA/E2" }, { ref: "FRA/E1" }, null] } });
  expect(source.askedRefs).toEqual([["E1", "E2", "E3"].map((localId) => ({ owner: "FRA", localId }))]);
});

test("all galleries are made ready, though one source fails", async () => {
  const source = new FakeBiometricSource();

  const biometrics = await createBiometrics([lineOf("DEU", broken), lineOf("FRA", source)], POLICIES);

  await biometrics.warm(AbortSignal.timeout(10_000));

  expect(source.warmed).toBe(1);
});
