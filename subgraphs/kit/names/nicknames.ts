import { NICKNAMES } from "./nickname-table.js";
import { rememberBeside } from "../remember.js";

/** The names of each group, a formal name first. */
const GROUPS = NICKNAMES.trim()
  .split(/,\s*/)
  .map((line) => line.split(" "));
const GROUPS_OF = buildIndex();

function buildIndex(): ReadonlyMap<string, ReadonlySet<number>> {
  const index = new Map<string, Set<number>>();
  for (const [group, names] of GROUPS.entries()) {
    for (const name of names) {
      const groups = index.get(name) ?? new Set<number>();
      index.set(name, groups.add(group));
    }
  }
  return index;
}

const groupsOf = rememberBeside((forms: readonly string[]): readonly number[] =>
  forms.flatMap((form) => [...(GROUPS_OF.get(form) ?? [])]),
);

/** Whether a form of each part stands in one group. Belonging is not chained: Ted is Edward or Theodore, Edward is not Theodore. */
export function areNicknames(left: readonly string[], right: readonly string[]): boolean {
  const groups = groupsOf(left);
  return groups.length > 0 && groupsOf(right).some((group) => groups.includes(group));
}

/** Most names that a nickname is looked up by. */
const MAX_NICKNAMES = 24;

/** The other names of every group that one of the forms stands in. */
export function nicknamesOf(forms: readonly string[]): readonly string[] {
  const names = groupsOf(forms).flatMap((group) => GROUPS[group] ?? []);
  return [...new Set(names)].filter((name) => !forms.includes(name)).slice(0, MAX_NICKNAMES);
}
