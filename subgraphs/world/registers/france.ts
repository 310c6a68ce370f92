import type { Restriction } from "../../kit/policy/restriction.js";
import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { vehicleKeys } from "../../vehicles/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { codeOf, joined, keyRows, keyTables, writeDate } from "./register.js";
import type { NativeRow, Register } from "./register.js";

/** France keeps one wide table for each register, in its own words; lists are cut by semicolons. */

const SEXES = { H: "M", F: "F", I: "U", N: "X" };
const CAUTIONS = {
  ARME: "ARMED",
  VIOLENT: "VIOLENT",
  EVADE: "ESCAPED",
  SUICIDAIRE: "SUICIDE_RISK",
  CONTAGIEUX: "HEALTH_THREAT",
  TERRORISME: "TERRORISM",
};
const ACTIONS = {
  ARRETER: "ARREST",
  LOCALISER: "LOCATE",
  PROTEGER: "PROTECT",
  DOMICILE: "COMMUNICATE_RESIDENCE",
  DISCRET: "DISCREET_CHECK",
  ENQUETE: "INQUIRY_CHECK",
  FOUILLE: "SPECIFIC_CHECK",
  SAISIR: "SEIZE",
  IDENTIFIER: "IDENTIFY",
  RIEN: "NONE",
};
const DATE = "DD/MM/YYYY";

const LEVELS = { DR: "FOR_OFFICIAL_USE_ONLY", CD: "RESTRICTED", SD: "CONFIDENTIAL" };
const RESTRICTION = {
  pays_autorises: "text",
  pays_exclus: "text",
  finalites: "text",
  traitement: "text",
  niveau: "code",
  enquete_commune: "code",
  masquee_jusqu_au: "code",
} as const;

export const frenchPersons: Register<PersonRecord> = {
  source: "fra-persons",
  tables: [
    {
      name: "personnes_recherchees",
      columns: {
        num_fiche: "code",
        ...RESTRICTION,
        nom: "text",
        prenoms: "text",
        nom_origine: "text",
        autre_nom_1: "text",
        autre_prenom_1: "text",
        autre_nom_2: "text",
        autre_prenom_2: "text",
        ne_le: "code",
        sexe: "code",
        lieu_naissance: "text",
        pays_naissance: "code",
        nationalites: "text",
        nom_pere: "text",
        nom_mere: "text",
        taille_m: "real",
        poids_kg: "integer",
        yeux: "code",
        cheveux: "code",
        signes: "text",
        langues: "text",
        dangerosite: "text",
        conduite: "code",
        infraction: "code",
        piece_numero: "text",
        piece_pays: "code",
        fiches_liees: "text",
        documents: "text",
        vehicules: "text",
        releves: "text",
      },
      indexes: [["num_fiche"]],
    },
    ...keyTables(["name", "name_born", "name_pair", "document"]),
  ],
  rowsOf: (record) => {
    const [primary, first, second] = record.names;
    const [document] = record.identityDocuments;
    return [
      {
        table: "personnes_recherchees",
        row: {
          num_fiche: record.localId,
          ...restrictionRow(record),
          nom: primary?.family ?? null,
          prenoms: primary?.given ?? null,
          nom_origine: primary?.original ?? null,
          autre_nom_1: first?.family ?? null,
          autre_prenom_1: first?.given ?? null,
          autre_nom_2: second?.family ?? null,
          autre_prenom_2: second?.given ?? null,
          ne_le: writeDate(record.datesOfBirth[0], DATE),
          sexe: codeOf(SEXES, record.sex),
          lieu_naissance: record.birthPlace,
          pays_naissance: record.birthCountry,
          nationalites: joined(record.nationalities, ";"),
          nom_pere: record.fatherName,
          nom_mere: record.motherName,
          taille_m: record.heightCm === null ? null : record.heightCm / 100,
          poids_kg: record.weightKg,
          yeux: record.eyes,
          cheveux: record.hair,
          signes: joined(record.distinguishingMarks, ";"),
          langues: joined(record.languages, ";"),
          dangerosite: joined(
            record.cautions.flatMap((caution) => codeOf(CAUTIONS, caution) ?? []),
            ";",
          ),
          conduite: codeOf(ACTIONS, record.actionToTake),
          infraction: record.offence,
          piece_numero: document?.number ?? null,
          piece_pays: document?.issuingCountry ?? null,
          fiches_liees: joined(record.notices, ";"),
          documents: joined(record.travelDocuments, ";"),
          vehicules: joined(record.vehicles, ";"),
          releves: joined(record.encounters, ";"),
        },
      },
      ...keyRows(record.localId, personKeys(record)),
    ];
  },
};

const STATUSES = { VOLE: "STOLEN", DETOURNE: "MISAPPROPRIATED", RECHERCHE: "WANTED", RETROUVE: "RECOVERED" };

export const frenchVehicles: Register<VehicleRecord> = {
  source: "fra-vehicles",
  tables: [
    {
      name: "vehicules_signales",
      columns: {
        num_signalement: "code",
        ...RESTRICTION,
        etat: "code",
        numero_serie: "code",
        immatriculation: "text",
        pays_immatriculation: "code",
        numero_moteur: "text",
        marque: "text",
        modele: "text",
        couleur: "text",
        annee: "integer",
        pays_vol: "code",
        date_vol: "code",
        pieces: "text",
      },
      indexes: [["num_signalement"]],
    },
    ...keyTables(["vin", "plate", "engine"]),
  ],
  rowsOf: (record) => [
    {
      table: "vehicules_signales",
      row: {
        num_signalement: record.localId,
        ...restrictionRow(record),
        etat: codeOf(STATUSES, record.status),
        numero_serie: record.vin,
        immatriculation: record.plate,
        pays_immatriculation: record.plateCountry,
        numero_moteur: record.engineNumber,
        marque: record.make,
        modele: record.model,
        couleur: record.colour,
        annee: record.year,
        pays_vol: record.countryOfTheft,
        date_vol: writeDate(record.dateOfTheft, DATE),
        pieces: joined(record.partNumbers, ";"),
      },
    },
    ...keyRows(record.localId, vehicleKeys([record])),
  ],
};

/** What the owner lays down, a column for each part. */
function restrictionRow({ restriction }: { readonly restriction: Restriction | null }): NativeRow["row"] {
  return {
    pays_autorises: joined(restriction?.allowedCountries ?? [], ";"),
    pays_exclus: joined(restriction?.deniedCountries ?? [], ";"),
    finalites: joined(restriction?.purposes ?? [], ";"),
    traitement: joined(restriction?.handling ?? [], ";"),
    niveau: codeOf(LEVELS, restriction?.confidentiality ?? null),
    enquete_commune: restriction?.jointInvestigation ?? null,
    masquee_jusqu_au: restriction?.hiddenUntil ?? null,
  };
}
