import { expect, test } from "vitest";
import { findUrlFaults } from "../../../schema/checks/url.js";
import { told } from "../../support/schema-change.js";

const REFUSED: readonly (readonly [url: string, codes: readonly string[]])[] = [
  ["", ["URL_INVALID"]],
  ["graphql", ["URL_INVALID"]],
  ["file:///etc/passwd", ["URL_INVALID"]],
  ["ftp://police.example.org/", ["URL_INVALID"]],
  ["https://user:secret@police.example.org/graphql", ["URL_INVALID"]],
  ["https://police.example.org/graphql#a", ["URL_INVALID"]],
  ["http://police.example.org/graphql", ["URL_NOT_HTTPS"]],
  ["https://127.0.0.1/graphql", ["URL_PRIVATE"]],
  ["https://127.1/graphql", ["URL_PRIVATE"]],
  ["https://2130706433/graphql", ["URL_PRIVATE"]],
  ["https://0x7f.0.0.1/graphql", ["URL_PRIVATE"]],
  ["https://0177.0.0.1/graphql", ["URL_PRIVATE"]],
  ["https://0.0.0.0/graphql", ["URL_PRIVATE"]],
  ["https://10.1.2.3/graphql", ["URL_PRIVATE"]],
  ["https://172.16.0.1/graphql", ["URL_PRIVATE"]],
  ["https://192.168.1.1/graphql", ["URL_PRIVATE"]],
  ["https://100.64.0.1/graphql", ["URL_PRIVATE"]],
  ["https://169.254.169.254/latest/meta-data", ["URL_PRIVATE"]],
  ["https://[::1]/graphql", ["URL_PRIVATE"]],
  ["https://[::]/graphql", ["URL_PRIVATE"]],
  ["https://[::ffff:127.0.0.1]/graphql", ["URL_PRIVATE"]],
  ["https://[::ffff:10.0.0.1]/graphql", ["URL_PRIVATE"]],
  ["https://[64:ff9b::7f00:1]/graphql", ["URL_PRIVATE"]],
  ["https://[fd00::1]/graphql", ["URL_PRIVATE"]],
  ["https://[fe80::1]/graphql", ["URL_PRIVATE"]],
  ["https://[2001:db8::1]/graphql", ["URL_PRIVATE"]],
  ["https://localhost/graphql", ["URL_PRIVATE"]],
  ["https://LOCALHOST./graphql", ["URL_PRIVATE"]],
  ["https://police.localhost/graphql", ["URL_PRIVATE"]],
  ["https://police/graphql", ["URL_PRIVATE"]],
  ["https://police.internal/graphql", ["URL_PRIVATE"]],
  ["http://localhost:4101/graphql", ["URL_NOT_HTTPS", "URL_PRIVATE"]],
];

test.each(REFUSED)("a country's subgraph is not served at %s", (url, codes) => {
  expect(told(findUrlFaults(url, { mayBePrivate: false }))).toEqual(codes);
});

test.each([
  "https://police.example.org/graphql",
  "https://police.example.org:8443/graphql?country=SWE",
  "https://8.8.8.8/graphql",
  "https://[2a00:1450:4001:80b::200e]/graphql",
  "https://172.32.0.1/graphql",
  "https://local.example.org/",
  "https://xn--polismyndigheten.example.org/",
])("%s is an address like any other", (url) => {
  expect(findUrlFaults(url, { mayBePrivate: false })).toEqual([]);
});

test("our own subgraphs, and those of a test, may be anywhere that HTTP leads to", () => {
  expect(findUrlFaults("http://127.0.0.1:4101/graphql", { mayBePrivate: true })).toEqual([]);
  expect(told(findUrlFaults("file:///etc/passwd", { mayBePrivate: true }))).toEqual(["URL_INVALID"]);
});
