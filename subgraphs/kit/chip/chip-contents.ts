import { reading } from "./chip-fault.js";
import { chipCheck } from "./chip-reason.js";
import type { ChipCheck } from "./chip-reason.js";
import { readActiveKey, readCommonFile, readPersonalDetails, readSecurityInfos, readZoneFile } from "./data-groups.js";
import type { ChipProtocols, CommonFile, PersonalDetails } from "./data-groups.js";
import { readFaces } from "./face-file.js";
import type { FaceImage } from "./face-file.js";
import type { ChipFileName, ChipFiles } from "./lds-file.js";

/** What the files say, whoever wrote them; null for what was not given or cannot be read. */
export interface ChipContents {
  readonly common: CommonFile | null;
  readonly zoneText: string | null;
  readonly faces: readonly FaceImage[] | null;
  readonly details: PersonalDetails | null;
  readonly protocols: ChipProtocols | null;
  readonly activeKey: { readonly kind: "RSA" | "EC"; readonly bits: number } | null;
}

/** Reads every file that was given, each with its check. */
export function readContents(files: ChipFiles): {
  readonly contents: ChipContents;
  readonly checks: readonly ChipCheck[];
} {
  const checks: ChipCheck[] = [];
  const read = <T>(name: ChipFileName, reader: (file: Uint8Array) => T): T | null => {
    const file = files[name];
    if (file === undefined) return null;
    const result = reading(() => reader(file));
    checks.push(result.ok ? chipCheck("FILE_READ", name) : chipCheck("FILE_UNREADABLE", name, result.fault.code));
    return result.ok ? result.value : null;
  };
  const contents = {
    common: read("EF_COM", readCommonFile),
    zoneText: read("DG1", readZoneFile),
    faces: read("DG2", readFaces),
    details: read("DG11", readPersonalDetails),
    protocols: read("DG14", readSecurityInfos),
    activeKey: read("DG15", readActiveKey),
  };
  return { contents, checks };
}
