import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { documentKeys } from "../../travel-documents/index.js";
import type { TravelDocumentRecord } from "../../travel-documents/index.js";
import { codeOf, joined, keyRows, keyTables, writeDate } from "./register.js";
import type { Register } from "./register.js";

/** Japan's tables and columns have Japanese names, and so have its codes. */

const DATE = "YYYY/MM/DD";
const NAME_KINDS = { 本名: "PRIMARY", 出生時: "BIRTH", 旧名: "PREVIOUS", 別名: "ALIAS" };
const SEXES = { 男: "M", 女: "F", 不明: "U", 他: "X" };
const CAUTIONS = {
  武装: "ARMED",
  凶暴: "VIOLENT",
  逃走: "ESCAPED",
  自殺: "SUICIDE_RISK",
  感染: "HEALTH_THREAT",
  テロ: "TERRORISM",
};
const MEASURES = {
  逮捕: "ARREST",
  所在確認: "LOCATE",
  保護: "PROTECT",
  居所通報: "COMMUNICATE_RESIDENCE",
  内偵: "DISCREET_CHECK",
  質問: "INQUIRY_CHECK",
  検査: "SPECIFIC_CHECK",
  押収: "SEIZE",
  身元確認: "IDENTIFY",
  なし: "NONE",
};

export const japanesePersons: Register<PersonRecord> = {
  source: "jpn-persons",
  tables: [
    {
      name: "手配者",
      columns: {
        番号: "code",
        生年月日: "code",
        性別: "code",
        出生地: "text",
        出生国: "code",
        国籍: "text",
        父: "text",
        母: "text",
        身長: "integer",
        体重: "integer",
        目: "code",
        髪: "code",
        特徴: "text",
        言語: "text",
        注意: "text",
        措置: "code",
        罪種: "code",
        証明書番号: "text",
        証明書国: "code",
        手配書: "text",
        旅券: "text",
        車両: "text",
        鑑識: "text",
      },
      indexes: [["番号"]],
    },
    {
      name: "氏名",
      columns: { 番号: "code", 順: "integer", 種別: "code", 姓: "text", 名: "text", 原語: "text" },
      indexes: [["番号"]],
    },
    ...keyTables(["name", "name_born", "name_pair", "document"]),
  ],
  rowsOf: (record) => {
    const 番号 = record.localId;
    const [document] = record.identityDocuments;
    return [
      {
        table: "手配者",
        row: {
          番号,
          生年月日: writeDate(record.datesOfBirth[0], DATE),
          性別: codeOf(SEXES, record.sex),
          出生地: record.birthPlace,
          出生国: record.birthCountry,
          国籍: joined(record.nationalities, "、"),
          父: record.fatherName,
          母: record.motherName,
          身長: record.heightCm,
          体重: record.weightKg,
          目: record.eyes,
          髪: record.hair,
          特徴: joined(record.distinguishingMarks, "、"),
          言語: joined(record.languages, "、"),
          注意: joined(
            record.cautions.flatMap((caution) => codeOf(CAUTIONS, caution) ?? []),
            "、",
          ),
          措置: codeOf(MEASURES, record.actionToTake),
          罪種: record.offence,
          証明書番号: document?.number ?? null,
          証明書国: document?.issuingCountry ?? null,
          手配書: joined(record.notices, "、"),
          旅券: joined(record.travelDocuments, "、"),
          車両: joined(record.vehicles, "、"),
          鑑識: joined(record.encounters, "、"),
        },
      },
      ...record.names.map((name, 順) => ({
        table: "氏名",
        row: { 番号, 順, 種別: codeOf(NAME_KINDS, name.kind), 姓: name.family, 名: name.given, 原語: name.original },
      })),
      ...keyRows(番号, personKeys(record)),
    ];
  },
};

const TYPES = {
  旅券: "PASSPORT",
  身分証: "ID_CARD",
  査証: "VISA",
  在留: "RESIDENCE_PERMIT",
  渡航書: "LAISSEZ_PASSER",
  免許: "DRIVING_LICENCE",
  車検証: "VEHICLE_REGISTRATION",
  他: "OTHER",
};
const STATUSES = {
  盗難: "STOLEN",
  紛失: "LOST",
  白紙盗難: "STOLEN_BLANK",
  失効: "REVOKED",
  無効: "INVALID",
  横領: "MISAPPROPRIATED",
  偽造: "FALSE",
};

export const japaneseDocuments: Register<TravelDocumentRecord> = {
  source: "jpn-travel-documents",
  tables: [
    {
      name: "旅券",
      columns: {
        番号: "code",
        旅券番号: "text",
        種類: "code",
        状態: "code",
        場所: "code",
        日付: "code",
        発行日: "code",
        満了日: "code",
        組: "text",
        備考: "text",
        手配書: "text",
      },
      indexes: [["番号"]],
    },
    ...keyTables(["number", "class"]),
  ],
  rowsOf: (record) => [
    {
      table: "旅券",
      row: {
        番号: record.localId,
        旅券番号: record.number,
        種類: codeOf(TYPES, record.type),
        状態: codeOf(STATUSES, record.status),
        場所: record.countryOfTheft,
        日付: writeDate(record.dateOfTheft, DATE),
        発行日: writeDate(record.issuedOn, DATE),
        満了日: writeDate(record.expiresOn, DATE),
        組: record.batch,
        備考: record.note,
        手配書: record.notice,
      },
    },
    ...keyRows(record.localId, documentKeys([record])),
  ],
};
