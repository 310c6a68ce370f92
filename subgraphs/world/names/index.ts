import type { Culture } from "./culture.js";
import { arabic } from "./arabic.js";
import { armenian } from "./armenian.js";
import { chinese } from "./chinese.js";
import { english } from "./english.js";
import { french } from "./french.js";
import { georgian } from "./georgian.js";
import { german } from "./german.js";
import { greek } from "./greek.js";
import { hebrew } from "./hebrew.js";
import { hindi } from "./hindi.js";
import { japanese } from "./japanese.js";
import { korean } from "./korean.js";
import { nordic } from "./nordic.js";
import { portuguese } from "./portuguese.js";
import { russian } from "./russian.js";
import { thai } from "./thai.js";
import { turkish } from "./turkish.js";
import { ukrainian } from "./ukrainian.js";

export type { Culture } from "./culture.js";

/** Every culture the invented people come from. */
export const CULTURES: readonly Culture[] = [
  arabic,
  armenian,
  chinese,
  english,
  french,
  georgian,
  german,
  greek,
  hebrew,
  hindi,
  japanese,
  korean,
  nordic,
  portuguese,
  russian,
  thai,
  turkish,
  ukrainian,
];
