import { registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { ACTIONS_TO_TAKE, CAUTIONS, EYE_COLOURS, HAIR_COLOURS, NAME_KINDS } from "../backends/person-record.js";

export const NameKind = enumOf(NAME_KINDS);
registerEnumType(NameKind, {
  name: "NameKind",
  description: "What a name is to the person.",
  valuesConfig: {
    PRIMARY: { description: "The name the owner's register goes by." },
    BIRTH: { description: "The name at birth." },
    PREVIOUS: { description: "A name borne before, by marriage or change." },
    ALIAS: { description: "A name used without right, or a nickname." },
  },
});

export const EyeColour = enumOf(EYE_COLOURS);
registerEnumType(EyeColour, {
  name: "EyeColour",
  description: "Colour of the eyes (INT-I v6, EYE).",
  valuesConfig: {
    BLK: { description: "Black." },
    BLU: { description: "Blue." },
    BRO: { description: "Brown." },
    GRN: { description: "Green." },
    GRY: { description: "Grey." },
    HAZ: { description: "Hazel." },
    MAR: { description: "Maroon." },
    MUL: { description: "Of several colours, or each another." },
    PNK: { description: "Pink." },
    XXX: { description: "Unknown." },
  },
});

export const HairColour = enumOf(HAIR_COLOURS);
registerEnumType(HairColour, {
  name: "HairColour",
  description: "Colour of the hair (INT-I v6, SHC).",
  valuesConfig: {
    BAL: { description: "Bald." },
    BLK: { description: "Black." },
    BLN: { description: "Blond or strawberry blond." },
    BLU: { description: "Blue." },
    BRO: { description: "Brown." },
    GRN: { description: "Green." },
    GRY: { description: "Grey, wholly or in part." },
    ONG: { description: "Orange." },
    PLE: { description: "Purple." },
    PNK: { description: "Pink." },
    RED: { description: "Red or auburn." },
    SDY: { description: "Sandy." },
    STR: { description: "Streaked." },
    WHI: { description: "White." },
    XXX: { description: "Unspecified or unknown." },
  },
});

export const Caution = enumOf(CAUTIONS);
registerEnumType(Caution, {
  name: "Caution",
  description: "What an officer who meets the person must be ready for.",
  valuesConfig: {
    ARMED: { description: "Armed." },
    VIOLENT: { description: "Violent." },
    ESCAPED: { description: "Has escaped from custody." },
    SUICIDE_RISK: { description: "At risk of suicide." },
    HEALTH_THREAT: { description: "Poses a threat to public health." },
    TERRORISM: { description: "Involved in a terrorism-related activity (SIS 20(3)(j))." },
  },
});

export const ActionToTake = enumOf(ACTIONS_TO_TAKE);
registerEnumType(ActionToTake, {
  name: "ActionToTake",
  description: "What the owner asks of whoever finds the person (SIS). What may be done is for the finder's own law.",
  valuesConfig: {
    ARREST: { description: "Arrest for surrender or extradition." },
    LOCATE: { description: "Find out where the person is." },
    PROTECT: { description: "Place under protection." },
    COMMUNICATE_RESIDENCE: { description: "Communicate the place of residence." },
    DISCREET_CHECK: { description: "Collect what a check brings without the person noticing." },
    INQUIRY_CHECK: { description: "Question the person, without a search." },
    SPECIFIC_CHECK: { description: "Search person, vehicle and objects." },
    SEIZE: { description: "Seize what the person carries." },
    IDENTIFY: { description: "Establish who the person is." },
    NONE: { description: "No action: for information." },
  },
});
