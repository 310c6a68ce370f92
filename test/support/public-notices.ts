import { startService } from "./service.js";

/** A notice as the public notices web API shows it by itself. */
export interface PublicNotice {
  readonly entity_id: string;
  readonly name: string | null;
  readonly forename: string | null;
  readonly date_of_birth: string | null;
  readonly nationalities: readonly string[] | null;
  readonly sex_id: string | null;
  readonly arrest_warrants: readonly {
    readonly issuing_country_id: string | null;
    readonly charge: string | null;
    readonly charge_translation: string | null;
  }[];
}

export interface PublicNotices extends AsyncDisposable {
  readonly url: string;
  /** The path and query of every request, in order. */
  readonly requests: readonly string[];
}

/** A service of invented notices in the shape of the public notices web API: lists in pages, details, 404 for none. */
export async function startPublicNotices(notices: readonly PublicNotice[]): Promise<PublicNotices> {
  const requests: string[] = [];
  const service = await startService((request, response) => {
    const url = new URL(request.url ?? "/", "http://notices.invalid");
    requests.push(`${url.pathname}${url.search}`);
    const body = answer(url, notices);
    response.writeHead(body === null ? 404 : 200, { "content-type": "application/json" });
    response.end(body === null ? '{"error":"Not found"}' : JSON.stringify(body));
  });
  const url = new URL(service.url).origin;
  return { url, requests, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

function answer({ pathname, searchParams }: URL, notices: readonly PublicNotice[]): object | null {
  const [, id] = /^\/notices\/v1\/red(?:\/([\d-]+))?$/.exec(pathname) ?? [];
  if (id !== undefined) {
    const notice = notices.find(({ entity_id }) => pathIdOf(entity_id) === id);
    return notice === undefined ? null : { ...notice, weight: 0, height: 0, eyes_colors_id: null, _links: linksOf(id) };
  }
  if (pathname !== "/notices/v1/red") return null;
  const size = Math.min(Number(searchParams.get("resultPerPage") ?? 20), 160);
  const page = Number(searchParams.get("page") ?? 1);
  const found = notices.filter(
    ({ name, forename }) => holds(name, searchParams.get("name")) && holds(forename, searchParams.get("forename")),
  );
  const shown = found.slice((page - 1) * size, page * size);
  // None at all is a list that is not there.
  if (shown.length === 0) return null;
  const embedded = shown.map(({ entity_id, forename, name, date_of_birth, nationalities }) => {
    return { entity_id, forename, name, date_of_birth, nationalities, _links: linksOf(pathIdOf(entity_id)) };
  });
  return { total: found.length, query: { page, resultPerPage: size }, _embedded: { notices: embedded }, _links: {} };
}

function holds(text: string | null, part: string | null): boolean {
  return part === null || (text ?? "").toLowerCase().includes(part.toLowerCase());
}

function pathIdOf(entityId: string): string {
  return entityId.replace("/", "-");
}

function linksOf(id: string): object {
  return { self: { href: `https://notices.invalid/notices/v1/red/${id}` } };
}
