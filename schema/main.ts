import { Command } from "commander";
import { endWithTheReader } from "../subgraphs/kit/process.js";
import { changelogCommand } from "./cli/changelog.js";
import { checkCommand } from "./cli/check.js";
import { composeCommand } from "./cli/compose.js";
import { diffCommand } from "./cli/diff.js";
import { ownerCommand } from "./cli/owner.js";
import { publishCommand } from "./cli/publish.js";
import { rollbackCommand } from "./cli/rollback.js";
import { EXIT, EXITS } from "./cli/run-command.js";
import { seedCommand } from "./cli/seed.js";
import { sourceCommand } from "./cli/source.js";
import { switchCommands } from "./cli/switch.js";
import { trustCommand } from "./cli/trust.js";
import { typesCommand } from "./cli/types.js";
import { usageCommand } from "./cli/usage.js";
import { versionsCommand } from "./cli/versions.js";
import { withdrawCommand } from "./cli/withdraw.js";
import { writeCommand } from "./cli/write.js";

const schema = new Command("schema")
  .description("The graph's schema: writes it from the code, checks a change of it, tells versions apart.")
  .addHelpText("after", EXITS)
  .addCommand(writeCommand())
  .addCommand(checkCommand())
  .addCommand(diffCommand())
  .addCommand(composeCommand())
  .addCommand(typesCommand())
  .addCommand(trustCommand())
  .addCommand(seedCommand())
  .addCommand(ownerCommand())
  .addCommand(publishCommand())
  .addCommand(rollbackCommand())
  .addCommand(withdrawCommand())
  .addCommand(versionsCommand())
  .addCommand(changelogCommand())
  .addCommand(usageCommand())
  .addCommand(sourceCommand());

for (const command of switchCommands()) schema.addCommand(command);
for (const command of [schema, ...schema.commands]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.passed : EXIT.badInput));
}
endWithTheReader();
await schema.parseAsync(withCommand(process.argv.slice(2)), { from: "user" });

/** `npm run schema` alone, and with `--check`, is `write`. */
function withCommand(given: readonly string[]): readonly string[] {
  return given.length === 0 || given[0] === "--check" ? ["write", ...given] : given;
}
