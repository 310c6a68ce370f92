import type { Config } from "../config.js";
import type { GraphSettings } from "../graph/create-graph.js";

/** How refused fields are answered, by the names of Apollo Router's `authorization.directives`. */
export interface AccessOptions {
  /** Refuse the whole operation where any field of it is refused, and ask nobody. Default false. */
  readonly reject_unauthorized?: boolean;
  /** Cut nothing: only report what would be refused. For introducing a rule, never for production. Default false. */
  readonly dry_run?: boolean;
  readonly errors?: {
    /** Where refusals are told: in `errors`, in `extensions.authorizationErrors`, or nowhere. Default `errors`. */
    readonly response?: "errors" | "extensions" | "disabled";
    /** Whether `onRefused` is told which coordinates were refused. Default true. */
    readonly log?: boolean;
  };
}

/** As they are configured. */
export function accessOptions(config: Config): AccessOptions {
  return {
    reject_unauthorized: config.AUTHORIZATION_REJECT_UNAUTHORIZED,
    dry_run: config.AUTHORIZATION_DRY_RUN,
    errors: { response: config.AUTHORIZATION_ERRORS_RESPONSE, log: config.AUTHORIZATION_ERRORS_LOG },
  };
}

/** Where refusals are told: by their coordinates, which are the schema's words and nobody's. */
export function tellRefused(log: {
  info(facts: object, message: string): void;
}): NonNullable<GraphSettings["onRefused"]> {
  return (coordinates, { auditId }) => log.info({ auditId, coordinates }, "Fields were refused.");
}
