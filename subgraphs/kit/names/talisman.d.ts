declare module "talisman/phonetics/daitch-mokotoff.js" {
  /** Six-digit Daitch-Mokotoff codes of one word, more than one where a letter group sounds two ways. */
  const daitchMokotoff: (word: string) => string[];
  export = daitchMokotoff;
}
