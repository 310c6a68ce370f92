import { Pool } from "undici";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { SourceFailure } from "../sources/source.js";
import { addressRefused, isPrivateHost, lookupPublic } from "./private-addresses.js";

/** How a service of another owner is reached: a part of the registry. */
export const serviceSchema = z
  .strictObject({
    /** Where it is: `https://source.example/graphql`. Plain HTTP only within this network. */
    url: z.url({ protocol: /^https?$/ }),
    /** Whether it may be on this machine or in this network; without it such an address is refused. */
    allowPrivateAddress: z.boolean().default(false),
    /** Bytes of a reply that are read at most. */
    mostReplyBytes: z
      .int()
      .min(1_024)
      .max(64 * 1024 * 1024)
      .default(8 * 1024 * 1024),
  })
  .refine(({ url, allowPrivateAddress }) => url.startsWith("https:") || allowPrivateAddress, {
    error: "An address outside this network begins with https.",
    path: ["url"],
  })
  .refine(
    ({ url }) => {
      const { username, password, hash } = new URL(url);
      return username === "" && password === "" && hash === "";
    },
    { error: "An address holds no password and no fragment.", path: ["url"] },
  );
export type ServiceSettings = z.output<typeof serviceSchema>;

export interface RemoteRequest {
  readonly method: "GET" | "POST";
  /** From the first slash on, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RemoteResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Questions under way at one service, each on a connection of its own; more wait for one. */
const CONNECTIONS = 32;

/**
 * A service of another owner over HTTP, which may be careless or hostile: what it sends is bounded, is never unpacked, and
 * never leads anywhere else. How long it may take, the signal says.
 */
export class RemoteService implements AsyncDisposable {
  readonly #settings: ServiceSettings;
  readonly #pool: Pool;
  readonly #isRefused: boolean;

  constructor(settings: ServiceSettings) {
    const { origin, hostname } = new URL(settings.url);
    this.#settings = settings;
    this.#isRefused = !settings.allowPrivateAddress && isPrivateHost(hostname);
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      keepAliveTimeout: 30_000,
      allowH2: false,
      connect: settings.allowPrivateAddress ? {} : { lookup: lookupPublic },
    });
  }

  /** @throws SourceFailure, or the signal's reason */
  async request({ headers, ...request }: RemoteRequest, signal: AbortSignal): Promise<RemoteResponse> {
    if (this.#isRefused) throw addressRefused();
    try {
      const response = await this.#pool.request({
        ...request,
        headers: { accept: "application/json", "accept-encoding": "identity", ...headers },
        signal,
      });
      return {
        status: response.statusCode,
        headers: response.headers,
        body: await this.#bodyOf(response),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof SourceFailure) throw error;
      throw new SourceFailure("FAILED", "the source could not be reached", { cause: error });
    }
  }

  async #bodyOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Uint8Array> {
    const refuse = (failure: SourceFailure): never => {
      // The rest is never read: the connection goes with it.
      body.on("error", () => {}).destroy();
      throw failure;
    };
    if (statusCode >= 300 && statusCode < 400) {
      refuse(new SourceFailure("REDIRECTED", "the source sent the question on to another address"));
    }
    if ((headers["content-encoding"] ?? "identity") !== "identity") {
      refuse(new SourceFailure("REPLY_ENCODED", "the reply is compressed"));
    }
    if (Number(headers["content-length"] ?? 0) > this.#settings.mostReplyBytes) refuse(tooLarge());
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.byteLength;
      if (size > this.#settings.mostReplyBytes) refuse(tooLarge());
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.destroy();
  }
}

function tooLarge(): SourceFailure {
  return new SourceFailure("REPLY_TOO_LARGE", "the reply is larger than may be read");
}
