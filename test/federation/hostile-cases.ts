import { gzipSync } from "node:zlib";
import type { FailureReason, SourceOutcome } from "../../subgraphs/kit/sources/source.js";
import { STRANGER, VEHICLE, vehicleAnswer } from "../support/hostile-country.js";
import type { HostileCall } from "../support/hostile-country.js";

const MEGABYTE = 1024 * 1024;

type Case = readonly [name: string, answer: (call: HostileCall) => void, outcome: SourceOutcome, reason: FailureReason];

/** What a hostile country answers a search of vehicles with, and what the graph makes of it. */
export const HOSTILE_CASES: readonly Case[] = [
  [
    "a record with a member named __proto__",
    ({ asked, send }) =>
      send(vehicleAnswer(asked).replace('"localId":"1"', '"__proto__":{"status":"RECOVERED"},"localId":"1"')),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "a record with a member named constructor",
    ({ asked, send }) => send(vehicleAnswer(asked, { record: { constructor: { prototype: { isAdmin: true } } } })),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "a record in place of which the prototype is to stand",
    ({ asked, send }) => send(vehicleAnswer(asked).replace('"vehicles"', '"__proto__"')),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "a field that was not asked for",
    ({ asked, send }) => send(vehicleAnswer(asked, { record: { keeper: "somebody" } })),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "an answer to a second question beside the first",
    ({ asked, send }) => send(vehicleAnswer(asked).replace('{"data":{', '{"data":{"persons":null,')),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "a number where a text stands",
    ({ asked, send }) => send(vehicleAnswer(asked, { record: { vin: 7 } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  [
    "an object where a list stands",
    ({ asked, send }) => send(vehicleAnswer(asked, { answer: { finds: { 0: null, length: 1 } } })),
    "UNAVAILABLE",
    "UNEXPECTED_FIELD",
  ],
  [
    "a list where an object stands",
    ({ asked, send }) => send(vehicleAnswer(asked, { find: { record: [VEHICLE] } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  [
    "a score above 1",
    ({ asked, send }) => send(vehicleAnswer(asked, { find: { score: 7 } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  [
    "a state that its hits belie",
    ({ asked, send }) => send(vehicleAnswer(asked, { answer: { state: "NO_HIT" } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  [
    "a record of another owner",
    ({ asked, send }) => send(vehicleAnswer(asked, { record: { owner: "FRA" } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  [
    "the word that another owner's record is to be withheld",
    ({ asked, send }) =>
      send(vehicleAnswer(asked, { answer: { withheld: [{ owner: "FRA", localId: "F1", score: 1 }] } })),
    "UNAVAILABLE",
    "INVALID_REPLY",
  ],
  ["no JSON", ({ send }) => send("<html>"), "UNAVAILABLE", "INVALID_REPLY"],
  ["bytes that are no text", ({ send }) => send(Buffer.from([0x22, 0xff, 0x22])), "UNAVAILABLE", "INVALID_REPLY"],
  ["an error of its own", ({ send }) => send('{"errors":[{"message":"no"}]}'), "UNAVAILABLE", "FAILED"],
  [
    "an object of another type",
    ({ asked, send }) => send(vehicleAnswer(asked, { recordType: "PersonRecord" })),
    "UNAVAILABLE",
    "WRONG_TYPE_NAME",
  ],
  ["lists within lists, a million deep", ({ send }) => send("[".repeat(1e6)), "UNAVAILABLE", "REPLY_TOO_DEEP"],
  [
    "the good answer to another question, by its stamp",
    ({ send }) => send(vehicleAnswer("5e9dbd5e-0000-4000-8000-000000000000")),
    "UNAVAILABLE",
    "OTHER_QUESTION",
  ],
  [
    "the good answer to another question, by its signature",
    ({ asked, send }) => send(vehicleAnswer(asked), { nonce: "5e9dbd5e-0000-4000-8000-000000000000" }),
    "UNAVAILABLE",
    "OTHER_QUESTION",
  ],
  [
    "an answer that a stranger has signed under the country's name",
    ({ asked, send }) => send(vehicleAnswer(asked), { key: STRANGER }),
    "UNAVAILABLE",
    "UNSIGNED",
  ],
  [
    "an answer without a signature",
    ({ asked, response }) => response.end(vehicleAnswer(asked)),
    "UNAVAILABLE",
    "UNSIGNED",
  ],
  [
    "a redirect to loopback",
    ({ response }) => response.writeHead(307, { location: "http://127.0.0.1:9/latest/meta-data" }).end(),
    "UNAVAILABLE",
    "REDIRECTED",
  ],
  [
    "a gigabyte in a megabyte of gzip",
    ({ response }) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(64 * MEGABYTE))),
    "UNAVAILABLE",
    "REPLY_ENCODED",
  ],
  ["a status that is no success", ({ response }) => response.writeHead(500).end(), "UNAVAILABLE", "FAILED"],
  [
    "half an answer",
    ({ response }) => void response.write('{"data"', () => response.destroy()),
    "UNAVAILABLE",
    "FAILED",
  ],
  ["one byte a tenth of a second", drip, "TIMED_OUT", "DEADLINE"],
];

function drip({ response }: HostileCall): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 100);
  response.once("close", () => clearInterval(timer));
}
