import type { OperationUsage } from "../usage/operation-usage.js";
import type { GraphVersion, Texts } from "./graph-version.js";
import type { Owner } from "./owner.js";

/** Where a registry is kept: files, or a database that several gateways share. */
export interface RegistryStore extends AsyncDisposable {
  /** The number of the newest version, 0 where there is none. */
  newest(): Promise<number>;
  /** Null where there is none of this number. @throws RegistryUnavailable */
  version(number: number): Promise<GraphVersion | null>;
  /** All of them, the newest first. */
  versions(): Promise<readonly GraphVersion[]>;
  /** A text by its digest. @throws RegistryUnavailable where it is not there, or is another */
  text(digest: string): Promise<string>;
  /** Adds a version with the texts that it names. False where there is one of its number: somebody was faster. */
  append(version: GraphVersion, texts: Texts): Promise<boolean>;
  owners(): Promise<readonly Owner[]>;
  /** Adds an owner, or gives one other keys. */
  putOwner(owner: Owner): Promise<void>;
  /** Counts what clients asked on top of what is known of them. */
  addUsage(usage: readonly OperationUsage[]): Promise<void>;
  usage(): Promise<readonly OperationUsage[]>;
  /**
   * Tells of each new version until it is disposed of: at least of the newest, however the way to the store fails meanwhile.
   * @param onFault told while it cannot be reached
   */
  watch(onVersion: (number: number) => void, onFault: (fault: Error) => void): Promise<VersionWatch>;
}

export interface VersionWatch extends AsyncDisposable {
  /** The newest version as far as it is known here. */
  readonly current: number;
}
