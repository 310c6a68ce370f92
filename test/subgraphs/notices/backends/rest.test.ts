import { expect, test } from "vitest";
import { packageFile } from "../../../../subgraphs/kit/package-file.js";
import { readRegistry } from "../../../../subgraphs/kit/sources/registry.js";
import { connectNotices } from "../../../../subgraphs/notices/index.js";
import type { NoticeQuestion } from "../../../../subgraphs/notices/index.js";
import { everything } from "../../../support/authority.js";
import { startPublicNotices } from "../../../support/public-notices.js";
import type { PublicNotice } from "../../../support/public-notices.js";

const signal = AbortSignal.timeout(20_000);
const [RED] = await readRegistry(packageFile("schema/contracts"));

const KOSHCHEI: PublicNotice = {
  entity_id: "2024/90210",
  name: "KOSHCHEIEV",
  forename: "RADOMYR",
  date_of_birth: "1979/03/17",
  nationalities: ["UA"],
  sex_id: "M",
  arrest_warrants: [{ issuing_country_id: "UA", charge: "c".repeat(900), charge_translation: null }],
};

function askFor(question: Partial<NoticeQuestion>): NoticeQuestion {
  return { names: [], dateOfBirth: null, sex: null, nationalities: [], entityId: null, ...question };
}

const NAMED = askFor({ names: [{ family: "Koshcheiev", given: "Radomyr", original: null }] });

function connect(url: string) {
  const { connector, ...source } = RED ?? {};
  if (connector?.kind !== "rest" || !("id" in source)) throw new Error("The first mapping is not of a JSON API.");
  const service = { ...connector.service, url, allowPrivateAddress: true };
  return connectNotices({ ...source, connector: { ...connector, service } }, { databases: () => never() }).port;
}

function never(): never {
  throw new Error("A source over a JSON API reads no database.");
}

function many(count: number): readonly PublicNotice[] {
  return Array.from({ length: count }, (_, index) => ({
    ...KOSHCHEI,
    entity_id: `2020/${index + 1}`,
    // The API finds by parts of words; that they are other people the domain sees by itself.
    ...(index < 5 ? {} : { name: "KOSHCHEIEVBRANDENBURG", forename: "RADOMYRA WILHELMINE" }),
    date_of_birth: null,
  }));
}

test("a notice is found by a name, read by itself, and is a record like any other", async () => {
  await using notices = await startPublicNotices([KOSHCHEI]);

  const finds = await connect(notices.url).search(NAMED, everything(), signal);

  expect(finds.map(({ score, record }) => ({ score, record }))).toEqual([
    {
      score: expect.closeTo(1, 1),
      record: {
        owner: "XPO",
        localId: "2024-90210",
        restriction: null,
        entityId: "2024/90210",
        colour: "RED",
        kind: "NOTICE",
        state: "PUBLISHED",
        issuingCountry: "UKR",
        issuedOn: null,
        expiresOn: null,
        names: [{ family: "KOSHCHEIEV", given: "RADOMYR", original: null }],
        datesOfBirth: ["1979-03-17"],
        sex: "M",
        nationalities: ["UKR"],
        warrants: [{ issuingCountry: "UKR", charge: "c".repeat(200), chargeTranslation: null }],
        recipients: [],
        publicExtract: null,
        person: null,
      },
    },
  ]);
  expect(notices.requests).toEqual([
    "/notices/v1/red?name=Koshcheiev&forename=Radomyr&resultPerPage=160&page=1",
    "/notices/v1/red/2024-90210",
  ]);
});

test("a list of several pages is read to its end, and only what matches is read by itself", async () => {
  await using notices = await startPublicNotices(many(400));

  const finds = await connect(notices.url).search(NAMED, everything(), signal);

  const lists = notices.requests.filter((path) => path.includes("?"));
  expect(lists.map((path) => new URL(path, "http://a").searchParams.get("page"))).toEqual(["1", "2", "3"]);
  expect(finds.map(({ record }) => record.localId)).toEqual(["2020-1", "2020-2", "2020-3", "2020-4", "2020-5"]);
  expect(notices.requests.length - lists.length).toBe(5);
});

test("more than are compared for one question are too many", async () => {
  await using notices = await startPublicNotices(many(481));

  await expect(connect(notices.url).search(NAMED, everything(), signal)).rejects.toMatchObject({
    name: "TooManyMatches",
  });
});

test("404 means that there is none, by name, by number and by reference", async () => {
  await using notices = await startPublicNotices([KOSHCHEI]);
  const port = connect(notices.url);
  const stranger = askFor({ names: [{ family: "Nobody", given: "At all", original: null }] });

  expect(await port.search(stranger, everything(), signal)).toEqual([]);
  expect(await port.search(askFor({ entityId: "1999/1" }), everything(), signal)).toEqual([]);
  expect(await port.findByRefs([{ owner: "XPO", localId: "1999-1" }], everything(), signal)).toEqual([]);
});

test("a notice is found by its number and behind its reference", async () => {
  await using notices = await startPublicNotices([KOSHCHEI]);
  const port = connect(notices.url);

  const byNumber = await port.search(askFor({ entityId: "2024/90210" }), everything(), signal);
  const byRef = await port.findByRefs([{ owner: "XPO", localId: "2024-90210" }], everything(), signal);

  expect(byNumber.map(({ record, score }) => [record.localId, score])).toEqual([["2024-90210", 1]]);
  expect(byRef).toEqual(byNumber.map(({ record }) => record));
});

test("any scalar may be null", async () => {
  const bare: PublicNotice = {
    ...KOSHCHEI,
    forename: null,
    date_of_birth: "1979",
    nationalities: null,
    sex_id: null,
    arrest_warrants: [{ issuing_country_id: null, charge: "theft", charge_translation: null }],
  };
  await using notices = await startPublicNotices([bare]);

  const [record] = await connect(notices.url).findByRefs(
    [{ owner: "XPO", localId: "2024-90210" }],
    everything(),
    signal,
  );

  expect(record).toMatchObject({
    names: [{ family: "KOSHCHEIEV", given: "", original: null }],
    datesOfBirth: ["1979"],
    nationalities: [],
    sex: null,
    issuingCountry: "XPO",
    warrants: [{ issuingCountry: "XXX", charge: "theft", chargeTranslation: null }],
  });
});

test.each(["..", ".", "a/b", "?page=2"])("the reference %s leads nowhere else", async (localId) => {
  await using notices = await startPublicNotices([KOSHCHEI]);

  const found = await connect(notices.url).findByRefs([{ owner: "XPO", localId }], everything(), signal);

  expect(found).toEqual([]);
  expect(notices.requests.filter((path) => !/^\/notices\/v1\/red\/[^/?]+$/.test(path))).toEqual([]);
});

test("a code that the mapping does not list is a fault of the source, and is not repeated", async () => {
  await using notices = await startPublicNotices([{ ...KOSHCHEI, sex_id: "secret" }]);

  const asked = connect(notices.url).search(NAMED, everything(), signal);

  await expect(asked).rejects.toMatchObject({ reason: "INVALID_REPLY" });
  await expect(asked).rejects.not.toThrow(/secret/);
});
