import { LINK, subgraphs } from "./schema-change.js";

/** Two subgraphs in the manner of the graph's own, for cases by the dozen: the whole graph takes a second to compose. */
export const SMALL_GRAPH = subgraphs({
  checks: `${LINK}
"""One question."""
type Check @key(fields: "id") @authenticated {
  """Its id."""
  id: ID!
  """When it was asked."""
  askedAt: String!
  """What was asked about."""
  subject: Subject!
  """How it ended."""
  outcome: CheckOutcome
  """Whether every source answered."""
  complete: Boolean
}
"""What is known of the subject."""
type Subject @authenticated {
  """Names."""
  names: [SubjectName!]!
  """Sex."""
  sex: Sex
}
"""A name."""
type SubjectName @authenticated {
  """Family name."""
  family: String!
  """Given names."""
  given: String!
}
"""Sex."""
enum Sex { "Male." M "Female." F "Not certain." U "Unspecified." X }
"""How a check ended."""
enum CheckOutcome { "A hit." HIT "Not known." INCOMPLETE "No hit." NO_HIT }
"""What is known of a vehicle."""
input SubjectVehicleInput {
  """Vehicle identification number."""
  vin: String
  """Plate."""
  plate: String
}
type Query {
  """Asks."""
  check(
    """Vehicles."""
    vehicles: [SubjectVehicleInput!]
  ): Check @requiresScopes(scopes: [["check:run"]])
}`,
  vehicles: `${LINK}
"""A country."""
scalar CountryCode
"""What one domain found."""
interface Answer {
  """How it ended."""
  outcome: SourceOutcome!
}
"""How a source answered."""
enum SourceOutcome { "A hit." HIT "No hit." NO_HIT }
"""What is held on vehicles."""
type VehicleAnswer implements Answer @authenticated {
  """How it ended."""
  outcome: SourceOutcome!
  """What was found."""
  vehicles: [Vehicle!]
}
"""A vehicle."""
type Vehicle @key(fields: "owner localId") @authenticated @requiresScopes(scopes: [["vehicle:read"]]) {
  """Who owns the record."""
  owner: CountryCode!
  """The owner's id."""
  localId: String!
  """Vehicle identification number."""
  vin: String @policy(policies: [["vehicle-identity"]])
  """Make."""
  make: String
}
"""Whom to call."""
type Contact @shareable @authenticated {
  """The bureau."""
  bureau: String!
}
type Query {
  """Searches."""
  vehicle(
    """Vehicle identification number."""
    vin: String!
  ): VehicleAnswer @requiresScopes(scopes: [["vehicle:search"]])
  """Whom to call."""
  contact: Contact @authenticated
}`,
});
