import { Command, Option } from "commander";
import { z } from "zod";
import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";
import { CLEARANCES } from "../../subgraphs/kit/authority/officer.js";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { endWithTheReader, everyValue, messageOf } from "../../subgraphs/kit/process.js";
import { askToken } from "../issuer/ask-token.js";
import { officerRequestSchema } from "../issuer/officer-request.js";
import { SCOPES_OF_ROLES } from "../issuer/roles.js";

const command = new Command("token")
  .description("Prints an access token for an invented officer, from the training graph or from npm run issuer.")
  .option("--officer <id>", "the officer's id at the issuer", "officer-1")
  .option("--country <country>", "three letters", "FRA")
  .option("--agency <agency>", "the officer's agency", "training")
  .option("--unit <unit>", "the officer's unit", "training-1")
  .option("--role <role>", `${Object.keys(SCOPES_OF_ROLES).join(", ")}, or another; repeat it for several`, everyValue)
  .option("--scope <scope>", "in place of the roles' own; repeat it for several", everyValue)
  .addOption(
    new Option("--clearance <level>", "how secret a record may be")
      .choices(CLEARANCES.map((level) => level.toLowerCase().replaceAll("_", "-")))
      .default("restricted"),
  )
  .option("--joint-investigation <id>", "one that the officer belongs to; repeat it for several", everyValue)
  .option("--minutes <minutes>", "how long the token is good, 1 to 720", "10")
  .addOption(new Option("--issuer <url>", "the issuer to ask").env("ISSUER").default("http://127.0.0.1:4000/issuer"))
  .addHelpText(
    "after",
    "\nUse it: CROSSCHECK_TOKEN=$(npm run -s token -- --role border-guard) npm run check -- --graph …",
  );

const optionsSchema = z
  .object({
    officer: z.string(),
    country: z
      .string()
      .transform((text) => text.toUpperCase())
      .pipe(officerRequestSchema.shape.country),
    agency: z.string(),
    unit: z.string(),
    role: z.array(z.string()).default(["border-guard"]),
    scope: z.array(z.enum(Object.keys(SCOPES), { error: `Give one of ${Object.keys(SCOPES).join(", ")}.` })).optional(),
    clearance: z.string().transform((text) => text.toUpperCase().replaceAll("-", "_")),
    jointInvestigation: z.array(z.string()).default([]),
    minutes: officerRequestSchema.shape.minutes,
    issuer: z.url({ protocol: /^https?$/, error: "Give an http address: http://127.0.0.1:4000/issuer" }),
  })
  .refine(({ role, scope }) => scope !== undefined || role.some((name) => Object.hasOwn(SCOPES_OF_ROLES, name)), {
    error: `None of these has scopes of its own, as ${Object.keys(SCOPES_OF_ROLES).join(", ")} have: give --scope too.`,
    path: ["role"],
  });

command.action(async (given: unknown) => {
  try {
    process.stdout.write(`${await tokenFor(given)}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
});
endWithTheReader();
await command.parseAsync();

async function tokenFor(given: unknown): Promise<string> {
  const options = optionsSchema.safeParse(given);
  if (!options.success) {
    throw new InvalidInput(
      options.error.issues.map(({ path, message }) => ({
        code: "INVALID_OPTION",
        path: [`--${String(path[0])}`],
        message,
      })),
    );
  }
  const { role: roles, scope, jointInvestigation: jointInvestigations, issuer, ...officer } = options.data;
  const scopes = scope ?? [...new Set(roles.flatMap((role) => SCOPES_OF_ROLES[role] ?? []))];
  return askToken(issuer.replace(/\/$/, ""), { ...officer, roles, scopes, jointInvestigations });
}
