import type { GraphQLOutputType } from "graphql";

/** One field as it was asked for, and what became of it. */
export interface AskedField {
  /** The name in the answer: the alias, where there is one. */
  readonly key: string;
  /** `Person.names`. */
  readonly coordinate: string;
  readonly type: GraphQLOutputType;
  /** The object types on which it was asked for; null where on all that can stand there. */
  readonly on: ReadonlySet<string> | null;
  readonly isRefused: boolean;
  /** Whether it, or anything below it, is refused. */
  readonly holdsRefusal: boolean;
  /** Whether its value differs from what was answered: a refusal below it, or a type that was asked for by ourselves. */
  readonly isReshaped: boolean;
  readonly children: AnswerShape | null;
}

/** The fields that were asked for at one place of an operation, in their order, fragments opened. */
export type AnswerShape = readonly AskedField[];

/** What was asked for under one name of one object, through however many fragments. */
export interface MergedField extends Omit<AskedField, "on"> {}

/** Under which name the type of an object is asked for where only it tells which fragments apply. */
export const TYPE_KEY = "crosscheckTypeOfObject";

/** What `fieldsOn` has worked out already; it lives as long as the decision that holds the shape. */
const merged = new WeakMap<AnswerShape, Map<string, readonly MergedField[]>>();

/** The fields of an object of this type, each name once. @param type null where no fragment depends on it */
export function fieldsOn(shape: AnswerShape, type: string | null): readonly MergedField[] {
  const byType = merged.get(shape) ?? new Map<string, readonly MergedField[]>();
  merged.set(shape, byType);
  const known = byType.get(type ?? "");
  if (known !== undefined) return known;
  const applying = shape.filter(({ on }) => on === null || (type !== null && on.has(type)));
  const fields = [...Map.groupBy(applying, ({ key }) => key).values()].flatMap(mergeFields);
  byType.set(type ?? "", fields);
  return fields;
}

/** Paths of what is refused, without the indices of lists: for an answer that nobody was asked for. */
export function refusedPaths(shape: AnswerShape, before: readonly string[] = []): readonly (readonly string[])[] {
  const paths = shape.flatMap(({ key, isRefused, holdsRefusal, children }) => {
    if (isRefused) return [[...before, key]];
    return holdsRefusal && children !== null ? refusedPaths(children, [...before, key]) : [];
  });
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/** The coordinates that are refused, each once, sorted: what the log may hold, since a client's aliases may hold anything. */
export function refusedCoordinates(shape: AnswerShape): readonly string[] {
  const coordinates = shape.flatMap(({ coordinate, isRefused, children }) =>
    isRefused ? [coordinate] : refusedCoordinates(children ?? []),
  );
  return [...new Set(coordinates)].toSorted();
}

function mergeFields(fields: readonly AskedField[]): readonly MergedField[] {
  const [first] = fields;
  if (first === undefined) return [];
  return [
    {
      key: first.key,
      coordinate: first.coordinate,
      type: first.type,
      isRefused: fields.some(({ isRefused }) => isRefused),
      holdsRefusal: fields.some(({ holdsRefusal }) => holdsRefusal),
      isReshaped: fields.some(({ isReshaped }) => isReshaped),
      children: first.children === null ? null : fields.flatMap(({ children }) => children ?? []),
    },
  ];
}
