import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import { SAMPLE_KINDS } from "../../kit/lists.js";
import type { SampleKind } from "../../kit/lists.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { Callbacks, Delivery, ExpectedDelivery } from "../../kit/remote/callbacks.js";
import { parseJson } from "../../kit/remote/parse-json.js";
import type { RemoteResponse, RemoteService } from "../../kit/remote/remote-service.js";
import type { OsiaSettings } from "../../kit/sources/osia-settings.js";
import { InvalidReply, NothingToSearchBy, SourceFailure } from "../../kit/sources/source.js";
import type { Sample } from "../matching/sample.js";
import type { BiometricSource, EncounterFind } from "./biometric-source.js";
import type { EncounterRecord } from "./encounter-record.js";
import { encounterRecordSchema } from "./encounter-record.js";
import {
  biometricDataOf,
  candidatesSchema,
  decisionSchema,
  galleriesSchema,
  taskSchema,
  taskStatusSchema,
  UNDELIVERED,
} from "./osia-messages.js";
import type { BiometricData, Candidate } from "./osia-messages.js";

export interface OsiaSourceSettings {
  readonly owner: string;
  readonly service: RemoteService;
  /** The path of the service's address, before each path of the interface. */
  readonly base: string;
  readonly settings: OsiaSettings;
  readonly authorization?: (() => string) | undefined;
  /** Where it delivers what it does not answer at once; without it that is a failure. */
  readonly callbacks?: Callbacks | undefined;
}

/**
 * An owner's own ABIS, by OSIA's ABIS interface 1.6 (Secure Identity Alliance): identify, at once or by a task, verify, and
 * the list of galleries. It compares by itself; a candidate is a person's id and a score.
 */
export class OsiaBiometricSource implements BiometricSource {
  readonly #abis: OsiaSourceSettings;

  constructor(abis: OsiaSourceSettings) {
    this.#abis = abis;
  }

  async identify(
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterFind[]> {
    const asked = SAMPLE_KINDS.map((kind) => {
      const ofKind = samples.filter((sample) => sample.kind === kind);
      return [kind, biometricDataOf(ofKind, this.#abis.settings.faceFormat)] as const;
    }).filter(([, data]) => data.length > 0);
    if (asked.length === 0) throw new NothingToSearchBy();
    const finds = new Map<string, EncounterFind>();
    for (const [kind, data] of asked) {
      for (const candidate of await this.#candidatesFor(data, signal)) {
        const find = this.#findOf(kind, candidate);
        const known = finds.get(candidate.personId);
        if (known === undefined || known.score < find.score) finds.set(candidate.personId, find);
      }
    }
    return [...finds.values()].filter(({ record }) => disclosures.of(record, record.restriction) !== "NONE");
  }

  /** An ABIS gives candidates and no records: whether a reference is there nobody knows. */
  async findByRefs(): Promise<readonly EncounterRecord[]> {
    throw new SourceFailure("NOT_OFFERED", "an ABIS follows no references");
  }

  /** Whether the gallery is there, before an officer waits. */
  async warm(signal: AbortSignal): Promise<void> {
    const { gallery } = this.#abis.settings;
    const response = await this.#send("GET", "/v1/galleries", {}, undefined, signal);
    if (!read(galleriesSchema, response.body).includes(gallery)) {
      throw new SourceFailure("NOT_OFFERED", "the ABIS has no such gallery");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#abis.service[Symbol.asyncDispose]();
  }

  async #candidatesFor(data: readonly BiometricData[], signal: AbortSignal): Promise<readonly Candidate[]> {
    const { callbacks, settings } = this.#abis;
    const { gallery, mostCandidates, threshold, priority, verify } = settings;
    using expected = callbacks?.expect();
    const transactionId = randomUUID();
    const query = { transactionId, maxNbCand: mostCandidates, threshold, priority, callback: expected?.url };
    const body = { filter: {}, biometricData: data };
    const response = await this.#send("POST", `/v1/identify/${gallery}`, query, body, signal);
    const outcome =
      response.status === 202
        ? await this.#delivered(expected, { taskId: read(taskSchema, response.body).taskId, transactionId }, signal)
        : response.body;
    const candidates = read(candidatesSchema, outcome).slice(0, mostCandidates);
    return verify ? this.#verified(candidates, data, signal) : candidates;
  }

  /** Waits for the callback with the outcome of a task; the signal ends it. */
  async #delivered(expected: ExpectedDelivery | undefined, task: Task, signal: AbortSignal): Promise<Uint8Array> {
    if (expected === undefined) {
      throw new SourceFailure("NOT_OFFERED", "the ABIS answers later, and there is no address for callbacks");
    }
    const delivery = await this.#awaited(expected, task, signal);
    const isOurs = Object.entries(task).every(([name, value]) => delivery.query.get(name) === value);
    if (!isOurs) throw new InvalidReply("it is the outcome of another task");
    if (delivery.contentType.startsWith(ERROR_TYPE)) throw new SourceFailure("FAILED", "the task of the ABIS failed");
    return delivery.body;
  }

  /** Where the ABIS says that it could not deliver, it is asked to do so once more. */
  async #awaited(expected: ExpectedDelivery, task: Task, signal: AbortSignal): Promise<Delivery> {
    const done = new AbortController();
    const ending = AbortSignal.any([signal, done.signal]);
    const statuses = this.#followTask(task, ending);
    // What is asked beside the waiting has no say in it.
    statuses.catch(() => {});
    try {
      return await Promise.race([expected.delivery, ended(signal)]);
    } finally {
      done.abort();
    }
  }

  async #followTask({ taskId, transactionId }: Task, signal: AbortSignal): Promise<void> {
    for (;;) {
      await wait(this.#abis.settings.statusEveryMs, undefined, { signal, ref: false });
      const status = await this.#send("GET", `/v1/tasks/${taskId}/status`, { transactionId }, undefined, signal);
      if (read(taskStatusSchema, status.body) !== UNDELIVERED) continue;
      await this.#send("POST", `/v1/tasks/${taskId}/redeliver`, { transactionId }, undefined, signal);
    }
  }

  async #verified(
    candidates: readonly Candidate[],
    data: readonly BiometricData[],
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const { gallery, threshold } = this.#abis.settings;
    const decisions = await Promise.all(
      candidates.map(async ({ personId }) => {
        const path = `/v1/verify/${gallery}/${encodeURIComponent(personId)}`;
        const response = await this.#send("POST", path, { threshold }, { biometricData: data }, signal);
        return read(decisionSchema, response.body).decision;
      }),
    );
    return candidates.filter((_, index) => decisions[index] === true);
  }

  #findOf(kind: SampleKind, { personId, score, rank }: Candidate): EncounterFind {
    const { owner, settings } = this.#abis;
    const record = encounterRecordSchema.safeParse({
      owner,
      localId: personId,
      kind,
      finger: null,
      takenOn: null,
      reason: null,
      person: null,
    });
    if (!record.success) throw new InvalidReply("a candidate's id is none");
    const weight = Math.min(1, score / settings.fullScore);
    const explanation = `The owner's own system ranks it ${rank} by ${kind === "FACE" ? "the face" : "the fingers"}.`;
    return { score: weight, features: [{ feature: kind, how: "ABIS", weight, explanation }], record: record.data };
  }

  /** Every call has a transaction id, its own where none is given; 200, 202 and 204 are answers, all else a failure. */
  async #send(
    method: "GET" | "POST",
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    body: unknown,
    signal: AbortSignal,
  ): Promise<RemoteResponse> {
    signal.throwIfAborted();
    const { service, base, authorization } = this.#abis;
    const parameters = new URLSearchParams({ transactionId: randomUUID() });
    for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
    const headers = {
      ...(authorization === undefined ? {} : { authorization: authorization() }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const request = { method, path: `${base}${path}?${parameters.toString()}`, headers };
    const response = await service.request(
      body === undefined ? request : { ...request, body: JSON.stringify(body) },
      signal,
    );
    if (ANSWERS.has(response.status)) return response;
    throw new SourceFailure("FAILED", `the ABIS answered with ${response.status}`);
  }
}

/** What a callback repeats of the task whose outcome it brings. */
interface Task {
  readonly taskId: string;
  readonly transactionId: string;
}

const ANSWERS: ReadonlySet<number> = new Set([200, 202, 204]);
const ERROR_TYPE = "application/error+json";

function read<Value>(schema: z.ZodType<Value>, body: Uint8Array): Value {
  const result = schema.safeParse(parseJson(body));
  if (result.success) return result.data;
  throw new InvalidReply("it is not what the interface says");
}

/** Never fulfilled. */
function ended(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return promise;
}
