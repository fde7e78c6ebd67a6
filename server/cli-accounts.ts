import { randomInt } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type Role, roles } from '../engines/access/access.ts'
import { parseDivisionCode } from '../engines/division-code/division-code.ts'
import { createAccountDirectly } from '../modules/accounts/index.ts'
import { type Call, type Command, UsageError } from './command.ts'

const create: Command = {
  name: 'accounts create',
  words: { zh: '建立账号', en: 'make an account' },
  options: {
    name: { value: '姓名', words: { zh: '姓名', en: 'name of the person' } },
    login: { value: 'login', words: { zh: '登录名', en: 'login name' } },
    phone: { value: '13…', words: { zh: '手机号（短信登录）', en: 'phone, to sign in with a code' } },
    place: { value: 'code', words: { zh: '所在地区划代码', en: 'division code of the place' } },
    role: {
      value: 'role:code',
      many: true,
      words: {
        zh: `职务和范围，如 clerk:330482001213；职务有 ${Object.keys(roles).join('、')}`,
        en: 'role and scope; several may be given',
      },
    },
    'password-stdin': {
      words: {
        zh: '从标准输入读密码；不写则生成一个',
        en: 'read the password from standard input; else one is made',
      },
    },
  },
  async run(call) {
    const name = call.get('name')
    const login = call.find('login') ?? null
    const phone = call.find('phone') ?? null
    const grants = call.list('role').map(readGrant)
    const placeCode = readPlace(call.find('place') ?? grants[0]?.scope ?? call.get('place'))
    const password = login === null ? null : await readPassword(call)
    const data = await call.open({ make: true })
    const made = await call.act(data, (act) =>
      createAccountDirectly(act, data.services.secrets, { name, login, phone, password, placeCode, grants }),
    )
    const shown = call.has('password-stdin') ? null : password
    return {
      lines: [
        `已建立账号 ${login ?? phone}（${name}）。 The account of ${name} is made.`,
        ...(shown ? [`密码（只显示这一次）Password, shown once: ${shown}`] : []),
      ],
      data: { ...made, login, password: shown },
    }
  },
}

function readGrant(written: string): { role: Role; scope: string } {
  const [role = '', scope = ''] = written.split(':')
  if (!(role in roles) || !/^[0-9]{0,12}$/.test(scope) || !written.includes(':'))
    throw new UsageError({
      zh: `--role ${written} 不对，应写作 职务:区划代码，如 clerk:330482001213（全国写作 auditor:）。`,
      en: `--role ${written} must be role:code, such as clerk:330482001213 (the nation is auditor:).`,
    })
  return { role: role as Role, scope }
}

function readPlace(code: string): string {
  if (code === '') return '000000000000'
  const parsed = parseDivisionCode(code)
  if (!parsed.ok) throw new UsageError(parsed.problem)
  return parsed.value.prefix.padEnd(12, '0')
}

/** Sixteen signs without those that look alike: about 92 bits. */
async function readPassword(call: Call): Promise<string> {
  if (call.has('password-stdin')) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('')
}

export const accountsCommands: readonly Command[] = [create]
