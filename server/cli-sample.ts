import { loadSample, samplePassword } from '../modules/sample/index.ts'
import { listAuditedCounties } from '../platform/audit/chain-store.ts'
import { everywhere } from '../platform/database/connect.ts'
import { type Command, UsageError } from './command.ts'

const load: Command = {
  name: 'sample load',
  words: {
    zh: '把示例县装入空数据库（口令公开，不要用于正式系统）',
    en: 'load the made-up county into an empty database; its passwords are known to all',
  },
  async run(call) {
    const { services } = await call.open({ make: true })
    const counties = await services.database.transact(everywhere, listAuditedCounties)
    if (counties.length > 0)
      throw new UsageError({
        zh: '数据库里已有数据，示例只能装入空数据库。请换一个数据文件夹（SHANZHI_DATA）。',
        en: 'The database has data; the sample goes into an empty one only. Use another data folder (SHANZHI_DATA).',
      })
    await loadSample(services, (done, total) => void call.tell('示例 sample', done, total))
    return {
      lines: [
        `示例已装入，账号的密码都是 ${samplePassword}。 The sample is loaded; every password is ${samplePassword}.`,
      ],
      data: { loaded: true },
    }
  },
}

export const sampleCommands: readonly Command[] = [load]
