import {
  choice,
  date,
  defineSheet,
  identityNumber,
  phone,
  type RowOf,
  text,
  yesNo,
} from '../../platform/workbooks/index.ts'
import { relationKeys, relations } from './decide-relation.ts'

/** The workbook of the roll (人户名册): one row per person, people of one household under one number. */
export const rollSheet = defineSheet({
  key: 'roll',
  title: { zh: '人户名册', en: 'Roll of households' },
  columns: [
    {
      key: 'number',
      header: { zh: '户编号', en: 'Household' },
      synonyms: ['户号', '户序号', '家庭编号'],
      required: true,
      width: 10,
      example: '001',
      note: {
        zh: '同一户的人填同一个编号，原样保留，001和1是两户',
        en: 'the same for everybody of a household; kept as written, 001 and 1 differ',
      },
      type: text({ lengthMin: 1, lengthMax: 20 }),
    },
    {
      key: 'name',
      header: { zh: '姓名', en: 'Name' },
      required: true,
      width: 12,
      example: '王小满',
      type: text({ lengthMin: 1, lengthMax: 50 }),
    },
    {
      key: 'relation',
      header: { zh: '与户主关系', en: 'Relation' },
      synonyms: ['关系', '家庭关系', '与户主的关系'],
      required: true,
      width: 14,
      example: '户主',
      note: { zh: '每户须有且只有一个户主', en: 'each household has exactly one head' },
      type: choice(relationKeys.map((value) => ({ value, ...relations[value] }))),
    },
    {
      key: 'sex',
      header: { zh: '性别', en: 'Sex' },
      width: 8,
      example: '女',
      note: { zh: '填了身份证号可不填', en: 'not needed beside an identity number' },
      type: choice([
        { value: 'male', zh: '男', en: 'Male', synonyms: ['男性', 'm'] },
        { value: 'female', zh: '女', en: 'Female', synonyms: ['女性', 'f'] },
        { value: 'unknown', zh: '未知', en: 'Unknown' },
      ]),
    },
    {
      key: 'birthDate',
      header: { zh: '出生日期', en: 'Born' },
      synonyms: ['出生年月日', '生日'],
      width: 14,
      note: { zh: '填了身份证号可不填', en: 'not needed beside an identity number' },
      type: date(),
    },
    {
      key: 'identity',
      header: { zh: '身份证号', en: 'Identity number' },
      synonyms: ['身份证号码', '公民身份号码', '身份证', '证件号码'],
      width: 22,
      note: {
        zh: '加密保存，列表中只显示首末各一位',
        en: 'kept encrypted; lists show the first and last character',
      },
      type: identityNumber(),
    },
    {
      key: 'phone',
      header: { zh: '手机号', en: 'Phone' },
      synonyms: ['电话', '手机', '联系电话', '手机号码'],
      width: 15,
      type: phone(),
    },
    {
      key: 'registration',
      header: { zh: '户籍', en: 'Registration' },
      synonyms: ['户口', '户籍情况'],
      width: 10,
      example: '本村',
      type: choice([
        { value: 'local', zh: '本村', en: 'Local', synonyms: ['本村户籍', '本地'] },
        { value: 'elsewhere', zh: '外来', en: 'Elsewhere', synonyms: ['外村', '外地', '非本村'] },
      ]),
    },
    {
      key: 'presence',
      header: { zh: '常住', en: 'Presence' },
      synonyms: ['在家情况', '居住情况'],
      width: 10,
      example: '在家',
      type: choice([
        { value: 'resident', zh: '在家', en: 'At home', synonyms: ['常住', '是'] },
        { value: 'away', zh: '外出', en: 'Away', synonyms: ['外出务工', '不在家', '否'] },
      ]),
    },
    {
      key: 'partyMember',
      header: { zh: '党员', en: 'Party member' },
      synonyms: ['是否党员', '中共党员'],
      width: 8,
      type: yesNo(),
    },
    {
      key: 'group',
      header: { zh: '村民小组', en: 'Group' },
      synonyms: ['小组', '组别', '村民组'],
      width: 14,
      example: '一组',
      note: { zh: '填在户主一行即可', en: 'enough in the head’s row' },
      type: text({ lengthMax: 50 }),
    },
    {
      key: 'address',
      header: { zh: '住址', en: 'Address' },
      synonyms: ['家庭住址', '门牌号', '地址'],
      width: 24,
      type: text({ lengthMax: 200 }),
    },
    {
      key: 'standing',
      header: { zh: '户别', en: 'Standing' },
      width: 12,
      example: '本村户',
      note: {
        zh: '外来户经村民会议认可后填“常住户”',
        en: '"Resident" for those from elsewhere whom the villagers accepted',
      },
      type: choice([
        { value: 'local', zh: '本村户', en: 'Local', synonyms: ['本村'] },
        { value: 'resident', zh: '常住户', en: 'Resident', synonyms: ['外来户', '外来常住户'] },
      ]),
    },
    {
      key: 'guardian',
      header: { zh: '监护人', en: 'Guardian' },
      width: 12,
      note: { zh: '未成年人填同户监护人的姓名', en: 'of a minor: the name of an adult of the household' },
      type: text({ lengthMax: 50 }),
    },
    {
      key: 'tags',
      header: { zh: '标签', en: 'Tags' },
      synonyms: ['标签和职务', '人员类别', '职务'],
      width: 24,
      example: '低保、村民代表',
      note: { zh: '多个之间用顿号隔开', en: 'several separated by commas' },
      type: text({ lengthMax: 200 }),
    },
    {
      key: 'place',
      header: { zh: '村代码', en: 'Village code' },
      synonyms: ['村级代码', '区划代码'],
      width: 16,
      note: {
        zh: '导入一个村时不用填；一次导入几个村时填12位代码',
        en: '12 digits, only when one file holds several villages',
      },
      type: text({
        lengthMax: 12,
        pattern: {
          form: /^\d{12}$/,
          reason: { zh: '不是12位数字', en: 'it is not 12 digits' },
          mend: { zh: '请填12位村级区划代码', en: 'write the 12-digit code of the village' },
        },
      }),
    },
  ],
})

/** A row of the roll as it was read or made by a program. */
export type RollRow = RowOf<(typeof rollSheet)['columns']>
