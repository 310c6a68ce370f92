import type { RestMapping } from "../../subgraphs/kit/rest/rest-mapping.js";
import type { FieldMapping } from "../../subgraphs/kit/sources/mapping.js";
import { writeRef } from "../../subgraphs/kit/sources/record-ref.js";
import type { RestrictedRecord } from "../../subgraphs/kit/sources/search-sources.js";
import { startService } from "./service.js";

/** What a record is found by: each set of words is one thing that is known of it. */
export type WordSets = (record: RestrictedRecord) => readonly Readonly<Record<string, string | null>>[];

const PAGE = 3;

/**
 * A plain JSON API over records: `/find/<word>?value=…&after=…` gives those that have the word, three a page and a mark for
 * the next, `/records/<owner>/<id>` gives one, 404 means none.
 */
export async function startJsonApi(
  records: readonly RestrictedRecord[],
  wordsOf: WordSets,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const byRef = new Map(records.map((record) => [writeRef(record), record]));
  const service = await startService((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://api.invalid");
    const [, kind, first = "", second = ""] = pathname.split("/").map(decodeURIComponent);
    if (kind === "records") {
      const record = byRef.get(`${first}/${second}`);
      response.writeHead(record === undefined ? 404 : 200).end(JSON.stringify(record ?? {}));
      return;
    }
    const value = searchParams.get("value");
    const start = Number(searchParams.get("after") ?? 0);
    const found = records.filter((record) => wordsOf(record).some((words) => words[first] === value));
    const next = start + PAGE < found.length ? start + PAGE : null;
    response.end(JSON.stringify({ found: found.slice(start, start + PAGE), next }));
  });
  return { url: new URL(service.url).origin, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

/** The mapping of such an API. @param words by which a thing may be found; each is a search of its own */
export function jsonApiMapping(fields: Readonly<Record<string, FieldMapping>>, words: readonly string[]): RestMapping {
  return {
    searches: words.map((word) => ({
      needs: [word],
      unless: [],
      path: `/find/${word}`,
      query: { value: `{${word}}` },
      list: ["found"],
      paging: { kind: "cursor", parameter: "after", path: ["next"] },
      noneOn404: false,
    })),
    record: { path: "/records/{owner}/{localId}", noneOn404: true },
    entries: "WHOLE",
    words: {},
    id: { column: "localId" },
    fields,
    mostCandidates: 1_000,
  };
}
