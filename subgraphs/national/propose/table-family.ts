import type { Table } from "../inspect/read-tables.js";
import type { TableLook } from "./look.js";
import { plainName } from "./match-words.js";

/** A table whose rows belong to records of another. */
export interface Child {
  readonly look: TableLook;
  /** Its column that holds the record's id. */
  readonly parent: string;
}

/** The tables beside one, by foreign key, or where none is declared by a column that is called like its key. */
export function childrenOf(parent: TableLook, looks: readonly TableLook[]): readonly Child[] {
  const id = parent.id?.name;
  if (id === undefined) return [];
  return looks.flatMap((look) => {
    if (look.table === parent.table || look.table.schema !== parent.table.schema) return [];
    const column = linkTo(parent.table, id, look.table);
    return column === null ? [] : [{ look, parent: column }];
  });
}

function linkTo(parent: Table, id: string, child: Table): string | null {
  const declared = child.references.find(({ table, to }) => table === parent.name && to === id);
  if (declared !== undefined) return declared.column;
  if (child.references.length > 0) return null;
  const names = new Set([`${plainName(parent.name)}id`, ...(plainName(id) === "id" ? [] : [plainName(id)])]);
  return child.columns.find(({ name }) => name !== child.primaryKey && names.has(plainName(name)))?.name ?? null;
}
