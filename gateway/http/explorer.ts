import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

const EXAMPLE = `# Ask about an invented suspect: press the button.
query Example {
  check(subject: { names: [{ family: "Eriksson", given: "Anna Maria" }], dateOfBirth: "1974-08-12" }) {
    outcome
    complete
    sources { source owner outcome latencyMs }
    persons { hits { score owner features { explanation } person { names { family given } } } }
  }
}
`;

/** GraphiQL as one page that loads nothing from elsewhere. */
export function explorerPage(): string {
  return renderGraphiQL({ endpoint: "/graphql", title: "Crosscheck", defaultQuery: EXAMPLE });
}
