import { text } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { matchSamples, prepareProbe, prepareSample } from "../../subgraphs/biometrics/matching/identify.js";
import { readSample } from "../../subgraphs/biometrics/matching/sample.js";
import type { Sample } from "../../subgraphs/biometrics/matching/sample.js";
import { startService } from "./service.js";

/** A person in a gallery, with the sample that is on record. */
export interface Enrolled {
  readonly personId: string;
  readonly sample: Sample;
}

export interface Abis extends AsyncDisposable {
  readonly url: string;
  /** Method, path without the transaction's id, and authorization of every request. */
  readonly requests: readonly string[];
  /** How many transactions there were, each by an id of its own. */
  readonly transactions: ReadonlySet<string>;
}

const dataSchema = z.array(
  z.object({
    biometricType: z.enum(["FINGER", "FACE"]),
    biometricSubType: z.string(),
    template: z.base64(),
    templateFormat: z.string(),
  }),
);
const bodySchema = z.object({ filter: z.record(z.string(), z.unknown()).optional(), biometricData: dataSchema });

/** How an ABIS of a test answers a search. */
export type AbisManner =
  /** In the answer to the request. */
  | "AT_ONCE"
  /** By a task, whose outcome it delivers to the callback. */
  | "BY_TASK"
  /** By a task whose outcome it fails to deliver until it is asked to once more. */
  | "WHEN_ASKED_AGAIN"
  /** By a task that fails. */
  | "BY_FAILED_TASK"
  /** By a task, with another's outcome. */
  | "BY_ANOTHER_TASK"
  | "NEVER";

interface AbisTask {
  readonly url: string | null;
  readonly result: unknown;
}

/**
 * An ABIS of a test that speaks the interface as its contract has it, over invented prints: it compares, ranks, decides, and
 * answers in the manner that the test says.
 */
export async function startAbis(
  galleries: Readonly<Record<string, readonly Enrolled[]>>,
  { manner = "AT_ONCE", key = "abis" }: { readonly manner?: AbisManner; readonly key?: string } = {},
): Promise<Abis> {
  const requests: string[] = [];
  const transactions = new Set<string>();
  const tasks = new Map<string, AbisTask>();
  const answer = async (request: IncomingMessage): Promise<readonly [status: number, body: unknown]> => {
    const url = new URL(request.url ?? "/", "http://abis.invalid");
    const { authorization = "" } = request.headers;
    const [transaction = "", callback] = [
      url.searchParams.get("transactionId") ?? "",
      url.searchParams.get("callback"),
    ];
    transactions.add(transaction);
    url.searchParams.delete("transactionId");
    url.searchParams.delete("callback");
    requests.push(`${request.method} ${url.pathname}${url.search}`);
    if (transaction === "") return [400, { code: 1, message: "transactionId is missing" }];
    if (authorization !== `Bearer ${key}`) return [403, {}];
    const [, version, verb = "", first = "", second = ""] = url.pathname.split("/");
    if (version !== "v1") return [404, {}];
    if (verb === "galleries") return [200, Object.keys(galleries)];
    if (verb === "tasks") {
      const task = tasks.get(first);
      if (task === undefined) return [404, {}];
      if (second === "redeliver") void deliver(task);
      return second === "redeliver" ? [204, undefined] : [200, statusOf(manner)];
    }
    const gallery = galleries[first];
    if (gallery === undefined) return [404, {}];
    const samples = samplesIn(bodySchema.parse(JSON.parse(await text(request))).biometricData);
    if (verb === "verify") {
      const person = gallery.filter(({ personId }) => personId === second);
      return [200, { decision: scoresOf(person, samples).length > 0, scores: [] }];
    }
    const result = candidatesIn(gallery, samples, Number(url.searchParams.get("maxNbCand") ?? 10));
    if (manner === "AT_ONCE") return [200, result];
    const taskId = `task-${tasks.size + 1}`;
    const told = new URLSearchParams({ transactionId: transaction, taskId });
    const task = { url: callback === null ? null : `${callback}?${told.toString()}`, result };
    tasks.set(taskId, task);
    if (manner === "BY_TASK") void deliver(task);
    if (manner === "BY_ANOTHER_TASK")
      void deliver({ ...task, url: `${callback}?transactionId=${transaction}&taskId=x` });
    if (manner === "BY_FAILED_TASK") void deliver(task, "application/error+json");
    return [202, { taskId }];
  };
  const service = await startService((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  });
  return {
    url: new URL(service.url).origin,
    requests,
    transactions,
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

function statusOf(manner: AbisManner): string {
  return manner === "WHEN_ASKED_AGAIN" ? "RESPONSE_ERROR" : "PENDING";
}

async function deliver({ url, result }: AbisTask, contentType = "application/json"): Promise<void> {
  if (url === null) return;
  await fetch(url, { method: "POST", headers: { "content-type": contentType }, body: JSON.stringify(result) });
}

function samplesIn(data: z.output<typeof dataSchema>): readonly Sample[] {
  return data.map(({ biometricType, template }) => {
    const sample = readSample(biometricType === "FACE" ? "FACE" : "FINGERPRINT", template);
    if (!sample.ok) throw new Error(sample.fault.code);
    return sample.value;
  });
}

function candidatesIn(gallery: readonly Enrolled[], samples: readonly Sample[], most: number): unknown {
  return scoresOf(gallery, samples)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ personId, score }, index) => ({ personId, rank: index + 1, score: score * 1_000, scores: [] }));
}

function scoresOf(
  gallery: readonly Enrolled[],
  samples: readonly Sample[],
): readonly { readonly personId: string; readonly score: number }[] {
  const probes = samples.map(prepareProbe);
  return gallery.flatMap(({ personId, sample }) => {
    const match = matchSamples(probes, prepareSample(sample));
    return match.ok && match.value !== null ? [{ personId, score: match.value.score }] : [];
  });
}
