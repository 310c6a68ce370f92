import { expect, test } from "vitest";
import { InvalidQuery, InvalidReply, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { ask, failingSource, FakeBiometricSource, lineOf } from "../fake-source.js";
import { encounterOf, fingerprintSample, fingerprintText, printOf, RIGHT_INDEX } from "../samples.js";

const QUERY = `
  query ($checks: [_Any!]!) {
    _entities(representations: $checks) {
      ... on Check {
        biometrics {
          outcome
          complete
          hitCount
          sources { source owner outcome reason }
          hits {
            ref owner sources score verified
            features { feature how weight explanation }
            contact { bureau }
            encounter { ref kind finger takenOn reason person { owner localId } }
          }
        }
      }
    }
  }`;

const PRINT = printOf(1, RIGHT_INDEX);
const SAMPLE = { kind: "FINGERPRINT", template: fingerprintText(PRINT) };

function checkOf(...samples: readonly unknown[]) {
  return { query: QUERY, variables: { checks: [{ __typename: "Check", id: "1", subject: { samples } }] } };
}

function answerOf(biometrics: unknown) {
  return { data: { _entities: [{ biometrics }] } };
}

test("a check asks every source whom the samples belong to, and never answers a name", async () => {
  const central = new FakeBiometricSource(encounterOf({}));
  const lines = [
    lineOf("XPO", central),
    lineOf("FRA", new FakeBiometricSource(encounterOf({}))),
    lineOf("DEU", new FakeBiometricSource()),
  ];

  const answer = await ask(lines, checkOf(SAMPLE));

  expect(central.asked).toEqual([[fingerprintSample(PRINT)]]);
  expect(answer).toEqual(
    answerOf({
      outcome: "HIT",
      complete: true,
      hitCount: 1,
      sources: [
        { source: "xpo-biometrics", owner: "XPO", outcome: "HIT", reason: null },
        { source: "fra-biometrics", owner: "FRA", outcome: "HIT", reason: null },
        { source: "deu-biometrics", owner: "DEU", outcome: "NO_HIT", reason: null },
      ],
      hits: [
        {
          ref: "FRA/E1",
          owner: "FRA",
          sources: ["fra-biometrics", "xpo-biometrics"],
          score: 0.8,
          verified: false,
          features: [{ feature: "FINGERPRINT", how: "MINUTIAE", weight: 0.8, explanation: "They agree." }],
          contact: { bureau: "Bureau of FRA" },
          encounter: {
            ref: "FRA/E1",
            kind: "FINGERPRINT",
            finger: "RIGHT_INDEX_FINGER",
            takenOn: "2021-03-04",
            reason: "Custody",
            person: null,
          },
        },
      ],
    }),
  );
});

test("a source that fails in any way is told apart from one that holds nothing", async () => {
  const lines = [
    lineOf("AUT", failingSource(new Error("password of the owner's database"))),
    lineOf("BEL", failingSource(new InvalidReply("a template cannot be read"))),
    lineOf("CHE", failingSource(new InvalidQuery("another model"))),
    lineOf("DEU", failingSource(new TooManyMatches())),
    lineOf("ESP", new FakeBiometricSource()),
  ];

  const answer = await ask(lines, checkOf(SAMPLE));

  expect(answer).toEqual(
    answerOf({
      outcome: "TOO_MANY",
      complete: false,
      hitCount: 0,
      sources: [
        { source: "aut-biometrics", owner: "AUT", outcome: "UNAVAILABLE", reason: "FAILED" },
        { source: "bel-biometrics", owner: "BEL", outcome: "UNAVAILABLE", reason: "INVALID_REPLY" },
        { source: "che-biometrics", owner: "CHE", outcome: "INVALID_QUERY", reason: null },
        { source: "deu-biometrics", owner: "DEU", outcome: "TOO_MANY", reason: null },
        { source: "esp-biometrics", owner: "ESP", outcome: "NO_HIT", reason: null },
      ],
      hits: [],
    }),
  );
});

test("a face and a sample of nobody in particular have neither finger nor person", async () => {
  const face = encounterOf({ kind: "FACE", finger: null, person: null, takenOn: null, reason: null });

  const answer = await ask([lineOf("FRA", new FakeBiometricSource(face))], checkOf(SAMPLE));

  expect(answer).toMatchObject(
    answerOf({
      hits: [{ encounter: { ref: "FRA/E1", kind: "FACE", finger: null, takenOn: null, reason: null, person: null } }],
    }),
  );
});

test("a subject without samples is asked of nobody", async () => {
  const source = new FakeBiometricSource(encounterOf({}));

  const answer = await ask([lineOf("FRA", source)], checkOf());

  expect(source.asked).toEqual([]);
  expect(answer).toEqual(
    answerOf({
      outcome: "NOT_ASKED",
      complete: true,
      hitCount: 0,
      sources: [{ source: "fra-biometrics", owner: "FRA", outcome: "NOT_ASKED", reason: null }],
      hits: [],
    }),
  );
});

test("a sample that cannot be read is named by its path in the subject, and no source is asked", async () => {
  const source = new FakeBiometricSource(encounterOf({}));

  const answer = await ask([lineOf("FRA", source)], checkOf(SAMPLE, { kind: "FACE", template: SAMPLE.template }));

  const fault = {
    code: "INVALID_FACE_TEMPLATE",
    path: ["subject", "samples", 1, "template"],
    message: "Send a face template that starts with CCFT and a zero.",
  };
  expect(source.asked).toEqual([]);
  expect(answer).toEqual({
    data: { _entities: [{ biometrics: null }] },
    errors: [
      {
        message: `subject.samples[1].template: ${fault.message}`,
        path: ["_entities", 0, "biometrics"],
        extensions: { code: "INVALID_INPUT", fields: [fault] },
      },
    ],
  });
});
