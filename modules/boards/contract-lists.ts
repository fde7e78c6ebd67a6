import type { z } from 'zod'
import { type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { broadcast, listing, takeDownRequest } from './contract.ts'

type Listing = z.infer<typeof listing>
type TakeDownRequest = z.infer<typeof takeDownRequest>

export const sides: Record<Listing['side'], Words> = {
  red: { zh: '红榜', en: 'Red board' },
  black: { zh: '黑榜', en: 'Black board' },
}
export const listingStates: Record<Listing['state'], Words> = {
  proposed: { zh: '待评议', en: 'To be decided' },
  standing: { zh: '在榜', en: 'On the board' },
  refused: { zh: '未通过', en: 'Refused' },
  taken_down: { zh: '已撤榜', en: 'Taken down' },
}
export const requestStates: Record<TakeDownRequest['state'], Words> = {
  open: { zh: '待答复', en: 'Open' },
  granted: { zh: '同意撤下', en: 'Granted' },
  refused: { zh: '不同意', en: 'Refused' },
}
export const requestKinds: Record<TakeDownRequest['kind'], Words> = {
  mended: { zh: '已改正，申请撤榜', en: 'Mended' },
  privacy: { zh: '不愿公开', en: 'Privacy' },
}

const every = { value: 'all', label: { zh: '全部', en: 'All' } }
const state: Words = { zh: '状态', en: 'State' }
const boardTitle: Words = { zh: '榜', en: 'Board' }
const number: Words = { zh: '户号', en: 'Number' }

export const listingsList: ListDefinition<Listing> = {
  key: 'listings',
  title: { zh: '红黑榜名单', en: 'Listings' },
  columns: [
    {
      key: 'board',
      title: boardTitle,
      kind: 'text',
      value: (row, language) => row.boardName[language],
      width: 130,
    },
    { key: 'number', title: number, kind: 'text', value: (row) => row.householdNumber, width: 90 },
    { key: 'name', title: { zh: '姓名', en: 'Name' }, kind: 'text', value: (row) => row.name, width: 110 },
    {
      key: 'ground',
      title: { zh: '情形', en: 'Ground' },
      kind: 'text',
      value: (row, language) => row.groundName[language],
      width: 170,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) => listingStates[row.state][language],
      width: 120,
    },
    {
      key: 'proposed',
      title: { zh: '提名时间', en: 'Proposed' },
      kind: 'instant',
      value: (row) => row.proposedAt,
      sort: { up: 'proposed', down: '-proposed' },
      width: 150,
    },
    {
      key: 'listedOn',
      title: { zh: '上榜日期', en: 'Listed on' },
      kind: 'date',
      value: (row) => row.listedOn,
      width: 120,
    },
    {
      key: 'endsOn',
      title: { zh: '张贴到', en: 'Shown until' },
      kind: 'date',
      value: (row) => row.endsOn,
      width: 120,
    },
    {
      key: 'frozenUntil',
      title: { zh: '观察期到', en: 'Probation until' },
      kind: 'date',
      value: (row) => row.probationUntil,
      width: 130,
    },
    {
      key: 'assistant',
      title: { zh: '帮教人', en: 'Who helps' },
      kind: 'text',
      value: (row) => row.assistant,
      width: 110,
    },
  ],
  filters: [
    { name: 'side', label: boardTitle, options: [every, ...optionsOf(sides)], fallback: 'all' },
    { name: 'state', label: state, options: [every, ...optionsOf(listingStates)], fallback: 'all' },
  ],
}

export const requestsList: ListDefinition<TakeDownRequest> = {
  key: 'board_requests',
  title: { zh: '撤榜申请', en: 'Requests to be taken down' },
  columns: [
    {
      key: 'board',
      title: boardTitle,
      kind: 'text',
      value: (row, language) => row.boardName[language],
      width: 130,
    },
    { key: 'number', title: number, kind: 'text', value: (row) => row.householdNumber, width: 90 },
    {
      key: 'asker',
      title: { zh: '申请人', en: 'Who asks' },
      kind: 'text',
      value: (row) => row.askerName,
      width: 110,
    },
    {
      key: 'kind',
      title: { zh: '缘由', en: 'Why' },
      kind: 'text',
      value: (row, language) => requestKinds[row.kind][language],
      width: 150,
    },
    {
      key: 'reason',
      title: { zh: '说明', en: 'Reason' },
      kind: 'text',
      value: (row) => row.reason,
      width: 220,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) => requestStates[row.state][language],
      width: 110,
    },
    {
      key: 'due',
      title: { zh: '答复期限', en: 'Answer by' },
      kind: 'date',
      value: (row) => row.dueOn,
      sort: { up: 'due' },
      width: 120,
    },
    {
      key: 'asked',
      title: { zh: '申请时间', en: 'Asked' },
      kind: 'instant',
      value: (row) => row.askedAt,
      sort: { down: '-asked' },
      width: 150,
    },
    {
      key: 'answer',
      title: { zh: '答复', en: 'Answer' },
      kind: 'text',
      value: (row) => row.answer,
      width: 200,
    },
  ],
  filters: [{ name: 'state', label: state, options: [every, ...optionsOf(requestStates)], fallback: 'all' }],
}

export const broadcastsList: ListDefinition<z.infer<typeof broadcast>> = {
  key: 'broadcasts',
  title: { zh: '广播稿', en: 'Loudspeaker texts' },
  columns: [
    { key: 'title', title: { zh: '标题', en: 'Title' }, kind: 'text', value: (row) => row.title, width: 260 },
    {
      key: 'words',
      title: { zh: '内容', en: 'Text' },
      kind: 'text',
      value: (row) => row.words,
      width: 320,
      hidden: true,
    },
    {
      key: 'made',
      title: { zh: '编写时间', en: 'Written' },
      kind: 'instant',
      value: (row) => row.madeAt,
      width: 150,
    },
    {
      key: 'madeBy',
      title: { zh: '编写人', en: 'By' },
      kind: 'text',
      value: (row) => row.madeName,
      width: 110,
    },
    {
      key: 'plays',
      title: { zh: '播放次数', en: 'Times played' },
      kind: 'count',
      value: (row) => row.plays,
      width: 100,
    },
    {
      key: 'lastPlayed',
      title: { zh: '最近播放', en: 'Last played' },
      kind: 'instant',
      value: (row) => row.lastPlayedAt,
      width: 150,
    },
  ],
  filters: [],
}
