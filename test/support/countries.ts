import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { Key } from "../../subgraphs/kit/hop/keys.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import type { Connections } from "../../subgraphs/kit/sources/connections.js";
import type { SourceConfiguration } from "../../subgraphs/kit/sources/registry.js";
import { connectionsTo } from "./country.js";
import { signingKey, keysOf } from "./hop.js";
import { describeSource } from "./sources.js";

/** What a country does with a question: the answer comes 50 ms after it. */
export type Conduct = "answers" | "hangs" | "down" | "rubbish";

/** Codes of no country, by number: XAA, XAB and so on. */
export function countryCode(number: number): string {
  const letter = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index);
  return `X${letter(Math.floor(number / 26))}${letter(number % 26)}`;
}

export interface RunningCountries extends AsyncDisposable {
  /** One of persons for each country, in the order in which they were asked for. */
  readonly sources: readonly SourceConfiguration[];
  readonly connections: Pick<Connections, "senderTo" | "answerKeysOf">;
}

/** Countries with a register of persons each, every one behind a real server, all in one process beside this one. */
export async function startCountries(conducts: readonly Conduct[]): Promise<RunningCountries> {
  const [graph, server] = [signingKey("graph-1"), signingKey("server-1")];
  const countries = conducts.map((conduct, number) => {
    const owner = countryCode(number);
    return { owner, name: `${owner.toLowerCase()}-server`, conduct };
  });
  const child = fork(packageFile("test/support/countries-process.js"));
  const ended = once(child, "exit");
  child.send({ graph: jwksOf(graph.publicKey), server: jwksOf(server.privateKey), countries });
  const [message] = await Promise.race([once(child, "message"), ended]);
  const urls = z.array(z.string()).length(conducts.length).parse(message);
  return {
    sources: countries.map(({ owner, name }, number) => ({
      ...describeSource("persons", owner),
      connector: {
        kind: "graphql",
        server: name,
        service: { url: urls[number] ?? "", allowPrivateAddress: true, mostReplyBytes: 8 * 1024 * 1024 },
      },
    })),
    connections: connectionsTo({
      graph: { private: keysOf(graph.privateKey), public: keysOf(graph.publicKey) },
      server: { private: keysOf(server.privateKey), public: keysOf(server.publicKey) },
    }),
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await ended;
    },
  };
}

function jwksOf({ id, key }: Key): string {
  return JSON.stringify({ keys: [{ ...key.export({ format: "jwk" }), kid: id }] });
}
