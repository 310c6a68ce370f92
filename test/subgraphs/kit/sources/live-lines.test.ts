import { expect, test, vi } from "vitest";
import { SourceLine } from "../../../../subgraphs/kit/sources/ask-sources.js";
import { LiveLines } from "../../../../subgraphs/kit/sources/live-lines.js";
import type { SourceList } from "../../../../subgraphs/kit/sources/live-lines.js";
import type { SourceConfiguration } from "../../../../subgraphs/kit/sources/registry.js";
import { readRegistry } from "../../../../subgraphs/kit/sources/registry.js";
import { packageFile } from "../../../../subgraphs/kit/package-file.js";

const [source] = await readRegistry(packageFile("subgraphs/world/sources"));
if (source === undefined) throw new Error("The world has no sources.");

test("what a source keeps open is closed once it is gone and whoever asked it has an answer", async () => {
  let change: (sources: readonly SourceConfiguration[]) => void = () => {};
  const list: SourceList = {
    current: [{ ...source, deadlineMs: 50 }],
    subscribe: (take) => {
      change = take;
    },
  };
  const closed: string[] = [];
  const answer = Promise.withResolvers<string>();
  const port = { ask: () => answer.promise, [Symbol.asyncDispose]: async () => void closed.push(source.id) };
  const lines = new LiveLines(list, source.domain, (description) => new SourceLine(description, port));
  const [line] = lines.current;
  const asked = line?.ask(({ ask }) => ask(), new AbortController().signal);

  change([]);
  answer.resolve("an answer");

  expect(lines.current).toEqual([]);
  expect(await asked).toBe("an answer");
  expect(closed).toEqual([]);
  await vi.waitFor(() => expect(closed).toEqual([source.id]));
});
