import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { TooLarge } from "../errors.js";
import type { AccessIndex } from "./access-index.js";
import { TYPE_KEY } from "./answer-shape.js";
import type { AnswerShape, AskedField } from "./answer-shape.js";
import { argumentRequirement } from "./argument-requirement.js";
import { isIncluded } from "./included.js";
import { allOf, isMet } from "./requirement.js";
import type { FieldRights } from "./field-rights.js";

export interface PruneSettings {
  readonly schema: GraphQLSchema;
  readonly index: AccessIndex;
  readonly rights: FieldRights;
  /** Only those that `@skip` and `@include` name are read. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Leave in what is refused, and only say so. */
  readonly keepsRefused: boolean;
}

/** What is left of an operation for one caller. */
export interface PrunedOperation {
  /**
   * What may be planned and asked; null where nothing is left. Where anything was cut it has no fragment spreads, no `@skip`
   * and no `@include` any more; where nothing was, it is the document itself.
   */
  readonly document: DocumentNode | null;
  /** The questions about the schema itself; null where there are none. */
  readonly introspection: DocumentNode | null;
  readonly shape: AnswerShape;
  readonly root: GraphQLObjectType;
}

/** Opened fragments may multiply: an operation beyond this many selections is refused. */
const MOST_SELECTIONS = 20_000;

/**
 * Cuts from a valid operation what the caller may not read. A field of which nothing is left is cut too, so that nobody
 * is asked in vain; `__typename` counts as something. @throws TooLarge
 */
export function pruneOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  settings: PruneSettings,
): PrunedOperation | null {
  const root = settings.schema.getRootType(operation.operation);
  if (root === undefined || root === null) return null;
  const pruning = new Pruning(document, settings);
  const { kept, shape } = pruning.prune(operation.selectionSet, root, null, false);
  return {
    // Fragments that stay closed are read in a fraction of the time by whoever plans and answers.
    document: pruning.isWhole && isAlone(document) ? document : documentOf(operation, kept),
    introspection: pruning.introspection(operation),
    shape,
    root,
  };
}

interface Pruned {
  readonly kept: readonly SelectionNode[];
  readonly shape: AnswerShape;
}

/** The types that an object at some place may have; null where it is all that its declared type allows. */
type Possible = ReadonlySet<string> | null;

class Pruning {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #settings: PruneSettings;
  readonly #aboutSchema: FieldNode[] = [];
  /** That were looked at, and of these those that are kept as they are. */
  #selections = 0;
  #untouched = 0;

  constructor(document: DocumentNode, settings: PruneSettings) {
    this.#settings = settings;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  /** Whether everything that was asked for is kept as it is. */
  get isWhole(): boolean {
    return this.#selections === this.#untouched;
  }

  /** @param isWithinRefused whether all of it is refused because what it stands in is */
  prune(set: SelectionSetNode, parent: GraphQLCompositeType, on: Possible, isWithinRefused: boolean): Pruned {
    this.#selections += set.selections.length;
    if (this.#selections > MOST_SELECTIONS) throw new TooLarge(MOST_SELECTIONS);
    const parts = set.selections
      .filter((selection) => isIncluded(selection, this.#settings.variables))
      .map((selection) =>
        selection.kind === Kind.FIELD
          ? this.#pruneField(selection, parent, on, isWithinRefused)
          : this.#pruneFragment(selection, parent, on, isWithinRefused),
      );
    return { kept: parts.flatMap(({ kept }) => kept), shape: parts.flatMap(({ shape }) => shape) };
  }

  /** What was asked of the schema itself, with the fragments that it may use. */
  introspection(operation: OperationDefinitionNode): DocumentNode | null {
    const document = documentOf(operation, this.#aboutSchema);
    if (document === null) return null;
    return { ...document, definitions: [...document.definitions, ...this.#fragments.values()] };
  }

  #pruneFragment(
    selection: Exclude<SelectionNode, FieldNode>,
    parent: GraphQLCompositeType,
    on: Possible,
    isWithinRefused: boolean,
  ): Pruned {
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
    if (fragment === undefined) return NOTHING;
    const { schema } = this.#settings;
    const condition = fragment.typeCondition === undefined ? parent : schema.getType(fragment.typeCondition.name.value);
    if (!isCompositeType(condition)) return NOTHING;
    const narrowed = this.#narrow(parent, condition, on);
    const { kept, shape } = this.prune(fragment.selectionSet, condition, narrowed, isWithinRefused);
    this.#keep(selection);
    return { kept: kept.length === 0 ? [] : [inlineFragment(condition.name, kept)], shape };
  }

  /** Null stays null only where the condition lets every type through that can stand there. */
  #narrow(parent: GraphQLCompositeType, condition: GraphQLCompositeType, on: Possible): Possible {
    const before = on ?? this.#possible(parent);
    const allowed = this.#possible(condition);
    const both = new Set([...before].filter((type) => allowed.has(type)));
    return both.size === before.size ? on : both;
  }

  #possible(type: GraphQLCompositeType): ReadonlySet<string> {
    if (isObjectType(type)) return new Set([type.name]);
    return new Set(this.#settings.schema.getPossibleTypes(type).map(({ name }) => name));
  }

  #pruneField(node: FieldNode, parent: GraphQLCompositeType, on: Possible, isWithinRefused: boolean): Pruned {
    const { keepsRefused } = this.#settings;
    const definition = fieldOf(parent, node.name.value);
    if (definition === undefined) return NOTHING;
    const isRefused = isWithinRefused || !this.#mayRead(node, parent, definition);
    const returned = getNamedType(definition.type);
    const field = {
      key: node.alias?.value ?? node.name.value,
      coordinate: `${parent.name}.${node.name.value}`,
      type: definition.type,
      on,
      isRefused,
    };
    if (isAboutSchema(node)) {
      this.#aboutSchema.push(bare(node));
      return { kept: [], shape: [{ ...field, holdsRefusal: false, isReshaped: false, children: null }] };
    }
    if (node.selectionSet === undefined || !isCompositeType(returned)) {
      const shape = [{ ...field, holdsRefusal: isRefused, isReshaped: isRefused, children: null }];
      if (!isRefused) this.#keep(node);
      return { kept: isRefused && !keepsRefused ? [] : [bare(node)], shape };
    }
    const { kept, shape } = this.prune(node.selectionSet, returned, null, isRefused);
    const holdsRefusal = isRefused || shape.some((child) => child.holdsRefusal);
    const isBelowReshaped = shape.some((child) => child.isReshaped);
    const dependsOnType = isAbstractType(returned) && isBelowReshaped && shape.some((child) => child.on !== null);
    const needsType = kept.length === 0 || dependsOnType;
    const isReshaped = isRefused || needsType || isBelowReshaped;
    const asked: AskedField = { ...field, holdsRefusal, isReshaped, children: shape };
    const isInVain = kept.length === 0 && holdsRefusal;
    if ((isRefused && !keepsRefused) || isInVain) return { kept: [], shape: [asked] };
    if (!isReshaped) this.#keep(node);
    const selections = needsType ? [TYPE_OF_OBJECT, ...kept] : kept;
    return { kept: [{ ...bare(node), selectionSet: { kind: Kind.SELECTION_SET, selections } }], shape: [asked] };
  }

  #keep({ directives = [] }: SelectionNode): void {
    if (directives.length === 0) this.#untouched += 1;
  }

  #mayRead(node: FieldNode, parent: GraphQLCompositeType, definition: GraphQLField<unknown, unknown>): boolean {
    const { index, rights } = this.#settings;
    const name = node.name.value;
    if (name === "__typename") return isMet(index.typeRequirement(parent.name), rights);
    if (isAboutSchema(node)) return true;
    const requirement = index.fieldRequirement(parent.name, name);
    return isMet(allOf([requirement, argumentRequirement(node, definition, index)]), rights);
  }
}

const NOTHING: Pruned = { kept: [], shape: [] };

const TYPE_OF_OBJECT: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: TYPE_KEY },
  name: { kind: Kind.NAME, value: "__typename" },
};

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  const meta = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
  return meta ?? (isUnionType(parent) ? undefined : parent.getFields()[name]);
}

function isAboutSchema({ name }: FieldNode): boolean {
  return name.value === "__schema" || name.value === "__type";
}

/** Whether there is no other operation in the document, of which nothing was decided. */
function isAlone({ definitions }: DocumentNode): boolean {
  return definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
}

/** One operation of these selections, with the variables that they use. */
function documentOf(operation: OperationDefinitionNode, selections: readonly SelectionNode[]): DocumentNode | null {
  if (selections.length === 0) return null;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  const used = variablesIn(selectionSet);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, directives: [], variableDefinitions, selectionSet }],
  };
}

function variablesIn(set: SelectionSetNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(set, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

/** A field without what has been decided already. */
function bare(node: FieldNode): FieldNode {
  return { ...node, directives: [] };
}

function inlineFragment(condition: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
