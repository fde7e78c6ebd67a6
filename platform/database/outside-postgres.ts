import pg from 'pg'

/** PostgreSQL of this major version at least: views that ask with the rights of their reader are new in it. */
const majorMin = 15

const connectSeconds = 10

/** An outside PostgreSQL that cannot be worked with: says what, why and what to do, and never the password. */
export class OutsideRefused extends Error {}

/** Connects once to the PostgreSQL that DATABASE_URL names and looks at its version. Throws OutsideRefused. */
export async function checkOutside(url: string): Promise<void> {
  const { client, name } = clientFor(url)
  client.on('error', () => undefined) // a connection that breaks fails the query that waits for it
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    if (major < majorMin) throw new OutsideRefused(tooOld(name, major))
  } catch (error) {
    if (error instanceof OutsideRefused) throw error
    const { zh, en } = reasonOf(error as Error & { code?: string })
    throw new OutsideRefused(
      `连不上 DATABASE_URL 指定的数据库 ${name}：${zh}\nThe database of DATABASE_URL, ${name}, cannot be used: ${en}`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Says what the owner of DATABASE_URL was not allowed to do; any other error comes back as it is. */
export function explainRights(url: string, error: unknown): unknown {
  const { name } = clientFor(url)
  const { code, message, cause } = error as Error & { code?: string }
  if (code !== '42501' && (cause as { code?: string } | undefined)?.code !== '42501') return error
  return new OutsideRefused(
    `DATABASE_URL 的用户在数据库 ${name} 里权限不够（${message}）。它应是该数据库的所有者，并有 CREATEROLE 权限：` +
      '请数据库管理员执行 alter role <用户> createrole 和 alter database <库> owner to <用户>，再启动。\n' +
      `The user of DATABASE_URL may not do enough in ${name} (${message}). It must own the database and have CREATEROLE: ` +
      'have the database administrator run “alter role <user> createrole” and “alter database <name> owner to <user>”, then start again.',
  )
}

/** A client for an address; `name` is host, port and database: all of the address that may be shown. */
function clientFor(connectionString: string): { client: pg.Client; name: string } {
  try {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectSeconds * 1000 })
    client.on('error', () => undefined) // a connection that breaks fails the query that comes next
    return { client, name: `${client.host}:${client.port}/${client.database ?? ''}` }
  } catch {
    throw new OutsideRefused(
      'DATABASE_URL 不是完整的地址。应写成 postgres://用户:密码@主机:端口/库名；密码里的 @ : / # % 等符号要写成 %40 %3A %2F %23 %25。\n' +
        'DATABASE_URL is not a whole address. Write postgres://user:password@host:port/name; signs like @ : / # % in the password are written %40 %3A %2F %23 %25.',
    )
  }
}

function tooOld(where: string, major: number): string {
  return (
    `数据库 ${where} 是 PostgreSQL ${major}，善治需要 ${majorMin} 或更新的版本。请升级数据库，或去掉 DATABASE_URL 改用自带的数据库；数据没有改动。\n` +
    `The database ${where} is PostgreSQL ${major}; Shanzhi needs ${majorMin} or newer. Upgrade it, or leave DATABASE_URL out to use our own; nothing was changed.`
  )
}

interface Reason {
  zh: string
  en: string
}

const noSuchHost = {
  zh: '找不到这个主机名。请检查地址的拼写和域名解析。',
  en: 'there is no such host. Check the spelling and the name service.',
}
const signInRefused = {
  zh: '用户名或密码不对，或者数据库不许从这里登录。请检查 DATABASE_URL 里的用户和密码，以及数据库的 pg_hba.conf。',
  en: 'user or password is wrong, or it takes no sign-ins from here. Check both in DATABASE_URL, and the database’s pg_hba.conf.',
}
const noAnswer = {
  zh: `${connectSeconds} 秒内没有回应。请检查主机是否开机，防火墙是否放行这个端口。`,
  en: `no answer within ${connectSeconds} seconds. Check that the host is up and that the firewall lets the port through.`,
}

/** By the error code of PostgreSQL or of the network. */
const reasons: Record<string, Reason> = {
  ECONNREFUSED: {
    zh: '这个端口上没有程序应答。请启动数据库，并检查主机和端口。',
    en: 'nothing answers at that port. Start the database, and check host and port.',
  },
  ENOENT: {
    zh: '没有这个套接字文件。请启动数据库，并检查地址。',
    en: 'its socket is not there. Start the database, and check the address.',
  },
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: noSuchHost,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  '28P01': signInRefused,
  '28000': signInRefused,
  '3D000': {
    zh: '没有这个名字的数据库。请数据库管理员按部署手册建库，或改正 DATABASE_URL 里的库名。',
    en: 'there is no database of this name. Have it made as the operator’s guide says, or mend the name in DATABASE_URL.',
  },
  '53300': {
    zh: '数据库的连接数已满。请停掉多余的程序，或调大 max_connections。',
    en: 'it has no connection left. Stop what is not needed, or raise max_connections.',
  },
  '57P03': {
    zh: '数据库正在启动或恢复。请稍候再启动善治。',
    en: 'it is still starting or recovering. Start Shanzhi again in a while.',
  },
}

function reasonOf(error: Error & { code?: string }): Reason {
  const known = error.code === undefined ? undefined : reasons[error.code]
  if (known) return known
  if (/timeout/i.test(error.message)) return noAnswer
  if (/SSL|certificate/i.test(error.message))
    return {
      zh: `加密连接没有建立（${error.message}）。请检查数据库是否开了 TLS、证书是否可信，以及 DATABASE_URL 里的 sslmode。`,
      en: `the encrypted connection failed (${error.message}). Check that it speaks TLS, that its certificate is trusted, and sslmode in DATABASE_URL.`,
    }
  return {
    zh: `${error.message}。请检查 DATABASE_URL 和数据库的日志。`,
    en: `${error.message}. Check DATABASE_URL and the database’s log.`,
  }
}
