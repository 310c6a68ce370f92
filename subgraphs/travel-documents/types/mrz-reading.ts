import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { PartialDate } from "../../kit/graph/scalars.js";
import { SexEnum } from "../../kit/graph/shared-enums.js";
import type { MrzCheck } from "../../kit/identifiers/mrz-elements.js";
import { MRZ_FORMATS } from "../../kit/identifiers/mrz-format.js";
import type { MrzFormat } from "../../kit/identifiers/mrz-format.js";
import type { Mrz, MrzDocumentType, MrzField as FieldOfZone, MrzSex } from "../../kit/identifiers/mrz.js";

const MrzFormatEnum = enumOf(MRZ_FORMATS);
registerEnumType(MrzFormatEnum, {
  name: "MrzFormat",
  description: "The formats of ICAO 9303.",
  valuesConfig: {
    TD1: { description: "Card, three lines of 30 characters (part 5)." },
    TD2: { description: "Card of the larger size, two lines of 36 characters (part 6)." },
    TD3: { description: "Passport, two lines of 44 characters (part 4)." },
    MRV_A: { description: "Visa of a passport page's size, two lines of 44 characters (part 7)." },
    MRV_B: { description: "Smaller visa, two lines of 36 characters (part 7)." },
  },
});

const MrzDocumentTypeEnum: { readonly [type in MrzDocumentType]: type } = enumOf([
  "PASSPORT",
  "ID_CARD",
  "CREW_CERTIFICATE",
  "VISA",
  "OTHER",
]);
registerEnumType(MrzDocumentTypeEnum, {
  name: "MrzDocumentType",
  description: "What the first letters of a machine-readable zone say that the document is.",
  valuesConfig: {
    PASSPORT: { description: "Passport: P." },
    ID_CARD: { description: "Card: A, C or I." },
    CREW_CERTIFICATE: { description: "Crew member certificate: AC." },
    VISA: { description: "Visa: V." },
    OTHER: { description: "Any other letter." },
  },
});

const MrzCheckEnum: { readonly [check in MrzCheck]: check } = enumOf(["VALID", "INVALID", "NOT_CHECKED"]);
registerEnumType(MrzCheckEnum, {
  name: "MrzCheck",
  description: "Whether a field of a machine-readable zone bears out.",
  valuesConfig: {
    VALID: { description: "Its check digit matches." },
    INVALID: {
      description:
        "Its check digit does not match, or it holds what it cannot mean: an unknown country, a day that no calendar has.",
    },
    NOT_CHECKED: { description: "There is nothing to check it against." },
  },
});

@ObjectType({ description: "One field as it stands in a machine-readable zone.", simpleResolvers: true })
@Directive("@authenticated")
export class MrzField implements FieldOfZone {
  @Field(() => String, {
    description:
      "documentCode, issuingCountry, names, documentNumber, nationality, dateOfBirth, sex, expiry, optionalData, optionalData2 or composite.",
  })
  readonly field!: FieldOfZone["field"];

  @Field(() => String, {
    description: "Its characters with their fillers, without the check digit; of the composite, the digit itself.",
  })
  readonly value!: string;

  @Field(() => MrzCheckEnum, { description: "Whether it bears out." })
  readonly check!: MrzCheck;
}

@ObjectType({ description: "A machine-readable zone, read by ICAO 9303. No source is asked.", simpleResolvers: true })
@Directive("@authenticated")
export class MrzReading implements Mrz {
  @Field(() => MrzFormatEnum, { description: "The format of the zone." })
  readonly format!: MrzFormat;

  @Field(() => String, { description: "One or two letters: `P`, `ID`, `V`." })
  readonly documentCode!: string;

  @Field(() => MrzDocumentTypeEnum, { description: "What those letters say that the document is." })
  readonly documentType!: MrzDocumentType;

  @Field(() => String, {
    description: "Who issued the document: a CountryCode, or what stands in the zone where no list knows it.",
  })
  readonly issuingCountry!: string;

  @Field(() => String, { description: "Family name, as far as it fits in the zone." })
  readonly family!: string;

  @Field(() => String, { description: "Given names, as far as they fit in the zone; empty where there are none." })
  readonly given!: string;

  @Field(() => Boolean, {
    description:
      "The name field is full to its last character, so that more may follow: compare names by their beginnings.",
  })
  readonly nameMayBeCut!: boolean;

  @Field(() => String, { description: "The document number, letters and digits only, a long one put together." })
  readonly documentNumber!: string;

  @Field(() => String, {
    description: "The holder's nationality: a CountryCode, or what stands in the zone where no list knows it.",
  })
  readonly nationality!: string;

  @Field(() => PartialDate, { nullable: true, description: "Date of birth, as far as the zone has it." })
  readonly dateOfBirth!: string | null;

  @Field(() => SexEnum, { description: "Sex; X where the zone does not state it." })
  readonly sex!: MrzSex;

  @Field(() => PartialDate, { nullable: true, description: "Date of expiry, as far as the zone has it." })
  readonly expiry!: string | null;

  @Field(() => String, {
    description: "The personal number of a passport; elsewhere what the issuer likes. May be empty.",
  })
  readonly optionalData!: string;

  @Field(() => String, { description: "Of the second line of a TD1 card; empty elsewhere." })
  readonly optionalData2!: string;

  @Field(() => [MrzField], { description: "Every field as it stands in the zone, the composite check digit last." })
  readonly fields!: readonly MrzField[];
}
