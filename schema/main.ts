import { Command } from "commander";
import { checkCommand } from "./cli/check.js";
import { composeCommand } from "./cli/compose.js";
import { diffCommand } from "./cli/diff.js";
import { EXIT, EXITS } from "./cli/run-command.js";
import { typesCommand } from "./cli/types.js";
import { writeCommand } from "./cli/write.js";

const schema = new Command("schema")
  .description("The graph's schema: writes it from the code, checks a change of it, tells versions apart.")
  .addHelpText("after", EXITS)
  .addCommand(writeCommand(), { isDefault: true })
  .addCommand(checkCommand())
  .addCommand(diffCommand())
  .addCommand(composeCommand())
  .addCommand(typesCommand());

for (const command of [schema, ...schema.commands]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.passed : EXIT.badInput));
}
await schema.parseAsync();
