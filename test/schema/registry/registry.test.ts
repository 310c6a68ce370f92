import { describe, expect, test } from "vitest";
import type { CheckReport, SchemaChange } from "../../../schema/checks/schema-change.js";
import { composeSupergraph } from "../../../schema/compose.js";
import type { Refusal } from "../../../schema/registry/refused.js";
import { subgraphsOf } from "../../../schema/registry/registry.js";
import { answeringEngines } from "../../support/databases.js";
import { findingsOf } from "../../support/schema-change.js";
import { registryOver, seeded, SigningOwner, STORES } from "../../support/registry.js";

const engines = await answeringEngines();
const kinds = engines.includes("postgres") ? (["files", "postgres"] as const) : (["files"] as const);

const fields = (...names: readonly string[]): string =>
  `type Query { ${names.map((name) => `${name}: String`).join(" ")} }`;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])\n`;

/** The checks that compare who may read what, in this thread, and of the others none. */
async function checked(change: SchemaChange): Promise<CheckReport> {
  const widened = findingsOf(change).filter(({ code }) => code === "ACCESS_WIDENED");
  const others = change.current.filter(({ name }) => name !== change.name);
  return { findings: widened, supergraphSdl: composeSupergraph([...others, change]), passed: widened.length === 0 };
}

async function refusalOf(doing: Promise<unknown>): Promise<Refusal> {
  return doing.then(
    () => Promise.reject(new Error("It was not refused.")),
    (error) => error.reason,
  );
}

describe.each(kinds)("a registry in %s", (kind) => {
  test("keeps each version with what it is made of, who made it and by which signed order", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);

    const signed = await sweden.publish("swe-wanted", fields("sweWanted"));
    const { version } = await registry.publish(signed);

    expect(await store.newest()).toBe(2);
    expect(version).toEqual({
      number: 2,
      madeAt: expect.any(String),
      by: "SWE",
      change: { kind: "publish", name: "swe-wanted" },
      orders: [expect.any(String)],
      subgraphs: [
        { name: "checks", owner: "GRAPH", url: "https://checks.example/graphql", sdl: expect.any(String), since: 1 },
        {
          name: "swe-wanted",
          owner: "SWE",
          url: "https://swe-wanted.example/graphql",
          sdl: expect.any(String),
          since: 2,
        },
      ],
      supergraph: expect.any(String),
      names: { checks: "GRAPH", "swe-wanted": "SWE" },
      sequences: { checks: 1, "swe-wanted": 1 },
      gone: {},
      disabled: {},
    });
    expect(await store.version(2)).toEqual(version);
    expect((await store.versions()).map(({ number }) => number)).toEqual([2, 1]);
    expect(await store.text(version.supergraph)).toContain('name: "swe-wanted"');
    expect(await store.text(version.orders[0] ?? "")).toBe(signed);
    expect((await subgraphsOf(store, version)).map(({ sdl }) => sdl)).toEqual([fields("open"), fields("sweWanted")]);
  });

  test("a change that does not pass keeps the last good graph and says why", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);

    const refused = registry.publish(await sweden.publish("swe-wanted", "type Query { sweWanted: Nothing }"));

    await expect(refused).rejects.toMatchObject({
      code: "REGISTRY_REFUSED",
      reason: "CHECKS_FAILED",
      findings: [{ severity: "error", message: expect.stringContaining("Nothing") }],
    });
    expect(await store.newest()).toBe(1);
  });

  test.each(["is removed by its owner", "goes with the whole graph to an older version"])(
    "a field that %s cannot come back weaker than it ever was",
    async (way) => {
      await using store = await STORES[kind]();
      const { registry: begun, graph } = await seeded(store);
      const publish = async (rule: string | null, by = registryOver(store, { checkChange: checked })) =>
        by.publish(
          await graph.publish(
            "checks",
            `${LINK}type Query { open: String @authenticated ${rule === null ? "" : `secret: String ${rule}`} }`,
          ),
        );
      await publish(null, begun);
      await publish('@requiresScopes(scopes: [["person:read", "person:identity"]])');
      if (way === "is removed by its owner") await publish(null);
      else await begun.rollback(await graph.rollback(2));

      const weaker = publish('@requiresScopes(scopes: [["person:read"]])');
      await expect(weaker).rejects.toMatchObject({
        findings: [{ code: "ACCESS_WIDENED", coordinate: "Query.secret" }],
      });
      const stricter = await publish('@requiresScopes(scopes: [["person:read", "person:identity", "person:links"]])');

      expect(stricter.version.change).toEqual({ kind: "publish", name: "checks" });
    },
  );

  test("twelve that publish at once in two places are followed one after the other, each checked against the graph that it joins", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);
    const places = [registry, registryOver(store)] as const;
    const names = Array.from({ length: 12 }, (_none, index) => `swe-${index}`);
    const orders = await Promise.all(names.map((name, index) => sweden.publish(name, fields(`swe${index}`))));

    const published = await Promise.all(orders.map((order, index) => places[index % 2 === 0 ? 0 : 1].publish(order)));

    expect(published.map(({ version }) => version.number).toSorted((a, b) => a - b)).toEqual(
      names.map((_name, index) => index + 2),
    );
    const newest = await store.version(13);
    expect(newest?.subgraphs.map(({ name }) => name)).toEqual(["checks", ...names].toSorted());
  });

  test("the whole graph goes back as it was, by the graph's own key, as a new version", async () => {
    await using store = await STORES[kind]();
    const { registry, graph, sweden } = await seeded(store);
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));

    const byAnother = await refusalOf(registry.rollback(await sweden.rollback(1)));
    const { version } = await registry.rollback(await graph.rollback(1));

    const [newest, , first] = await store.versions();
    expect(byAnother).toBe("NOT_THE_OPERATOR");
    expect(version).toMatchObject({ number: 3, by: "GRAPH", change: { kind: "rollback", to: 1, name: null } });
    expect(newest?.subgraphs).toEqual(first?.subgraphs);
    expect(newest?.supergraph).toBe(first?.supergraph);
    // The name stays Sweden's, and its orders stay used.
    expect(newest?.names).toEqual({ checks: "GRAPH", "swe-wanted": "SWE" });
  });

  test("one subgraph goes back by its owner's key, and the others stay as they are", async () => {
    await using store = await STORES[kind]();
    const { registry, graph, sweden } = await seeded(store);
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted", "sweCars")));
    await registry.publish(await graph.publish("checks", fields("open", "closed"), { sequence: 2 }));

    const { version } = await registry.rollback(await sweden.rollback(2, "swe-wanted"));

    expect((await subgraphsOf(store, version)).map(({ sdl }) => sdl)).toEqual([
      fields("open", "closed"),
      fields("sweWanted"),
    ]);
    expect(version.subgraphs.map(({ since }) => since)).toEqual([4, 2]);
  });

  test("a subgraph is withdrawn by its owner, and its name stays the owner's", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));

    const { version } = await registry.withdraw(await sweden.withdraw("swe-wanted"));

    expect(version).toMatchObject({ number: 3, by: "SWE", change: { kind: "withdraw", name: "swe-wanted" } });
    expect(version.subgraphs.map(({ name }) => name)).toEqual(["checks"]);
    expect(await store.text(version.supergraph)).not.toContain("sweWanted");
    expect(version.names).toEqual({ checks: "GRAPH", "swe-wanted": "SWE" });
    expect(await store.version(3)).toEqual(version);
  });

  test("what was withdrawn cannot come back weaker than it was", async () => {
    await using store = await STORES[kind]();
    const { registry: begun, sweden } = await seeded(store);
    const publish = async (rule: string) =>
      registryOver(store, { checkChange: checked }).publish(
        await sweden.publish("swe-wanted", `${LINK}type Query { sweWanted: String ${rule} }`),
      );
    await publish('@requiresScopes(scopes: [["person:read", "person:identity"]])');
    await begun.withdraw(await sweden.withdraw("swe-wanted"));

    await expect(publish('@requiresScopes(scopes: [["person:read"]])')).rejects.toMatchObject({
      findings: [{ code: "ACCESS_WIDENED", coordinate: "Query.sweWanted" }],
    });
  });

  test("a subgraph is disabled and enabled with the graph's schema as it is, and stays disabled whatever is published", async () => {
    await using store = await STORES[kind]();
    const { registry, graph, sweden } = await seeded(store);
    const published = await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));

    const disabled = await registry.switchTo(await sweden.switchTo("disable", "swe-wanted"));
    const anew = await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted", "sweCars")));
    const back = await registry.rollback(await graph.rollback(2));
    const enabled = await registry.switchTo(await sweden.switchTo("enable", "swe-wanted"));

    expect(disabled.version).toMatchObject({ number: 3, by: "SWE", change: { kind: "disable", name: "swe-wanted" } });
    expect(disabled.version.supergraph).toBe(published.version.supergraph);
    expect(disabled.version.subgraphs).toEqual(published.version.subgraphs);
    const held = [disabled, anew, back].map(({ version }) => version.disabled);
    expect(held).toEqual([{ "swe-wanted": ["SWE"] }, { "swe-wanted": ["SWE"] }, { "swe-wanted": ["SWE"] }]);
    expect(enabled.version.disabled).toEqual({});
    expect(await store.version(4)).toEqual(anew.version);
  });

  test("what the operator has disabled its owner does not enable, nor the operator what its owner has", async () => {
    await using store = await STORES[kind]();
    const { registry, graph, sweden } = await seeded(store);
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));
    await registry.switchTo(await graph.switchTo("disable", "swe-wanted", { sequence: 2 }));

    const byOwner = await refusalOf(registry.switchTo(await sweden.switchTo("enable", "swe-wanted", { sequence: 3 })));
    const both = await registry.switchTo(await sweden.switchTo("disable", "swe-wanted", { sequence: 3 }));
    const ownersAlone = await registry.switchTo(await graph.switchTo("enable", "swe-wanted", { sequence: 4 }));

    expect(byOwner).toBe("NOT_DISABLED");
    expect(both.version.disabled).toEqual({ "swe-wanted": ["GRAPH", "SWE"] });
    expect(ownersAlone.version.disabled).toEqual({ "swe-wanted": ["SWE"] });
  });

  test("what the operator has disabled comes back disabled, though its owner withdraws it in between", async () => {
    await using store = await STORES[kind]();
    const { registry, graph, sweden } = await seeded(store);
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));
    await registry.switchTo(await graph.switchTo("disable", "swe-wanted", { sequence: 2 }));

    await registry.withdraw(await sweden.withdraw("swe-wanted", { sequence: 3 }));
    const { version } = await registry.publish(
      await sweden.publish("swe-wanted", fields("sweWanted"), { sequence: 4 }),
    );

    expect(version.disabled).toEqual({ "swe-wanted": ["GRAPH"] });
  });

  test("nobody withdraws or disables the subgraph of another, or one that is not there", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);

    const refusals = [
      await refusalOf(registry.withdraw(await sweden.withdraw("constructor"))),
      await refusalOf(registry.withdraw(await sweden.withdraw("checks"))),
      await refusalOf(registry.switchTo(await sweden.switchTo("disable", "checks"))),
      await refusalOf(registry.withdraw(await sweden.withdraw("swe-wanted"))),
      await refusalOf(registry.switchTo(await sweden.switchTo("disable", "swe-wanted"))),
      await refusalOf(registry.withdraw(await sweden.switchTo("disable", "checks"))),
      await refusalOf(registry.switchTo(await sweden.withdraw("checks"))),
    ];

    expect(refusals).toEqual([
      "NOT_IN_GRAPH",
      "NOT_THE_OWNER",
      "NOT_THE_OWNER",
      "NOT_IN_GRAPH",
      "NOT_IN_GRAPH",
      "ENVELOPE_UNREADABLE",
      "ENVELOPE_UNREADABLE",
    ]);
    expect(await store.newest()).toBe(1);
  });

  test("the checks are told whether the operator lets an owner's subgraph be in the graph's own network", async () => {
    await using store = await STORES[kind]();
    const { graph, sweden } = await seeded(store);
    const told: unknown[] = [];
    const registry = registryOver(store, {
      checkChange: async (change) => {
        told.push([change.owner, change.mayBePrivate]);
        return checked(change);
      },
    });

    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted")));
    await store.putOwner({ ...sweden.entry, allowPrivateAddress: true });
    await registry.publish(await sweden.publish("swe-wanted", fields("sweWanted", "sweCars")));
    await registry.publish(await graph.publish("checks", fields("open", "closed"), { sequence: 2 }));

    expect(told).toEqual([
      ["SWE", false],
      ["SWE", true],
      ["GRAPH", true],
    ]);
  });

  test("what was counted twice is counted together, from the first time to the last", async () => {
    await using store = await STORES[kind]();
    const usage = {
      client: "border",
      clientVersion: null,
      operationName: "Check",
      document: "query Check { open }",
      hash: "a".repeat(64),
      count: 3,
      firstSeen: "2026-11-24T10:00:00.000Z",
      lastSeen: "2026-11-24T11:00:00.000Z",
    };

    await store.addUsage([usage]);
    await store.addUsage([
      { ...usage, count: 4, firstSeen: "2026-11-23T10:00:00.000Z", lastSeen: "2026-11-25T10:00:00.000Z" },
    ]);
    await store.addUsage([{ ...usage, client: "desk", clientVersion: "2.0", operationName: null }]);

    expect(await store.usage()).toEqual([
      { ...usage, count: 7, firstSeen: "2026-11-23T10:00:00.000Z", lastSeen: "2026-11-25T10:00:00.000Z" },
      { ...usage, client: "desk", clientVersion: "2.0", operationName: null },
    ]);
  });

  test("who watches hears of the newest version at once, and of no older one after it", async () => {
    await using store = await STORES[kind]();
    const { registry, sweden } = await seeded(store);
    const heard: number[] = [];
    const last = Promise.withResolvers<void>();
    await using watch = await store.watch(
      (number) => {
        heard.push(number);
        if (number === 6) last.resolve();
      },
      (fault) => last.reject(fault),
    );

    for (let index = 1; index <= 5; index += 1)
      await registry.publish(await sweden.publish("swe", fields(`swe${index}`)));
    await last.promise;

    expect(watch.current).toBe(6);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(new Set(heard).size).toBe(heard.length);
  });
});

test.each<readonly [Refusal, string, (owners: Awaited<ReturnType<typeof seeded>>) => Promise<string>]>([
  ["UNKNOWN_OWNER", "an owner whom it does not know", () => new SigningOwner("FRA").publish("fra", fields("fra"))],
  ["SIGNATURE_WRONG", "another's key", () => new SigningOwner("SWE").publish("swe", fields("swe"))],
  ["NOT_THE_OWNER", "the subgraph of another", ({ sweden }) => sweden.publish("checks", fields("open"))],
  [
    "OUTSIDE_NAMESPACE",
    "a name that is not the country's",
    ({ sweden }) => sweden.publish("fra-wanted", fields("fra")),
  ],
  ["OUTSIDE_NAMESPACE", "a country's name for the graph itself", ({ graph }) => graph.publish("swe", fields("swe"))],
  ["OUTSIDE_NAMESPACE", "a name that every object has", ({ sweden }) => sweden.publish("constructor", fields("swe"))],
  [
    "REPLAYED",
    "an order that has been followed",
    ({ graph }) => graph.publish("checks", fields("open"), { sequence: 1 }),
  ],
  ["ENVELOPE_UNREADABLE", "what is no order", async () => "rubbish"],
  [
    "ENVELOPE_UNREADABLE",
    "an address that is none",
    ({ sweden }) => sweden.publish("swe", fields("swe"), { url: "file:///etc" }),
  ],
  ["ENVELOPE_UNREADABLE", "a rollback", ({ sweden }) => sweden.rollback(1, "swe")],
])("%s: a registry is not given %s, and its graph stays as it is", async (reason, _what, order) => {
  await using store = await STORES.files();
  const owners = await seeded(store);

  const refusal = await refusalOf(owners.registry.publish(await order(owners)));

  expect(refusal).toBe(reason);
  expect(await store.newest()).toBe(1);
});

test("a changed byte of an order is found, wherever it stands", async () => {
  await using store = await STORES.files();
  const { registry, sweden } = await seeded(store);
  const [header = "", payload = "", signature = ""] = (await sweden.publish("swe", fields("swe"))).split(".");
  const other = Buffer.from(
    Buffer.from(payload, "base64url").toString().replace("sweden", "x").replace("swe:", "swo:"),
  ).toString("base64url");

  expect(await refusalOf(registry.publish(`${header}.${other}.${signature}`))).toBe("SIGNATURE_WRONG");
});

test("a registry without a graph takes no order, and one with a graph is not begun again", async () => {
  await using store = await STORES.files();
  const registry = registryOver(store);
  const sweden = new SigningOwner("SWE");
  await store.putOwner(sweden.entry);
  const before = await refusalOf(registry.publish(await sweden.publish("swe", fields("swe"))));

  await registry.seed([await sweden.publish("swe", fields("swe"))]);
  const again = await refusalOf(registry.seed([await sweden.publish("swe-two", fields("sweTwo"))]));

  expect([before, again]).toEqual(["NOT_SEEDED", "ALREADY_SEEDED"]);
});
