import { join } from "node:path";
import type { Leaf } from "../entry/leaf.js";
import { monthOf } from "../entry/retention.js";
import { numberPath, TILE_WIDTH } from "../tree/tile.js";

/**
 * Where everything of a log lies. `log/` is what anybody may read: it names nobody. `payloads/` is what is erased in time.
 * `journal/` is what was committed since the last checkpoint was published; it holds payloads too.
 */
export class LogFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** The tiles and the checkpoint, by the paths of C2SP tlog-tiles: can be served as it is. */
  get public(): string {
    return join(this.path, "log");
  }

  get checkpoint(): string {
    return join(this.public, "checkpoint");
  }

  /** Checkpoints that witnesses have cosigned. */
  get witnessed(): string {
    return join(this.path, "witnessed");
  }

  get journal(): string {
    return join(this.path, "journal");
  }

  get payloads(): string {
    return join(this.path, "payloads");
  }

  /** Where in the log the entries of each owner and unit are: made from the log. */
  get index(): string {
    return join(this.path, "index.sqlite");
  }

  /** What owners are to be told of answers under a grant for an emergency. */
  get outbox(): string {
    return join(this.path, "outbox");
  }

  get lock(): string {
    return join(this.path, "lock");
  }

  get privateKey(): string {
    return join(this.path, "log.key");
  }

  get publicKey(): string {
    return join(this.path, "log.vkey");
  }

  publicFile(path: string): string {
    return join(this.public, path);
  }

  /** The payloads of one class, one month and one bundle of entries: `payloads/nominal/2026-11/x001/234.jsonl`. */
  payloadFile({ retention, at }: Leaf, index: number): string {
    const bundle = numberPath(Math.floor(index / TILE_WIDTH));
    return join(this.payloads, retention, monthOf(at), `${bundle}.jsonl`);
  }
}
