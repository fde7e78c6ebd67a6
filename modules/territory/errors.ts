import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const territoryErrors = {
  'territory.code_wrong': {
    status: 422,
    zh: '区划代码 {code} 不正确：{reason}',
    en: 'Division code {code} is wrong: {reasonEn}',
  },
  'territory.code_taken': {
    status: 409,
    zh: '区划代码 {code} 已属于“{name}”。请核对代码；同一代码改了名称请用“更名”。',
    en: 'Code {code} already belongs to {name}. Check the code; use rename when only the name changed.',
  },
  'territory.parent_missing': {
    status: 422,
    zh: '上级区划 {parent} 还没有录入。请先导入或新增上级。',
    en: 'The division above, {parent}, is not here yet. Import or add it first.',
  },
  'territory.not_found': {
    status: 404,
    zh: '没有代码为 {code} 的区划。请先从官方区划导入。',
    en: 'There is no division {code}. Import it from the official list first.',
  },
  'territory.ended': {
    status: 422,
    zh: '“{name}”已于 {on} 撤销，不能再改动。',
    en: '{name} ended on {on} and can no longer be changed.',
  },
  'territory.date_before_start': {
    status: 422,
    zh: '日期 {on} 早于现有名称或编号的起始日 {from}。请填更晚的日期。',
    en: 'The date {on} is before {from}, when the present state began. Choose a later date.',
  },
  'territory.same_name': {
    status: 422,
    zh: '新名称与现名称“{name}”相同，不需要更名。',
    en: 'The new name equals the present one, {name}.',
  },
  'territory.has_children': {
    status: 422,
    zh: '下面还有 {count} 个未撤销的下级，请先处理下级。',
    en: '{count} divisions or areas below are still current; deal with them first.',
  },
  'territory.successor_wrong': {
    status: 422,
    zh: '承继区划 {code} 不存在、已撤销，或就是它自己。请改填现有的区划代码。',
    en: 'Successor {code} does not exist, has ended, or is the division itself. Name a current division.',
  },
  'territory.official_empty': {
    status: 422,
    zh: '官方区划中没有以 {scope} 开头的代码。请核对代码前几位。',
    en: 'The official list has no code that starts with {scope}. Check the digits.',
  },
  'territory.file_too_large': {
    status: 413,
    zh: '文件超过 {limit}。请缩小后再上传。',
    en: 'The file is larger than {limit}. Make it smaller and upload again.',
  },
  'territory.geojson_wrong': {
    status: 422,
    zh: '文件不是 GeoJSON 要素集（FeatureCollection）。请用地图软件导出为 GeoJSON 再上传。',
    en: 'The file is not a GeoJSON FeatureCollection. Export it as GeoJSON and upload again.',
  },
  'territory.shape_wrong': {
    status: 422,
    zh: '边界图形有误：{action}',
    en: 'The shape is not right: {action}',
  },
  'territory.drawn_in_future': {
    status: 422,
    zh: '绘制日期 {on} 晚于今天（{today}）。请填实际绘制的日期。',
    en: 'The day of drawing, {on}, is after today ({today}). Enter the day it was drawn.',
  },
  'territory.area_not_village': {
    status: 422,
    zh: '小组和网格只能设在村级区划下，{code} 不是村级代码。',
    en: 'Groups and grids belong to a village; {code} is no village code.',
  },
  'territory.area_parent_wrong': {
    status: 422,
    zh: '上级“{parent}”不能包含{kind}。顺序是自然村、村民小组、网格、微网格，且须在同一个村、未撤销。',
    en: '{parent} cannot hold this. The order is natural village, group, grid, cell, within one village, not ended.',
  },
  'territory.area_number_taken': {
    status: 409,
    zh: '编号 {number} 已被“{name}”使用。请换一个编号，或留空由系统编号。',
    en: 'Number {number} is taken by {name}. Choose another, or leave it blank.',
  },
  'territory.area_numbers_full': {
    status: 422,
    zh: '这一类的编号（001–999）已用完。请另立一个系统。',
    en: 'All numbers from 001 to 999 are in use. Begin another system.',
  },
  'territory.area_in_use': {
    status: 422,
    zh: '“{name}”里还有 {count} 户，请先把它们划到别处。',
    en: '{name} still holds {count} households; place them elsewhere first.',
  },
} as const satisfies ErrorTable
