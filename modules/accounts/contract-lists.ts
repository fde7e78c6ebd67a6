import type { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import {
  bracketedIn,
  joinedIn,
  type ListColumn,
  type ListDefinition,
  optionsOf,
} from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { accountRow } from './contract.ts'

type Row = z.infer<typeof accountRow>

export const accountStates: Record<Row['state'], Words> = {
  active: { zh: '正常', en: 'Active' },
  locked: { zh: '已锁定', en: 'Locked' },
  closed: { zh: '已注销', en: 'Closed' },
}

const state: Words = { zh: '状态', en: 'State' }

function columnsOn(today: string): ListColumn<Row>[] {
  return [
    {
      key: 'name',
      title: { zh: '姓名', en: 'Name' },
      kind: 'text',
      value: (row) => row.name,
      sort: { up: 'name', down: '-name' },
      width: 110,
    },
    {
      key: 'login',
      title: { zh: '账号', en: 'Login name' },
      kind: 'text',
      value: (row) => row.login,
      sort: { up: 'login', down: '-login' },
      width: 140,
    },
    {
      key: 'phone',
      title: { zh: '手机号', en: 'Mobile number' },
      kind: 'text',
      value: (row) => row.phoneMasked,
      width: 130,
    },
    {
      key: 'place',
      title: { zh: '所在地方', en: 'Place' },
      kind: 'text',
      value: (row) => row.placeName,
      sort: { up: 'place', down: '-place' },
      width: 120,
    },
    {
      key: 'grants',
      title: { zh: '岗位', en: 'Roles' },
      kind: 'text',
      value: (row, language) =>
        joinedIn(
          row.grants
            .filter((grant) => grant.to === null || grant.to >= today)
            .map((grant) => bracketedIn(roles[grant.role][language], grant.scopeName, language)),
          language,
        ),
      width: 280,
    },
    {
      key: 'second',
      title: { zh: '动态口令', en: 'Second factor' },
      kind: 'text',
      value: (row, language) =>
        (row.secondFactor ? { zh: '已开通', en: 'on' } : { zh: '未开通', en: 'off' })[language],
      width: 90,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) => accountStates[row.state][language],
      width: 110,
    },
  ]
}

/** Accounts as on `today`: a role whose last day has passed gives no rights any more and is left out. */
export function accountsList(today: string): ListDefinition<Row> {
  return {
    key: 'accounts',
    title: { zh: '账号与岗位', en: 'Accounts and roles' },
    columns: columnsOn(today),
    filters: [
      {
        name: 'state',
        label: state,
        fallback: 'all',
        options: [{ value: 'all', label: { zh: '全部', en: 'All' } }, ...optionsOf(accountStates)],
      },
    ],
  }
}
