import { expect, test } from "vitest";
import { connectBiometrics } from "../../../../subgraphs/biometrics/index.js";
import { osiaConnectorSchema } from "../../../../subgraphs/kit/sources/osia-settings.js";
import { NothingToSearchBy } from "../../../../subgraphs/kit/sources/source.js";
import { openCallbacks } from "../../../../subgraphs/kit/remote/callbacks.js";
import type { Callbacks } from "../../../../subgraphs/kit/remote/callbacks.js";
import { startAbis } from "../../../support/abis.js";
import type { AbisManner } from "../../../support/abis.js";
import { everything } from "../../../support/authority.js";
import { startService } from "../../../support/service.js";
import { describeSource } from "../../../support/sources.js";
import { faceSample, fingerprintSample, photographOf, printOf, RIGHT_INDEX, RIGHT_RING, scanOf } from "../samples.js";

const signal = AbortSignal.timeout(20_000);
const INDEX = printOf(1, RIGHT_INDEX);
const GALLERIES = {
  wanted: [
    { personId: "P-1", sample: fingerprintSample(INDEX) },
    { personId: "P-2", sample: fingerprintSample(printOf(2, RIGHT_INDEX)) },
    { personId: "P-3", sample: faceSample(photographOf(3)) },
  ],
  visa: [],
};

function connect(url: string, settings: object = {}, callbacks?: Callbacks) {
  const connector = osiaConnectorSchema.parse({
    kind: "osia",
    service: { url, allowPrivateAddress: true },
    bearer: "deu-abis",
    gallery: "wanted",
    fullScore: 1_000,
    statusEveryMs: 10,
    ...settings,
  });
  const databases = (): never => {
    throw new Error("An ABIS is no database of ours.");
  };
  return connectBiometrics(
    { ...describeSource("biometrics", "DEU"), connector },
    { databases, secrets: () => "abis", callbacks },
  ).port;
}

test("an ABIS compares by itself: its candidate is a record with the score that the ABIS gives", async () => {
  await using abis = await startAbis(GALLERIES);

  const finds = await connect(abis.url).identify([fingerprintSample(scanOf(INDEX))], everything(), signal);

  const score = finds[0]?.score ?? 0;
  expect(finds).toEqual([
    {
      score,
      features: [
        {
          feature: "FINGERPRINT",
          how: "ABIS",
          weight: score,
          explanation: "The owner's own system ranks it 1 by the fingers.",
        },
      ],
      record: {
        owner: "DEU",
        localId: "P-1",
        restriction: null,
        kind: "FINGERPRINT",
        finger: null,
        takenOn: null,
        reason: null,
        person: null,
      },
    },
  ]);
  expect(score).toBeGreaterThan(0.4);
  expect(abis.requests).toEqual(["POST /v1/identify/wanted?maxNbCand=20"]);
});

test.each<[AbisManner, readonly string[]]>([
  ["BY_TASK", ["POST /v1/identify/wanted?maxNbCand=20"]],
  [
    "WHEN_ASKED_AGAIN",
    ["POST /v1/identify/wanted?maxNbCand=20", "GET /v1/tasks/task-1/status", "POST /v1/tasks/task-1/redeliver"],
  ],
])("an outcome that comes %s is taken at the address that was given for it", async (manner, requests) => {
  await using abis = await startAbis(GALLERIES, { manner });
  await using callbacks = await openCallbacks({ host: "127.0.0.1", port: 0 });
  const source = connect(abis.url, { statusEveryMs: manner === "BY_TASK" ? 10_000 : 100 }, callbacks);

  const finds = await source.identify([fingerprintSample(scanOf(INDEX))], everything(), signal);

  expect(finds.map(({ record }) => record.localId)).toEqual(["P-1"]);
  expect(abis.requests).toEqual(requests);
  expect(abis.transactions.size).toBe(1);
});

test("a task that never ends is given up with the question, and is no no-hit", async () => {
  await using abis = await startAbis(GALLERIES, { manner: "NEVER" });
  await using callbacks = await openCallbacks({ host: "127.0.0.1", port: 0 });
  const source = connect(abis.url, {}, callbacks);

  const asked = source.identify([fingerprintSample(INDEX)], everything(), AbortSignal.timeout(100));

  await expect(asked).rejects.toMatchObject({ name: expect.stringMatching(/^(AbortError|TimeoutError)$/) });
});

test.each<[string, AbisManner, string]>([
  ["a task that fails", "BY_FAILED_TASK", "FAILED"],
  ["the outcome of another task", "BY_ANOTHER_TASK", "INVALID_REPLY"],
])("%s is a failure with its reason", async (_name, manner, reason) => {
  await using abis = await startAbis(GALLERIES, { manner });
  await using callbacks = await openCallbacks({ host: "127.0.0.1", port: 0 });

  const asked = connect(abis.url, {}, callbacks).identify([fingerprintSample(INDEX)], everything(), signal);

  await expect(asked).rejects.toMatchObject({ reason });
});

test("where nothing can be delivered to, an ABIS that answers later has failed", async () => {
  await using abis = await startAbis(GALLERIES, { manner: "BY_TASK" });

  const asked = connect(abis.url).identify([fingerprintSample(INDEX)], everything(), signal);

  await expect(asked).rejects.toMatchObject({ reason: "NOT_OFFERED" });
});

test("what the ABIS does not verify is no hit", async () => {
  const verdicts = new Map([
    ["P-1", true],
    ["P-2", false],
  ]);
  await using abis = await startService((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://abis.invalid");
    const person = /^\/v1\/verify\/wanted\/(.+)$/.exec(pathname)?.[1];
    const candidates = [...verdicts.keys()].map((personId, index) => ({ personId, rank: index + 1, score: 900 }));
    response.end(JSON.stringify(person === undefined ? candidates : { decision: verdicts.get(person), scores: [] }));
  });

  const finds = await connect(new URL(abis.url).origin, { verify: true }).identify(
    [fingerprintSample(INDEX)],
    everything(),
    signal,
  );

  expect(finds.map(({ record, score }) => [record.localId, score])).toEqual([["P-1", 0.9]]);
});

test("each finger is sent by itself with its name, in the format of the standard, and a face only where it is known", async () => {
  const bodies: unknown[] = [];
  await using abis = await startService((request, response) => {
    request.setEncoding("utf8").on("data", (body: string) => bodies.push(JSON.parse(body)));
    request.on("end", () => response.end("[]"));
  });
  const samples = [fingerprintSample(INDEX, printOf(2, RIGHT_RING)), faceSample(photographOf(3))];
  const { origin } = new URL(abis.url);

  await connect(origin).identify(samples, everything(), signal);
  await connect(origin, { faceFormat: "CROSSCHECK" }).identify(samples.slice(1), everything(), signal);

  const template = expect.stringMatching(/^[A-Za-z0-9+/]+=*$/);
  expect(bodies).toEqual([
    {
      filter: {},
      biometricData: [
        { biometricType: "FINGER", biometricSubType: "RIGHT_INDEX", template, templateFormat: "ISO_19794_2" },
        { biometricType: "FINGER", biometricSubType: "RIGHT_RING", template, templateFormat: "ISO_19794_2" },
      ],
    },
    {
      filter: {},
      biometricData: [{ biometricType: "FACE", biometricSubType: "PORTRAIT", template, templateFormat: "CROSSCHECK" }],
    },
  ]);
});

test("an ABIS that knows no face template of ours is not asked for a face alone", async () => {
  await using abis = await startAbis(GALLERIES);

  const asked = connect(abis.url).identify([faceSample(photographOf(3))], everything(), signal);

  await expect(asked).rejects.toThrow(NothingToSearchBy);
  expect(abis.requests).toEqual([]);
});

test("it is seen beforehand whether the gallery is there", async () => {
  await using abis = await startAbis(GALLERIES);

  await connect(abis.url).warm?.(signal);
  const other = connect(abis.url, { gallery: "nowhere" });

  await expect(other.warm?.(signal)).rejects.toMatchObject({ reason: "NOT_OFFERED" });
});

test("a reference is not followed to an ABIS: whether it is there nobody knows", async () => {
  await using abis = await startAbis(GALLERIES);

  const asked = connect(abis.url).findByRefs([{ owner: "DEU", localId: "P-1" }], everything(), signal);

  await expect(asked).rejects.toMatchObject({ reason: "NOT_OFFERED" });
});

test.each([
  ["an ABIS that refuses the token", 403, "{}", "FAILED"],
  ["an ABIS that fails", 500, "{}", "FAILED"],
  ["candidates that are none", 200, '{"candidates":[]}', "INVALID_REPLY"],
  ["a candidate without an id", 200, '[{"rank":1,"score":1}]', "INVALID_REPLY"],
  ["a task without an id", 202, "{}", "INVALID_REPLY"],
  ["a task whose id leads elsewhere", 202, '{"taskId":"../galleries"}', "INVALID_REPLY"],
  ["no JSON", 200, "<html>", "INVALID_REPLY"],
])("%s is a failure with its reason, and no no-hit", async (_name, status, body, reason) => {
  await using abis = await startService((_request, response) => response.writeHead(status).end(body));

  const asked = connect(new URL(abis.url).origin).identify([fingerprintSample(INDEX)], everything(), signal);

  await expect(asked).rejects.toMatchObject({ reason });
});
