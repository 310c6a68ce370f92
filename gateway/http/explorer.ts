import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

const EXAMPLE = `# Ask about an invented suspect: press the button.
query Example {
  check(subject: { names: [{ family: "Koshcheiev", given: "Radomyr" }], dateOfBirth: "1979-03-17" }) {
    outcome
    complete
    sources { source owner outcome latencyMs }
    persons { hits { score owner features { explanation } person { names { family given } } } }
  }
}
`;

const JUSTIFICATION =
  'purpose=wanted-search, case="2026/1234", offence=ILM, role=suspect, aim=identify, ordered-by="U-17"';

/** GraphiQL as one page that loads nothing from elsewhere. The training graph answers without a token. */
export function explorerPage({ isTraining }: { readonly isTraining: boolean }): string {
  const headers = {
    ...(isTraining ? {} : { Authorization: "Bearer <what your issuer or npm run token gives you>" }),
    "Crosscheck-Justification": JUSTIFICATION,
  };
  return renderGraphiQL({
    endpoint: "/graphql",
    title: "Crosscheck",
    defaultQuery: EXAMPLE,
    defaultHeaders: JSON.stringify(headers, null, 2),
  });
}
