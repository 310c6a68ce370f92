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
