import { createLogger, runUntilStopped } from "../subgraphs/kit/process.js";
import { openAudit, openWitnessRounds } from "./audit/open-audit.js";
import { reportAnswer } from "./audit/witness/report-answer.js";
import { readConfig } from "./config.js";
import { serveGraph } from "./http/serve-graph.js";
import { openAuthority } from "./officer/open-authority.js";
import { createIssuer } from "./issuer/create-issuer.js";
import { openGraph } from "./open-graph.js";
import { readTrustedDocuments, TrustedDocuments } from "./trusted/trusted-documents.js";

await runUntilStopped(async (resources) => {
  const config = readConfig(process.env);
  const explorer = config.NODE_ENV !== "production";
  const { authorityOf, localIssuer } = await openAuthority(config);
  const logger = createLogger(config.LOG_LEVEL);
  const audit = resources.use(
    await openAudit(config, (err) => logger.fatal({ err }, "The audit log cannot be written: nobody is answered.")),
  );
  resources.use(await openWitnessRounds(audit, config, (witness, answer) => reportAnswer(logger, witness, answer)));
  const graph = await openGraph(config, audit, { isTraining: localIssuer !== null, logger, resources });
  const served = await serveGraph(graph, {
    host: config.HOST,
    port: config.PORT,
    deadlineMs: config.DEADLINE_MS,
    authorityOf,
    explorer,
    logger,
    trusted: new TrustedDocuments(await readTrustedDocuments(), config.TRUSTED_DOCUMENTS === "only"),
    hindrance: () => (audit.hasFailed ? "AUDIT_UNAVAILABLE" : null),
    training: localIssuer === null ? undefined : { issuer: createIssuer(localIssuer) },
  });
  resources.use(served);
  process.stdout.write(howToAsk(served.url, { explorer, isTraining: localIssuer !== null }));
});

function howToAsk(
  url: string,
  { explorer, isTraining }: { readonly explorer: boolean; readonly isTraining: boolean },
): string {
  const lines = [
    `Crosscheck answers at ${url}/graphql`,
    ...(explorer ? [`Explore it at        ${url}/`] : []),
    `Ask it with          npm run check -- --graph ${url}/graphql --name "Koshcheiev, Radomyr" --born 1979-03-17`,
    ...(isTraining
      ? [
          "This is the training graph: all people in it are invented, and who shows no token is an invented officer.",
          `Be another one with   npm run token -- --issuer ${url}/issuer --role border-guard --country FRA`,
        ]
      : []),
    "",
  ];
  return lines.join("\n");
}
