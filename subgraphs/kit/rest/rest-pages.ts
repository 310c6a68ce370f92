import { step } from "../sources/mapping.js";
import { InvalidReply, SourceFailure, TooManyMatches } from "../sources/source.js";
import type { Paging, RestSearch } from "./rest-mapping.js";

/** Asks the service for one path with its query; null where it says that there is none. */
export type ReadPage = (path: string) => Promise<unknown>;

/** More pages than these are not turned: the question is too wide. */
const MOST_PAGES = 20;

/** All entries of a list, page after page. @throws TooManyMatches above `limit`, InvalidReply, SourceFailure */
export async function readAllPages(
  read: ReadPage,
  { path, query }: { readonly path: string; readonly query: URLSearchParams },
  { list, paging }: Pick<RestSearch, "list" | "paging">,
  limit: number,
): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  let next: string | null = withQuery(path, firstQuery(query, paging));
  for (let page = 0; next !== null; page += 1) {
    if (page === MOST_PAGES) throw new TooManyMatches();
    const reply = await read(next);
    if (reply === null) {
      // None at all; or none after a last page that was full, where nothing has said that there are more.
      if (page === 0 || isOpenEnded(paging)) break;
      throw new InvalidReply("a page of it is not there");
    }
    if (list === undefined) return [reply];
    const found = listIn(reply, list);
    entries.push(...found);
    if (entries.length > limit) throw new TooManyMatches();
    next = nextPage({ reply, found: found.length, soFar: entries.length, page }, { path, query }, paging);
  }
  return entries;
}

function isOpenEnded(paging: Paging | undefined): boolean {
  return paging?.kind === "page" && paging.total === undefined;
}

function firstQuery(query: URLSearchParams, paging: Paging | undefined): URLSearchParams {
  return paging?.kind === "page" ? withParameter(query, paging.parameter, String(paging.first)) : query;
}

function listIn(reply: unknown, path: readonly string[]): readonly unknown[] {
  const list = step(reply, path);
  if (!Array.isArray(list)) throw new InvalidReply("it has no list where the mapping says");
  return list;
}

function nextPage(
  state: { readonly reply: unknown; readonly found: number; readonly soFar: number; readonly page: number },
  request: { readonly path: string; readonly query: URLSearchParams },
  paging: Paging | undefined,
): string | null {
  switch (paging?.kind) {
    case undefined:
      return null;
    case "page": {
      const total = paging.total === undefined ? null : totalIn(state.reply, paging.total);
      if (total === null ? state.found < paging.size : state.soFar >= total) return null;
      if (state.found === 0) throw new InvalidReply("it ends before its total");
      const number = String(paging.first + state.page + 1);
      return withQuery(request.path, withParameter(request.query, paging.parameter, number));
    }
    case "cursor": {
      const cursor = step(state.reply, paging.path);
      if (cursor === null || cursor === "") return null;
      return withQuery(request.path, withParameter(request.query, paging.parameter, textOf(cursor)));
    }
    case "next": {
      const link = step(state.reply, paging.path);
      return link === null ? null : pathOf(textOf(link));
    }
  }
}

function totalIn(reply: unknown, path: readonly string[]): number {
  const total = step(reply, path);
  if (typeof total !== "number") throw new InvalidReply("it has no total where the mapping says");
  return total;
}

function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new InvalidReply("the way to its next page is no text");
}

/** Whatever a link says of the service, it is the same one that is asked: of the link no more than path and query is taken. */
function pathOf(link: string): string {
  const url = URL.parse(link, "http://service.invalid");
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new SourceFailure("REDIRECTED", "its next page is elsewhere");
  return `${url.pathname}${url.search}`;
}

function withParameter(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const written = new URLSearchParams(query);
  written.set(name, value);
  return written;
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
