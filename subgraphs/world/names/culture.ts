/** A name as its own script writes it and as a passport's Latin zone usually does; the two are equal where no letter differs. */
export type NamePair = readonly [native: string, latin: string];

/** The pools one culture's invented people draw their names from. No combination is meant to be a real person. */
export interface Culture {
  /** The script the native forms are written in, by its English name in Unicode: "Cyrillic", "Han". */
  readonly script: string;
  /** The nationalities these people hold: ISO 3166-1 alpha-3. */
  readonly nationalities: readonly string[];
  /** The language they speak: ISO 639-2/B. */
  readonly language: string;
  /** Family names, in the form a man bears. */
  readonly family: readonly NamePair[];
  readonly givenMale: readonly NamePair[];
  readonly givenFemale: readonly NamePair[];
  /** Cities, as birthplaces. */
  readonly places: readonly NamePair[];
  /** The female form of a family name, where the language has one; a name that does not change comes back as it is. */
  readonly feminine?: (family: NamePair) => NamePair;
}
