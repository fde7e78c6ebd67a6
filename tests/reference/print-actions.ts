import { type ActionRule, type ActionTable, type Role, roles } from '../../engines/access/access.ts'
import { markdownTable, reference } from './markdown.ts'

/** docs/reference/actions.md: every right, and who has it. */
export function printActions(actions: ActionTable): string {
  const areas = Map.groupBy(Object.keys(actions).sort(), (action) => action.split('.')[0]!)
  return reference(
    '权限 · Actions',
    [
      '岗位在其管辖范围（区划代码的前缀）和任期内有效；“本户”不需要岗位。没有列出的人一律不能做。',
      'A role counts in its scope (a prefix of the division code) and for its term; “own household” needs none. Whoever is not named may not.',
    ],
    [
      '## 岗位 Roles',
      markdownTable(
        ['岗位 Role', '中文', 'English'],
        Object.entries(roles).map(([role, name]) => [`\`${role}\``, name.zh, name.en]),
      ),
      ...[...areas].flatMap(([area, codes]) => [
        `## ${area}`,
        markdownTable(
          ['权限 Action', '中文', 'English', '谁可以 Who'],
          codes.map((code) => {
            const rule = actions[code]!
            return [`\`${code}\``, rule.zh, rule.en, whoMay(rule)]
          }),
        ),
      ]),
    ],
  )
}

function whoMay(rule: ActionRule): string {
  if (rule.everyAccount) return '所有账号 every account'
  const named = (rule.roles ?? []).map((role: Role) => roles[role].zh)
  const who = [...(rule.ownHousehold ? ['本户 own household'] : []), ...named]
  return who.length === 0 ? '无人 nobody' : who.join('、')
}
