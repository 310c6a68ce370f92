import { InvalidConfiguration } from "../../../subgraphs/kit/errors.js";
import { readVerifierKey } from "../note/note-key.js";
import type { NoteVerifier } from "../note/note-key.js";
import { listFiles } from "./list-files.js";
import type { LogReader } from "./log-reader.js";

/** Whether a file of `witnessed/` is a witness's key, and not what it signed. */
export function isKeyFile(place: string): boolean {
  return place.endsWith(".vkey");
}

/** The keys of witnesses that the folder itself names: believed where nobody says better, as its own key is. */
export function namedWitnesses(reader: LogReader): readonly NoteVerifier[] {
  return listFiles(reader.folder.witnessed, reader.folder.path)
    .filter(isKeyFile)
    .flatMap((place) => {
      try {
        return [readVerifierKey(reader.file(place)?.toString() ?? "")];
      } catch (error) {
        if (error instanceof InvalidConfiguration) return [];
        throw error;
      }
    });
}
