import type { PersonRecord } from "../persons/index.js";

type Codes<Field extends keyof PersonRecord> = readonly NonNullable<PersonRecord[Field]>[];

export const EYES: Codes<"eyes"> = ["BRO", "BRO", "BLU", "GRN", "GRY", "HAZ", "BLK"];
export const HAIR: Codes<"hair"> = ["BLK", "BLK", "BRO", "BRO", "BLN", "RED", "GRY", "BAL"];
export const ACTIONS: Codes<"actionToTake"> = [
  "ARREST",
  "ARREST",
  "LOCATE",
  "COMMUNICATE_RESIDENCE",
  "DISCREET_CHECK",
  "IDENTIFY",
  "NONE",
];
export const CAUTIONS_AND_NONE: readonly PersonRecord["cautions"][] = [
  [],
  [],
  [],
  [],
  ["ARMED"],
  ["VIOLENT"],
  ["ARMED", "VIOLENT"],
  ["ESCAPED"],
  ["SUICIDE_RISK"],
];

/** INT-I v6, OTY. */
export const OFFENCES: Codes<"offence"> = ["IKK", "ILM", "ILA", "IIT", "IOO", "IRO", "ILT", "IFE", "ITF", "ISR"];

export const MARKS: readonly string[] = [
  "scar on the left cheek",
  "scar on the right forearm",
  "tattoo of an anchor on the left upper arm",
  "tattoo of a rose on the neck",
  "left little finger missing",
  "mole below the right eye",
  "burn mark on the right hand",
  "tattooed letters on the knuckles",
];

export const MAKES: readonly {
  readonly make: string;
  readonly models: readonly string[];
  readonly wmi: string;
  readonly northAmerican: boolean;
}[] = [
  { make: "Peugeot", models: ["208", "308", "Partner"], wmi: "VF3", northAmerican: false },
  { make: "Renault", models: ["Clio", "Mégane", "Kangoo"], wmi: "VF1", northAmerican: false },
  { make: "Volkswagen", models: ["Golf", "Passat", "Tiguan"], wmi: "WVW", northAmerican: false },
  { make: "BMW", models: ["320", "X5", "118"], wmi: "WBA", northAmerican: false },
  { make: "Mercedes-Benz", models: ["C 220", "Sprinter", "GLE"], wmi: "WDB", northAmerican: false },
  { make: "Volvo", models: ["V70", "XC60", "S80"], wmi: "YV1", northAmerican: false },
  { make: "Toyota", models: ["Land Cruiser", "Corolla", "Hilux"], wmi: "JTM", northAmerican: false },
  { make: "Fiat", models: ["500", "Ducato", "Panda"], wmi: "ZFA", northAmerican: false },
  { make: "Ford", models: ["F-150", "Explorer", "Mustang"], wmi: "1FT", northAmerican: true },
  { make: "Honda", models: ["Civic", "Accord", "CR-V"], wmi: "1HG", northAmerican: true },
];

export const COLOURS: readonly string[] = ["black", "white", "silver", "grey", "blue", "red", "green"];
