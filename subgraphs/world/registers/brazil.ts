import { noticeKeys } from "../../notices/index.js";
import type { NoticeRecord } from "../../notices/index.js";
import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { codeOf, keyRows, keyTables } from "./register.js";
import type { Register } from "./register.js";

/** Brazil keeps one JSON document for each record. */

const NAME_KINDS = { principal: "PRIMARY", nascimento: "BIRTH", anterior: "PREVIOUS", alcunha: "ALIAS" };
const SEXES = { masculino: "M", feminino: "F", incerto: "U", outro: "X" };
const CAUTIONS = {
  armado: "ARMED",
  violento: "VIOLENT",
  foragido: "ESCAPED",
  suicida: "SUICIDE_RISK",
  contagioso: "HEALTH_THREAT",
  terrorismo: "TERRORISM",
};
const MEASURES = {
  prender: "ARREST",
  localizar: "LOCATE",
  proteger: "PROTECT",
  informar_residencia: "COMMUNICATE_RESIDENCE",
  vigilancia: "DISCREET_CHECK",
  interrogar: "INQUIRY_CHECK",
  revistar: "SPECIFIC_CHECK",
  apreender: "SEIZE",
  identificar: "IDENTIFY",
  nenhuma: "NONE",
};

export const brazilianPersons: Register<PersonRecord> = {
  source: "bra-persons",
  tables: [
    { name: "procurado", columns: { id: "code", dados: "json" }, indexes: [["id"]] },
    ...keyTables(["name", "name_born", "name_pair", "document"]),
  ],
  rowsOf: (record) => {
    const dados = {
      nomes: record.names.map(({ kind, family, given, original }) => ({
        tipo: codeOf(NAME_KINDS, kind),
        sobrenome: family,
        prenome: given,
        original,
      })),
      nascimento: { data: record.datesOfBirth[0], local: record.birthPlace, pais: record.birthCountry },
      sexo: codeOf(SEXES, record.sex),
      nacionalidades: record.nationalities.map((pais) => ({ pais })),
      filiacao: { pai: record.fatherName, mae: record.motherName },
      descricao: { altura_cm: record.heightCm, peso_kg: record.weightKg, olhos: record.eyes, cabelo: record.hair },
      sinais: record.distinguishingMarks.map((texto) => ({ texto })),
      idiomas: record.languages.map((idioma) => ({ idioma })),
      alertas: record.cautions.map((caution) => ({ alerta: codeOf(CAUTIONS, caution) })),
      medida: codeOf(MEASURES, record.actionToTake),
      crime: record.offence,
      documentos: record.identityDocuments.map(({ number, issuingCountry }) => ({
        numero: number,
        pais: issuingCountry,
      })),
      vinculos: {
        difusoes: record.notices.map(reference),
        documentos: record.travelDocuments.map(reference),
        veiculos: record.vehicles.map(reference),
        biometria: record.encounters.map(reference),
      },
    };
    return [
      { table: "procurado", row: { id: record.localId, dados: JSON.stringify(dados) } },
      ...keyRows(record.localId, personKeys(record)),
    ];
  },
};

const STATES = {
  rascunho: "DRAFT",
  publicada: "PUBLISHED",
  alterada: "AMENDED",
  suspensa: "SUSPENDED",
  retirada: "WITHDRAWN",
  cancelada: "CANCELLED",
  vencida: "EXPIRED",
};

export const brazilianDiffusions: Register<NoticeRecord> = {
  source: "bra-notices",
  tables: [{ name: "difusao", columns: { id: "code", dados: "json" }, indexes: [["id"]] }, ...keyTables(["name"])],
  rowsOf: (record) => {
    const dados = {
      cor: record.colour,
      situacao: codeOf(STATES, record.state),
      pais: record.issuingCountry,
      emissao: record.issuedOn,
      validade: record.expiresOn,
      nomes: record.names.map(({ family, given, original }) => ({ sobrenome: family, prenome: given, original })),
      nascimentos: record.datesOfBirth.map((data) => ({ data })),
      sexo: codeOf(SEXES, record.sex),
      nacionalidades: record.nationalities.map((pais) => ({ pais })),
      mandados: record.warrants.map(({ issuingCountry, charge }) => ({ pais: issuingCountry, acusacao: charge })),
      destinatarios: record.recipients.map((pais) => ({ pais })),
      pessoa: record.person,
    };
    return [
      { table: "difusao", row: { id: record.localId, dados: JSON.stringify(dados) } },
      ...keyRows(record.localId, { name: noticeKeys(record).name }),
    ];
  },
};

function reference(ref: string): { readonly ref: string } {
  return { ref };
}
