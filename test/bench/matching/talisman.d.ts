declare module "talisman/metrics/levenshtein.js" {
  const levenshtein: (left: string, right: string) => number;
  export = levenshtein;
}
declare module "talisman/metrics/jaro-winkler.js" {
  const jaroWinkler: (left: string, right: string) => number;
  export = jaroWinkler;
}
