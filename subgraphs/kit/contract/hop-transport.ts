import { createFieldRights, NO_RIGHTS } from "../access/field-rights.js";
import type { HopSender } from "../hop/hop-sender.js";
import type { Keys } from "../hop/keys.js";
import { isSignedResponse, nonceOfResponse } from "../hop/response-signature.js";
import type { Asker } from "../policy/disclosures.js";
import { parseJson } from "../remote/parse-json.js";
import type { RemoteService } from "../remote/remote-service.js";
import { SourceFailure } from "../sources/source.js";
import type { ContractRequest, ContractTransport } from "./contract-source.js";

/** What an officer may read of the graph's fields is no business of a source: it decides by who asks, and why. */
const UNTOLD_RIGHTS = createFieldRights({ isAuthenticated: true, scopes: [], policies: [] });

/** Where no audit log is kept. */
const NO_AUDIT_ID = "none";

/** What a hop to a server of the contract needs. */
export interface HopTransportSettings {
  readonly service: RemoteService;
  /** The path of the service. */
  readonly path: string;
  readonly sender: HopSender;
  /** What the server signs its answers with: its public keys. */
  readonly answerKeys: Keys;
  /** How long the server may take, milliseconds: it is told. */
  readonly deadlineMs: number;
}

/** Asks a server of the contract in the name of an officer, and believes only what it signs as the answer to just this. */
export class HopTransport implements ContractTransport {
  readonly #settings: HopTransportSettings;

  constructor(settings: HopTransportSettings) {
    this.#settings = settings;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#settings.service[Symbol.asyncDispose]();
  }

  async send(
    request: ContractRequest,
    { authority, auditId = NO_AUDIT_ID }: Asker,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { service, path, sender, answerKeys, deadlineMs } = this.#settings;
    const method = "POST";
    const body = JSON.stringify(request);
    const { headers: signed, nonce } = sender.sign({
      method,
      path,
      body,
      sourcesMs: deadlineMs,
      auditId,
      authority,
      fieldRights: authority === null ? NO_RIGHTS : UNTOLD_RIGHTS,
    });
    const headers = { "content-type": "application/json", ...signed };
    const response = await service.request({ method, path, headers, body }, signal);
    if (response.status !== 200) throw new SourceFailure("FAILED", `the source answered with ${response.status}`);
    if (await isSignedResponse(answerKeys, { status: 200, body: response.body, nonce }, response.headers)) {
      return parseJson(response.body);
    }
    const answered = nonceOfResponse(response.headers);
    throw answered === null || answered === nonce
      ? new SourceFailure("UNSIGNED", "the reply is not signed by the source")
      : new SourceFailure("OTHER_QUESTION", "the reply's signature is of another question");
  }
}
