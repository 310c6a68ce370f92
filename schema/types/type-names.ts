import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from "graphql";
import type { GraphQLEnumType, GraphQLInputObjectType, GraphQLInputType, GraphQLScalarType } from "graphql";

/** How scalars travel in JSON. One that is in neither list is `unknown`: whoever reads it has to look. */
const BUILT_IN: Readonly<Record<string, string>> = {
  String: "string",
  ID: "string",
  Int: "number",
  Float: "number",
  Boolean: "boolean",
};
export const SCALARS: Readonly<Record<string, string>> = {
  Base64: "string",
  CountryCode: "string",
  DateTime: "string",
  DocumentNumber: "string",
  EntityId: "string",
  LanguageCode: "string",
  PartialDate: "string",
  RecordReference: "string",
};

/** The TypeScript names of scalars, enums and inputs. Remembers those that were asked for: they are declared once. */
export class TypeNames {
  readonly #used = new Map<string, GraphQLEnumType | GraphQLInputObjectType>();

  leaf(type: GraphQLScalarType | GraphQLEnumType): string {
    if (!isEnumType(type)) return BUILT_IN[type.name] ?? SCALARS[type.name] ?? "unknown";
    this.#used.set(type.name, type);
    return type.name;
  }

  input(type: GraphQLInputType): string {
    const bare = getNullableType(type);
    const written = isListType(bare) ? `ReadonlyArray<${this.input(bare.ofType)}>` : this.#namedInput(bare);
    return isNonNullType(type) ? written : `${written} | null`;
  }

  #namedInput(type: GraphQLInputType): string {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return this.leaf(named);
    this.#used.set(named.name, named);
    return named.name;
  }

  /** A declaration for each enum and input that was asked for, and for what those lead to, by name. */
  declarations(): readonly string[] {
    const written = new Map<string, string>();
    // Writing an input asks for what it holds; a map that grows is walked to its end.
    for (const [name, type] of this.#used) {
      written.set(name, isEnumType(type) ? writeEnum(type) : this.#writeInput(type));
    }
    return [...written].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, declaration]) => declaration);
  }

  #writeInput(type: GraphQLInputObjectType): string {
    const members = Object.values(type.getFields()).map(
      (field) => `readonly ${field.name}${isRequiredInputField(field) ? "" : "?"}: ${this.input(field.type)};`,
    );
    return `export interface ${type.name} { ${members.join(" ")} }`;
  }
}

function writeEnum(type: GraphQLEnumType): string {
  return `export type ${type.name} = ${type
    .getValues()
    .map(({ name }) => JSON.stringify(name))
    .join(" | ")};`;
}
