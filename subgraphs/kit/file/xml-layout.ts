import { z } from "zod";

const NAME = /^(?:([\p{L}_][\p{L}\p{N}_.-]*):)?([\p{L}_][\p{L}\p{N}_.-]*)$/u;

/** Elements from one to another below it: `holder/address`. */
const elementPathSchema = z.string().refine((path) => path.split("/").every((step) => NAME.test(step)), {
  error: "It is no path of elements, as in holder/address.",
});
/** The text of an element, or an attribute: `holder/name`, `holder/@country`, `@id`, and `.` for the element itself. */
const valuePathSchema = z
  .string()
  .refine((path) => path === "." || path.split("/").every((step, at, steps) => isStep(step, at === steps.length - 1)), {
    error: "It is no path to an element or an attribute, as in holder/@country.",
  });

function isStep(step: string, isLast: boolean): boolean {
  return NAME.test(step.startsWith("@") && isLast ? step.slice(1) : step);
}

const columnPathSchema = z.union([
  valuePathSchema,
  z.strictObject({
    /** The element that stands once for each entry: the column holds a JSON list, of texts or, with `cells`, of objects. */
    each: elementPathSchema,
    cells: z.record(z.string(), valuePathSchema).optional(),
  }),
]);

/** Where the columns of a record stand in a file of XML: what `mapping` then reads as it reads a row of any table. */
export const xmlLayoutSchema = z
  .strictObject({
    /** The elements from the root to the one that is a record: `export/vehicles/vehicle`. */
    record: elementPathSchema,
    /** The namespace of each prefix in the paths; of elements without a prefix under `""`. */
    namespaces: z.record(z.string(), z.string().min(1)).default({}),
    /** Each column by its path from the record's element. */
    columns: z.record(z.string().min(1), columnPathSchema),
  })
  .superRefine(({ record, namespaces, columns }, context) => {
    const paths = Object.values(columns).flatMap((column) =>
      typeof column === "string" ? [column] : [column.each, ...Object.values(column.cells ?? {})],
    );
    const prefixes = [record, ...paths].flatMap((path) => path.split("/")).flatMap((step) => prefixOf(step) ?? []);
    for (const prefix of new Set(prefixes.filter((one) => !Object.hasOwn(namespaces, one)))) {
      context.addIssue({ code: "custom", path: ["namespaces"], message: `The prefix ${prefix} has no namespace.` });
    }
  });
export type XmlLayout = z.output<typeof xmlLayoutSchema>;

function prefixOf(step: string): string | undefined {
  return NAME.exec(step.replace(/^@/, ""))?.[1];
}

/** What a value belongs to: the record itself, or one entry of a list of it. */
export interface Scope {
  /** The column of the list; null for the record. */
  readonly list: string | null;
  /** The cells of an entry that is an object; null where it is a text. */
  readonly cells: readonly string[] | null;
}

export interface Place {
  readonly scope: Scope;
  readonly cell: string;
}

/** An element below a record that something is read of. */
export interface XmlNode {
  readonly children: Map<string, XmlNode>;
  readonly attributes: Map<string, Place[]>;
  /** Where its text goes. */
  readonly text: Place[];
  /** Lists that it is an entry of. */
  readonly entries: Scope[];
}

/** A layout, ready to be followed element by element. Names are written `{namespace}name`. */
export interface XmlPlan {
  readonly steps: readonly string[];
  readonly record: XmlNode;
  readonly lists: readonly string[];
}

/** The cell of an entry that is a text. */
export const ENTRY_TEXT = "text";

export function planOf({ record, namespaces, columns }: XmlLayout): XmlPlan {
  const root = newNode();
  const own: Scope = { list: null, cells: [] };
  const lists: string[] = [];
  for (const [name, column] of Object.entries(columns)) {
    if (typeof column === "string") {
      place(root, column, { scope: own, cell: name });
      continue;
    }
    lists.push(name);
    const scope: Scope = { list: name, cells: column.cells === undefined ? null : Object.keys(column.cells) };
    const entry = descend(root, column.each.split("/"));
    entry.entries.push(scope);
    const cells = Object.entries(column.cells ?? { [ENTRY_TEXT]: "." });
    for (const [cell, path] of cells) place(entry, path, { scope, cell });
  }
  return { steps: record.split("/").map((step) => expanded(step, "ELEMENT")), record: root, lists };

  function place(from: XmlNode, path: string, to: Place): void {
    const steps = path === "." ? [] : path.split("/");
    const attribute = steps.at(-1)?.startsWith("@") === true ? steps.pop()?.slice(1) : undefined;
    const node = descend(from, steps);
    if (attribute === undefined) node.text.push(to);
    else appended(node.attributes, expanded(attribute, "ATTRIBUTE")).push(to);
  }

  function descend(from: XmlNode, steps: readonly string[]): XmlNode {
    return steps.reduce((node, step) => {
      const name = expanded(step, "ELEMENT");
      const next = node.children.get(name) ?? newNode();
      node.children.set(name, next);
      return next;
    }, from);
  }

  /** An attribute without a prefix is in no namespace, whatever the elements are in (Namespaces in XML §6.2). */
  function expanded(step: string, kind: "ELEMENT" | "ATTRIBUTE"): string {
    const [, prefix, local = ""] = NAME.exec(step) ?? [];
    const namespace = prefix === undefined && kind === "ATTRIBUTE" ? "" : (namespaces[prefix ?? ""] ?? "");
    return expandedName(namespace, local);
  }
}

export function expandedName(namespace: string, local: string): string {
  return `{${namespace}}${local}`;
}

function newNode(): XmlNode {
  return { children: new Map(), attributes: new Map(), text: [], entries: [] };
}

function appended<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const values = map.get(key) ?? [];
  map.set(key, values);
  return values;
}
