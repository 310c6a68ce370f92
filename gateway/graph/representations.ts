/** Entities to fetch, each once, and where each answer belongs. */
export interface DistinctRepresentations {
  readonly distinct: readonly unknown[];
  /** For every representation asked for, the place of its twin in `distinct`. */
  readonly places: readonly number[];
}

/** A list of hits refers to the same record many times: it is asked for once. */
export function distinctRepresentations(representations: readonly unknown[]): DistinctRepresentations {
  const placeOf = new Map<string, number>();
  const distinct: unknown[] = [];
  const places = representations.map((representation) => {
    const key = JSON.stringify(representation);
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, distinct.length);
    return distinct.push(representation) - 1;
  });
  return { distinct, places };
}
