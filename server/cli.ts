// `npm run cli -- …`: the operator's commands, one file a group.
import { accountsCommands } from './cli-accounts.ts'
import { auditCommands } from './cli-audit.ts'
import { databaseCommands } from './cli-database.ts'
import { fundsCommands } from './cli-funds.ts'
import { householdsCommands } from './cli-households.ts'
import { pointsCommands } from './cli-points.ts'
import { sampleCommands } from './cli-sample.ts'
import { schemesCommands } from './cli-schemes.ts'
import { shopsCommands } from './cli-shops.ts'
import { territoryCommands } from './cli-territory.ts'
import { projectFolder } from './open-services.ts'
import { runCommandLine } from './run-command.ts'

const commands = [
  ...schemesCommands,
  ...territoryCommands,
  ...householdsCommands,
  ...pointsCommands,
  ...fundsCommands,
  ...shopsCommands,
  ...auditCommands,
  ...databaseCommands,
  ...accountsCommands,
  ...sampleCommands,
]

const code = await runCommandLine(commands, process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: process.stderr,
  env: process.env,
  root: projectFolder,
})
process.exitCode = code
