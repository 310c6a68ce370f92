import type { TemplateRecord } from "../../biometrics/index.js";
import type { Domain } from "../../kit/sources/source.js";
import type { NoticeRecord } from "../../notices/index.js";
import type { PersonRecord } from "../../persons/index.js";
import type { TravelDocumentRecord } from "../../travel-documents/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { brazilianDiffusions, brazilianPersons } from "./brazil.js";
import { frenchPersons, frenchVehicles } from "./france.js";
import { germanEncounters, germanPersons, germanVehicles } from "./germany.js";
import { encounters, nominals, notices, stolenDocuments, stolenVehicles } from "./interpol.js";
import { japaneseDocuments, japanesePersons } from "./japan.js";
import type { Register } from "./register.js";
import { swedishPersons, swedishVehicles } from "./sweden.js";

/** What each domain's records are. */
export interface DomainRecords {
  readonly persons: PersonRecord;
  readonly notices: NoticeRecord;
  readonly "travel-documents": TravelDocumentRecord;
  readonly vehicles: VehicleRecord;
  readonly biometrics: TemplateRecord;
}

/** The registers of the invented world, INTERPOL's first. Each is a source of the registry. */
export const REGISTERS: { readonly [D in Domain]: readonly Register<DomainRecords[D]>[] } = {
  persons: [nominals, frenchPersons, germanPersons, swedishPersons, brazilianPersons, japanesePersons],
  notices: [notices, brazilianDiffusions],
  "travel-documents": [stolenDocuments, japaneseDocuments],
  vehicles: [stolenVehicles, frenchVehicles, germanVehicles, swedishVehicles],
  biometrics: [encounters, germanEncounters],
};
