import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { readSignature } from "../../subgraphs/kit/hop/signature-fields.js";
import { signResponse } from "../../subgraphs/kit/hop/response-signature.js";
import type { Key } from "../../subgraphs/kit/hop/keys.js";
import { signingKey } from "./hop.js";
import type { CountryKeys } from "./country.js";
import { startService } from "./service.js";

/** One question as it reaches a country whose server does with it what it likes. */
export interface HostileCall {
  readonly asked: string;
  readonly nonce: string;
  readonly response: ServerResponse;
  /** Sends a text as the answer, signed by the country's own key unless told otherwise. */
  send(body: string | Uint8Array, terms?: { readonly nonce?: string; readonly key?: Key }): void;
}

const bodySchema = z.object({ variables: z.object({ asked: z.string() }) });

/** The far end of the source contract in other hands: it has the country's keys and keeps no promise. */
export function startHostileCountry(
  keys: CountryKeys,
  answer: (call: HostileCall) => void,
): Promise<{ readonly url: string } & AsyncDisposable> {
  return startService((request, response) => void receive(keys, answer, request, response));
}

async function receive(
  keys: CountryKeys,
  answer: (call: HostileCall) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { variables } = bodySchema.parse(JSON.parse(await text(request)));
  const fields = z.object({ "signature-input": z.string(), signature: z.string() }).parse(request.headers);
  const nonce = readSignature(fields)?.terms.nonce ?? "";
  const own = keys.server.private.current.signing(Math.floor(Date.now() / 1_000));
  answer({
    asked: variables.asked,
    nonce,
    response,
    send: (body, { nonce: other = nonce, key = own } = {}) => {
      response.writeHead(200, signResponse(key, { status: 200, body, nonce: other })).end(body);
    },
  });
}

export const STRANGER: Key = signingKey("server-1").privateKey;

export const VEHICLE = {
  owner: "SWE",
  localId: "1",
  restriction: null,
  status: "STOLEN",
  vin: "WVWZZZ1KZAW518264",
  plate: null,
  plateCountry: null,
  engineNumber: null,
  make: null,
  model: null,
  colour: null,
  category: null,
  year: null,
  countryOfTheft: null,
  dateOfTheft: null,
  partNumbers: [],
};

const FEATURE = { feature: "VIN", how: "EXACT", weight: 1, explanation: "The VIN is the same." };

/** A good answer to a search of vehicles, with what is to be wrong about it. */
export function vehicleAnswer(
  asked: string,
  {
    record = {},
    find = {},
    answer = {},
    recordType = "VehicleRecord",
  }: {
    readonly record?: object;
    readonly find?: object;
    readonly answer?: object;
    readonly recordType?: string;
  } = {},
): string {
  const found = {
    __typename: "VehicleFind",
    score: 1,
    features: [FEATURE],
    record: { __typename: recordType, ...VEHICLE, ...record },
    ...find,
  };
  const vehicles = {
    __typename: "VehicleAnswer",
    state: "HIT",
    finds: [found],
    withheld: [],
    hidden: [],
    next: null,
    stamp: { source: "swe-server", asked, answeredAt: "2026-11-24T12:00:00Z" },
    ...answer,
  };
  return JSON.stringify({ data: { vehicles } });
}
