import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const collectivesErrors = {
  'collectives.no_rules': {
    status: 422,
    zh: '这个制度没有集体创建的规定。',
    en: 'This scheme has no chapter on groups that create together.',
  },
  'collectives.no_consent': {
    status: 422,
    zh: '还没有村民同意的记录，不能受理。请先征得村民同意，填写日期并附上记录。',
    en: 'There is no record of the villagers’ consent. Ask them first, then enter the day and attach the record.',
  },
  'collectives.no_team': {
    status: 422,
    zh: '还没有成立自治小组，不能受理。请先成立，填写日期和成员。',
    en: 'There is no self-governance team yet. Form it first, then enter the day and its members.',
  },
  'collectives.barred': {
    status: 422,
    zh: '本组因上年问题逾期未改，{year} 年不能申请创建。',
    en: 'This group did not mend in time and may not apply for {year}.',
  },
  'collectives.group_unfit': {
    status: 422,
    zh: '请选择本村现有的村民小组。',
    en: 'Choose a villagers’ group that this village has.',
  },
  'collectives.day_order': {
    status: 422,
    zh: '村民同意、成立自治小组须在申请当天或之前，申请日期不能晚于今天，且须在创建年度内。',
    en: 'Consent and team come on or before the day of the application, which lies in the year and not ahead.',
  },
  'collectives.creation_exists': {
    status: 409,
    zh: '本组 {year} 年已经申请，请打开原申请办理。',
    en: 'This group has applied for {year} already. Open that application.',
  },
  'collectives.wrong_state': {
    status: 409,
    zh: '创建现在是“{state}”，不能这样办。请刷新后再看。',
    en: 'The creation is "{stateEn}"; this cannot be done now. Reload and look again.',
  },
  'collectives.standard_unknown': {
    status: 422,
    zh: '这里不查“{standards}”，请按标准清单填写。',
    en: '"{standards}" is not looked at here. Keep to the list of standards.',
  },
  'collectives.standard_missing': {
    status: 422,
    zh: '还没有查“{standards}”，每项标准都要填达标或不达标。',
    en: '"{standardsEn}" has no answer. Each standard is met or not.',
  },
  'collectives.standard_twice': {
    status: 422,
    zh: '同一项标准填了两次，请只留一个结果。',
    en: 'A standard is answered twice. Keep one answer.',
  },
  'collectives.household_unfit': {
    status: 422,
    zh: '第 {row} 行的户不在这个小组，请重新选择。',
    en: 'The household of row {row} is not in this group. Choose again.',
  },
  'collectives.households_open': {
    status: 422,
    zh: '还有 {count} 户没有查验（如 {numbers}），每户都要查。',
    en: '{count} households have not been looked at ({numbers}); every one must be.',
  },
  'collectives.group_open': {
    status: 422,
    zh: '全组的标准还没有查验，请先填写。',
    en: 'The standards of the group as a whole have no answer yet.',
  },
  'collectives.no_households': {
    status: 422,
    zh: '这个小组在名册里没有农户，请先把农户编入小组。',
    en: 'The roll has no household in this group. Place households in it first.',
  },
  'collectives.observers_missing': {
    status: 422,
    zh: '实地验收须有{kinds}到场，请补齐后再提交。',
    en: 'On-site acceptance needs {kindsEn}. Add them and send again.',
  },
  'collectives.key_standards_open': {
    status: 422,
    zh: '初步验收重点看重点标准，请先到户、到组查验再提交。',
    en: 'Preliminary acceptance looks at the key standards. Look at households and group first.',
  },
  'collectives.preliminary_failed': {
    status: 422,
    zh: '重点标准“{standards}”没有达到，初步验收不能通过。整改后重新查验。',
    en: 'Key standards are not met: {standardsEn}. Mend, look again, then accept.',
  },
  'collectives.long_term_missing': {
    status: 422,
    zh: '初步验收须有长效管理措施，请落实后再提交。',
    en: 'Preliminary acceptance needs measures that last. Put them in place first.',
  },
  'collectives.future_day': {
    status: 422,
    zh: '日期 {day} 还没到，请填今天或以前的日期。',
    en: 'The day {day} lies ahead. Enter today or an earlier day.',
  },
  'collectives.before_application': {
    status: 422,
    zh: '日期不能早于 {from}。',
    en: 'The day cannot be before {from}.',
  },
  'collectives.mended_before': {
    status: 422,
    zh: '整改完成日期不能早于发现日期 {found}。',
    en: 'Mending cannot be before the finding of {found}.',
  },
  'collectives.mended_late': {
    status: 422,
    zh: '整改期限是 {due}，已经逾期，请按逾期未改处理。',
    en: 'The time to mend ended on {due}. Settle it as not mended.',
  },
  'collectives.mending_runs': {
    status: 422,
    zh: '整改期限是 {due}，还没有过，不能按逾期处理。',
    en: 'There is time to mend until {due}; it cannot be settled as not mended yet.',
  },
  'collectives.settled': {
    status: 409,
    zh: '这个问题已经处理过，请刷新。',
    en: 'This finding has been settled. Reload.',
  },
  'collectives.period_unfit': {
    status: 422,
    zh: '“{period}”不对：自评和审核填月份（如 2021-03），评审填季度（如 2021-Q1）。',
    en: '"{period}" does not fit: own score and audit go by month (2021-03), review by quarter (2021-Q1).',
  },
  'collectives.period_ahead': {
    status: 422,
    zh: '{period} 还没到，不能先填。',
    en: '{period} has not begun.',
  },
  'collectives.score_above': {
    status: 422,
    zh: '得分不能超过满分 {most}。',
    en: 'The score cannot be above {most}.',
  },
  'collectives.department_missing': {
    status: 422,
    zh: '季度评审要写明是哪个部门，请填写。',
    en: 'A quarterly review names its department.',
  },
  'collectives.self_score_first': {
    status: 422,
    zh: '本组 {period} 还没有村里的自评，镇街不能审核。请村里先自评。',
    en: 'The village has not scored this group for {period}; the town cannot audit before that.',
  },
  'collectives.evaluated': {
    status: 409,
    zh: '本组 {period} 这一项已经填过，不能重复。',
    en: 'This group has that score for {period} already.',
  },
  'collectives.no_issues': {
    status: 422,
    zh: '这个制度没有规定通报问题怎样扣分。',
    en: 'This scheme does not say how issues of another platform count.',
  },
  'collectives.issue_elsewhere': {
    status: 409,
    zh: '{platform} 的 {number} 号问题已经记在别的村组名下，请核对编号。',
    en: 'Issue {number} of {platform} stands under another group. Check the number.',
  },
  'collectives.no_results': {
    status: 422,
    zh: '{year} 年还没有实地验收的结果，没有可公示的内容。',
    en: 'There is no on-site result of {year} to publish.',
  },
} as const satisfies ErrorTable
