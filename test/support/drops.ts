import { xmlLayoutSchema } from "../../subgraphs/kit/file/xml-layout.js";
import type { XmlLayout } from "../../subgraphs/kit/file/xml-layout.js";

/** A record to be dropped: its id, and its fields by name. */
type Row = { readonly id: string };

/** Rows as RFC 4180 has them, each field as JSON in a cell of its own. */
export function csvOf(rows: readonly Row[], fields: readonly string[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => {
    const cells = fields.map((field) => {
      const value = valueOf(row, field);
      return value === null ? "" : quoted(JSON.stringify(value));
    });
    return [quoted(row.id), ...cells].join(",");
  });
  return `${[["id", ...fields].join(","), ...lines].join("\r\n")}\r\n`;
}

/**
 * The same rows as elements, and how they are read. A list of texts is an element for each; a list of objects that hold texts
 * alone is an element for each, with the texts in elements and, of those that fit, in attributes; whatever else is JSON.
 */
export function xmlOf(
  rows: readonly Row[],
  fields: readonly string[],
): { readonly text: string; readonly elements: XmlLayout } {
  const shapes = fields.map((field) => [field, shapeOf(rows.map((row) => valueOf(row, field)))] as const);
  const elements = xmlLayoutSchema.parse({
    record: "d:drop/d:records/d:record",
    namespaces: { d: "urn:example:drop" },
    columns: Object.fromEntries([
      ["id", "@id"],
      ...shapes.map(([field, shape]) => [field, pathOf(field, shape)] as const),
    ]),
  });
  const records = rows.map((row) => {
    const inner = shapes.map(([field, shape]) => elementsOf(field, shape, valueOf(row, field))).join("");
    return `  <record id="${escaped(row.id)}">${inner}</record>\n`;
  });
  const text = `<?xml version="1.0"?>\n<drop xmlns="urn:example:drop">\n<records>\n${records.join("")}</records>\n</drop>\n`;
  return { text, elements };
}

type FieldShape = "JSON" | "TEXTS" | readonly string[];

function shapeOf(values: readonly unknown[]): FieldShape {
  if (values.every((value) => Array.isArray(value) && value.every(isText))) return "TEXTS";
  if (!values.every((value) => Array.isArray(value) && value.every(isOfTexts))) return "JSON";
  return [...new Set(values.flat().flatMap((entry) => (isOfTexts(entry) ? Object.keys(entry) : [])))];
}

function pathOf(field: string, shape: FieldShape): unknown {
  if (shape === "JSON") return `d:${field}`;
  if (shape === "TEXTS") return { each: `d:${field}/d:each` };
  return { each: `d:${field}`, cells: Object.fromEntries(shape.map((key) => [key, pathOfCell(key)])) };
}

/** Short words stand in attributes, as owners have them. */
function pathOfCell(key: string): string {
  return key.length < 5 ? `@${key}` : `d:${key}`;
}

function elementsOf(field: string, shape: FieldShape, value: unknown): string {
  if (value === null) return "";
  if (shape === "JSON") return `<${field}>${escaped(JSON.stringify(value))}</${field}>`;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  if (shape === "TEXTS") {
    return `<${field}>${entries.map((entry) => `<each>${escaped(String(entry))}</each>`).join("")}</${field}>`;
  }
  return entries
    .map((entry) => {
      const cells = shape.flatMap((key) =>
        isOfTexts(entry) && isText(entry[key]) ? [[key, entry[key]] as const] : [],
      );
      const [short, long] = [cells.filter(([key]) => isShort(key)), cells.filter(([key]) => !isShort(key))];
      const attributes = short.map(([key, text]) => ` ${key}="${escaped(text)}"`).join("");
      return `<${field}${attributes}>${long.map(([key, text]) => `<${key}>${escaped(text)}</${key}>`).join("")}</${field}>`;
    })
    .join("");
}

function isShort(key: string): boolean {
  return pathOfCell(key).startsWith("@");
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isOfTexts(value: unknown): value is Readonly<Record<string, string | null>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => one === null || isText(one))
  );
}

function valueOf(row: Row, field: string): unknown {
  return new Map<string, unknown>(Object.entries(row)).get(field) ?? null;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
