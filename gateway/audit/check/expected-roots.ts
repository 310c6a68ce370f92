import type { GrowingTree } from "../tree/growing-tree.js";
import type { TreeHead } from "../tree/verify-proofs.js";
import type { Fault } from "./fault.js";

/**
 * What was said of the tree at one size or another: by the checkpoint, by each commit of the journal, by what witnesses
 * cosigned. The tree grows past all of them; the first that it contradicts gives away a change of what lay before.
 */
export class ExpectedRoots {
  readonly #bySize = new Map<number, { readonly place: string; readonly root: Buffer }[]>();

  add(place: string, { size, root }: TreeHead): void {
    const known = this.#bySize.get(size);
    if (known === undefined) this.#bySize.set(size, [{ place, root }]);
    else known.push({ place, root });
  }

  /** Compares what was said of the tree as large as it is now. */
  check(tree: GrowingTree): readonly Fault[] {
    const expected = this.#bySize.get(tree.size);
    if (expected === undefined) return [];
    this.#bySize.delete(tree.size);
    const root = tree.root();
    return expected
      .filter((said) => !said.root.equals(root))
      .map(({ place }) => ({ place, what: `The first ${tree.size} entries of the log are others than it says.` }));
  }

  /** What was said of more entries than there are. */
  unmet(size: number): readonly Fault[] {
    return [...this.#bySize].flatMap(([said, expected]) =>
      expected.map(({ place }) => ({ place, what: `It covers ${said} entries; the log has only ${size}.` })),
    );
  }
}
