import { CrosscheckError } from "../../subgraphs/kit/errors.js";

/** The log cannot be written, or what it has on disk cannot be built upon. Then the graph answers nobody. */
export class AuditUnavailable extends CrosscheckError {
  constructor(message: string, options?: ErrorOptions) {
    super("AUDIT_UNAVAILABLE", message, {}, options);
    this.name = "AuditUnavailable";
  }
}
