import fc from "fast-check";
import { expect, test } from "vitest";
import { readAllPages } from "../../../../subgraphs/kit/rest/rest-pages.js";
import type { Paging } from "../../../../subgraphs/kit/rest/rest-mapping.js";
import { TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";

const REQUEST = { path: "/v1/records", query: new URLSearchParams({ name: "a" }) };
const BY_NUMBER: Paging = { kind: "page", parameter: "page", first: 0, size: 3 };

/** Reads pages that are given by their path. */
function pagesBy(pages: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const read = async (path: string): Promise<unknown> => {
    asked.push(path);
    return Object.hasOwn(pages, path) ? pages[path] : null;
  };
  return { read, asked };
}

function readList(pages: Readonly<Record<string, unknown>>, paging?: Paging, limit = 100) {
  return readAllPages(pagesBy(pages).read, REQUEST, { list: ["items"], ...(paging && { paging }) }, limit);
}

test("without paging there is one page", async () => {
  expect(await readList({ "/v1/records?name=a": { items: [1, 2] } })).toEqual([1, 2]);
});

test("pages by number end with one that is not full", async () => {
  const pages = { "/v1/records?name=a&page=0": { items: [1, 2, 3] }, "/v1/records?name=a&page=1": { items: [4] } };

  expect(await readList(pages, BY_NUMBER)).toEqual([1, 2, 3, 4]);
});

test("pages by number end with the total, and a list that ends before it is no whole list", async () => {
  const paging: Paging = { ...BY_NUMBER, total: ["count"] };
  const first = { items: [1, 2, 3], count: 5 };

  expect(
    await readList(
      { "/v1/records?name=a&page=0": first, "/v1/records?name=a&page=1": { items: [4, 5], count: 5 } },
      paging,
    ),
  ).toEqual([1, 2, 3, 4, 5]);
  await expect(
    readList({ "/v1/records?name=a&page=0": first, "/v1/records?name=a&page=1": { items: [], count: 5 } }, paging),
  ).rejects.toMatchObject({ reason: "INVALID_REPLY" });
  await expect(readList({ "/v1/records?name=a&page=0": { items: [1] } }, paging)).rejects.toMatchObject({
    reason: "INVALID_REPLY",
  });
});

test("a page that is not there before the total is no end of the list", async () => {
  const paging: Paging = { ...BY_NUMBER, total: ["count"] };

  await expect(readList({ "/v1/records?name=a&page=0": { items: [1, 2, 3], count: 5 } }, paging)).rejects.toMatchObject(
    { reason: "INVALID_REPLY" },
  );
});

test("pages by a mark end where there is none", async () => {
  const paging: Paging = { kind: "cursor", parameter: "after", path: ["meta", "next"] };
  const pages = {
    "/v1/records?name=a": { items: [1], meta: { next: "x/y" } },
    "/v1/records?name=a&after=x%2Fy": { items: [2], meta: { next: 7 } },
    "/v1/records?name=a&after=7": { items: [3], meta: { next: null } },
  };

  expect(await readList(pages, paging)).toEqual([1, 2, 3]);
});

test("pages by a link stay at the same service, wherever the link says it is", async () => {
  const paging: Paging = { kind: "next", path: ["_links", "next", "href"] };
  const link = (href: string) => ({ items: [1], _links: { next: { href } } });
  const { read, asked } = pagesBy({
    "/v1/records?name=a": link("http://169.254.169.254/latest?page=2"),
    "/latest?page=2": { items: [2], _links: {} },
  });

  expect(await readAllPages(read, REQUEST, { list: ["items"], paging }, 10)).toEqual([1, 2]);
  expect(asked).toEqual(["/v1/records?name=a", "/latest?page=2"]);
  await expect(readList({ "/v1/records?name=a": link("file:///etc/passwd") }, paging)).rejects.toMatchObject({
    reason: "REDIRECTED",
  });
});

test("pages without end are too many, and so are entries above the limit", async () => {
  const paging: Paging = { kind: "cursor", parameter: "after", path: ["next"] };
  const endless = async () => ({ items: [], next: "again" });

  await expect(readAllPages(endless, REQUEST, { list: ["items"], paging }, 10)).rejects.toThrow(TooManyMatches);
  await expect(readList({ "/v1/records?name=a": { items: [1, 2, 3] } }, undefined, 2)).rejects.toThrow(TooManyMatches);
});

test.each([[{}], [{ items: null }], [{ items: { 0: 1, length: 1 } }], [[]], ["items"]])(
  "%j has no list: it is a fault and no empty list",
  async (reply) => {
    await expect(readList({ "/v1/records?name=a": reply })).rejects.toMatchObject({ reason: "INVALID_REPLY" });
  },
);

test("however a list is cut into pages, it is read whole and in its order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer(), { maxLength: 40 }), fc.integer({ min: 3, max: 9 }), async (items, size) => {
      const paging: Paging = { kind: "page", parameter: "page", first: 1, size };
      const read = async (path: string): Promise<unknown> => {
        const page = Number(new URL(path, "http://a").searchParams.get("page"));
        return { items: items.slice((page - 1) * size, page * size) };
      };

      expect(await readAllPages(read, REQUEST, { list: ["items"], paging }, 100)).toEqual(items);
    }),
  );
});
