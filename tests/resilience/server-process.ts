// The server itself, loaded and waiting for the word to start: so that a test can kill many of them in a row.
import { projectFolder } from '../../server/open-services.ts'
import { readSettings } from '../../server/read-settings.ts'
import { startServer } from '../../server/start-server.ts'

process.once('message', async () => {
  const server = await startServer(readSettings(process.env, projectFolder), process.env, {
    onProgress: () => undefined,
    loadSample: null,
    log: (line) => void process.stderr.write(`${line}\n`),
  })
  process.send!({ address: server.address })
})
process.send!({ loaded: true })
