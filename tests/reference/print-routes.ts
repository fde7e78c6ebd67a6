import type { ActionTable } from '../../engines/access/access.ts'
import type { ListedRoute } from './list-routes.ts'
import { markdownTable, reference } from './markdown.ts'

/** docs/reference/routes.md: every route of the API with the right it asks for. */
export function printRoutes(routes: readonly ListedRoute[], actions: ActionTable): string {
  const areas = Map.groupBy(routes, (route) => route.path.split('/')[2]!)
  return reference(
    '接口 · Routes',
    [
      '请求与应答的结构见运行中的 `/api/docs` 或 `/api/openapi.json`（OpenAPI 3.1）。每个写操作要带请求头 `Idempotency-Key`（8–100 个字符），同一个键重复发送只算一次，返回第一次的结果。',
      'Requests and replies are described at `/api/docs` and `/api/openapi.json` (OpenAPI 3.1) of a running server. Every write needs the header `Idempotency-Key` (8–100 characters); a repeat of the same key counts once and gets the first answer.',
      '“权限”是第一道门；对哪一户、哪个村，由处理程序和行级安全再判一次。',
      'The right is the first gate; the handler and row-level security then judge the household and place.',
    ],
    [...areas].flatMap(([area, listed]) => [
      `## ${area}`,
      markdownTable(
        ['方法 Method', '地址 Path', '用途 Summary', '权限 Right'],
        listed.map((route) => [route.method, `\`${route.path}\``, route.summary, rightText(route, actions)]),
      ),
    ]),
  )
}

function rightText({ right }: ListedRoute, actions: ActionTable): string {
  if (right === 'public') return '公开 public'
  if (right === 'signed-in') return '登录 signed in'
  if (right === null) return '登录 signed in'
  const rule = actions[right]
  if (!rule) throw new Error(`The right ${right} is in no table of actions`)
  return `\`${right}\` ${rule.zh}`
}
