import fc from "fast-check";
import { expect, test } from "vitest";
import { readBundle, writeBundle } from "../../../../gateway/audit/tree/bundle.js";
import { GrowingTree } from "../../../../gateway/audit/tree/growing-tree.js";
import { EMPTY_ROOT, hashLeaf, hashNode } from "../../../../gateway/audit/tree/hashes.js";
import { consistencyProof, inclusionProof } from "../../../../gateway/audit/tree/proofs.js";
import { bundlePath, tilePath } from "../../../../gateway/audit/tree/tile.js";
import type { Tile } from "../../../../gateway/audit/tree/tile.js";
import { TreeHashes } from "../../../../gateway/audit/tree/tree-hashes.js";
import { includes, isConsistent } from "../../../../gateway/audit/tree/verify-proofs.js";

/** The leaves and roots by which implementations of RFC 6962 are compared (certificate-transparency, merkle tree tests). */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/** A tree of numbered leaves with every tile it ever had. */
function growTo(size: number): { readonly tree: GrowingTree; readonly tiles: Map<string, Buffer> } {
  const tree = new GrowingTree();
  const tiles = new Map<string, Buffer>();
  for (const hash of leafHashes(size)) {
    tree.append(hash);
    keep(tiles, tree.takeTiles());
  }
  return { tree, tiles };
}

function keep(tiles: Map<string, Buffer>, taken: readonly Tile[]): void {
  for (const tile of taken) tiles.set(tilePath(tile), tile.bytes);
}

function leafHashes(size: number): readonly Buffer[] {
  return Array.from({ length: size }, (_none, index) => hashLeaf(Buffer.from(`leaf ${index}`)));
}

function hashesOf(size: number, tiles: ReadonlyMap<string, Buffer>): TreeHashes {
  return new TreeHashes(size, (tile) => {
    const bytes = tiles.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`There is no ${tilePath(tile)}.`);
    return bytes;
  });
}

/** RFC 9162 §2.1.1 word by word. */
function naiveRoot(hashes: readonly Buffer[]): Buffer {
  const [first] = hashes;
  if (first === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return first;
  const split = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return hashNode(naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split)));
}

test("the roots of the reference trees of one to eight leaves come out", () => {
  const tree = new GrowingTree();

  const roots = LEAVES.map((leaf) => {
    tree.append(hashLeaf(Buffer.from(leaf, "hex")));
    return tree.root().toString("hex");
  });

  expect(roots).toEqual(ROOTS);
});

test("the reference path from the first of eight leaves comes out", () => {
  const tree = new GrowingTree();
  for (const leaf of LEAVES) tree.append(hashLeaf(Buffer.from(leaf, "hex")));
  const tiles = new Map<string, Buffer>();
  keep(tiles, tree.takeTiles());

  const path = inclusionProof(hashesOf(8, tiles), 0).map((hash) => hash.toString("hex"));

  expect(path).toEqual([
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
  ]);
});

test("the tree without leaves has the hash of nothing as its root", () => {
  expect(new GrowingTree().root().toString("hex")).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("paths are those of the specification's examples", () => {
  expect([
    tilePath({ level: 0, index: 1_234_067, width: 256 }),
    tilePath({ level: 2, index: 0, width: 1 }),
    tilePath({ level: 0, index: 273, width: 112 }),
    bundlePath(1_000, 256),
    bundlePath(999, 5),
  ]).toEqual([
    "tile/0/x001/x234/067",
    "tile/2/000.p/1",
    "tile/0/273.p/112",
    "tile/entries/x001/000",
    "tile/entries/999.p/5",
  ]);
});

test("a tree of 70,000 leaves has the tiles that the specification counts", () => {
  const tree = new GrowingTree();
  for (const hash of leafHashes(70_000)) tree.append(hash);

  const tiles = tree.takeTiles();

  const widths = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width);
  expect([widths(0).length, widths(0).at(-1), widths(1), widths(2)]).toEqual([274, 112, [256, 17], [1]]);
});

test("whatever the size, the root is that of a naive computation, from memory and from tiles", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_200 }), (size) => {
      const { tree, tiles } = growTo(size);

      const roots = [tree.root(), hashesOf(size, tiles).root()];

      expect(roots).toEqual([naiveRoot(leafHashes(size)), naiveRoot(leafHashes(size))]);
    }),
    { numRuns: 25 },
  );
});

test("a tree that goes on from its tiles grows as if it had never stopped", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 700 }), (before, after) => {
      const { tiles } = growTo(before);
      const resumed = GrowingTree.from(before, (tile) => tiles.get(tilePath(tile)) ?? Buffer.alloc(0));

      for (const hash of leafHashes(before + after).slice(before)) resumed.append(hash);
      keep(tiles, resumed.takeTiles());

      const expected = naiveRoot(leafHashes(before + after));
      expect([resumed.root(), hashesOf(before + after, tiles).root()]).toEqual([expected, expected]);
    }),
    { numRuns: 25 },
  );
});

test("every leaf has a proof that verifies, and verifies for no other leaf, place, size or root", () => {
  const sizeAndIndex = fc.integer({ min: 1, max: 700 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
  const { tiles } = growTo(700);
  fc.assert(
    fc.property(sizeAndIndex, ([size, index]) => {
      const hash = hashLeaf(Buffer.from(`leaf ${index}`));
      const head = { size, root: naiveRoot(leafHashes(size)) };

      const proof = inclusionProof(hashesOf(size, tiles), index);

      expect([
        includes(head, { index, hash }, proof),
        includes(head, { index, hash: hashLeaf(Buffer.from("another")) }, proof),
        includes(head, { index: index + 1, hash }, proof),
        includes({ ...head, root: EMPTY_ROOT }, { index, hash }, proof),
        includes(head, { index, hash }, [...proof, EMPTY_ROOT]),
        size > 1 && includes(head, { index, hash }, proof.slice(1)),
      ]).toEqual([true, false, false, false, false, false]);
    }),
    { numRuns: 200 },
  );
});

test("every tree has a proof that it is the beginning of a larger one, and none for another beginning", () => {
  const sizes = fc.integer({ min: 1, max: 700 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size)));
  const { tiles } = growTo(700);
  fc.assert(
    fc.property(sizes, ([size, oldSize]) => {
      const older = { size: oldSize, root: naiveRoot(leafHashes(oldSize)) };
      const newer = { size, root: naiveRoot(leafHashes(size)) };
      const forked = { size: oldSize, root: hashLeaf(Buffer.from("a fork")) };

      const proof = consistencyProof(hashesOf(size, tiles), oldSize);

      expect([
        isConsistent(older, newer, proof),
        isConsistent(forked, newer, proof),
        isConsistent(older, { size, root: EMPTY_ROOT }, proof) && size > 0 && oldSize > 0,
        isConsistent(older, newer, [...proof, EMPTY_ROOT]),
        isConsistent({ ...older, size: size + 1 }, newer, proof),
      ]).toEqual([true, false, false, false, false]);
    }),
    { numRuns: 200 },
  );
});

test("a bundle gives back the leaves that it was made of; cut short it is none", () => {
  const leaf = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 20 }), (leaves) => {
      const bytes = writeBundle(leaves);

      expect([readBundle(bytes), readBundle(bytes.subarray(0, -1))]).toEqual([leaves, null]);
    }),
  );
});
