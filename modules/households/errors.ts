import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const householdErrors = {
  'household.not_village': {
    status: 422,
    zh: '农户只能登记在现有的村级区划下，{code} 不是。请改选村。',
    en: 'A household belongs to a current village; {code} is none. Choose a village.',
  },
  'household.place_too_wide': {
    status: 422,
    zh: '请先选择一个县（市、区）或更小的范围。',
    en: 'Choose a county or a smaller place first.',
  },
  'household.group_wrong': {
    status: 422,
    zh: '所选小组不在这个村，或已撤销。请重新选择小组。',
    en: 'The group is not in this village or has ended. Choose another.',
  },
  'household.area_wrong': {
    status: 422,
    zh: '所选区域与农户不在同一个村，或已撤销。请重新选择。',
    en: 'The area is not in the village of these households, or has ended. Choose another.',
  },
  'household.number_taken': {
    status: 409,
    zh: '户编号 {number} 在本村已有（户主{head}）。请换一个编号，或留空由系统编号。',
    en: 'Number {number} is taken in this village (head: {head}). Choose another, or leave it blank.',
  },
  'household.identity_wrong': {
    status: 422,
    zh: '{name}的身份证号有误：{action}',
    en: 'The identity number of {name} is wrong: {action}',
  },
  'household.identity_taken': {
    status: 409,
    zh: '这个身份证号已登记在{place}第{number}户。一个人只能在一户：请用“调户”，或核对号码。',
    en: 'This identity number is registered in {place}, household {number}. One person is in one household: transfer the person, or check the number.',
  },
  'household.identity_of_dead': {
    status: 409,
    zh: '这个身份证号属于{place}第{number}户一位已登记死亡的人。请核对号码；如死亡登记有误，请先撤销。',
    en: 'This identity number belongs to a person of {place}, household {number}, who is registered as dead. Check the number, or undo that entry.',
  },
  'household.identity_twice': {
    status: 422,
    zh: '同一个身份证号填给了两个人。请核对。',
    en: 'One identity number is given to two people. Check it.',
  },
  'household.birth_differs': {
    status: 422,
    zh: '{name}的出生日期 {given} 与身份证号里的 {inNumber} 不一致。请核对。',
    en: 'The birth date of {name}, {given}, differs from {inNumber} in the identity number. Check both.',
  },
  'household.sex_differs': {
    status: 422,
    zh: '{name}的性别与身份证号不一致。请核对。',
    en: 'The sex of {name} differs from the identity number. Check both.',
  },
  'household.phone_wrong': {
    status: 422,
    zh: '{name}的电话不是11位手机号，也不是带区号的座机。请核对。',
    en: 'The phone of {name} is neither an 11-digit mobile nor a fixed line with area code. Check it.',
  },
  'household.guardian_wrong': {
    status: 422,
    zh: '监护人须是本县在册、已满18周岁的另一个人。请重新选择。',
    en: 'A guardian is another person of the county’s roll, 18 or older. Choose again.',
  },
  'household.ended': {
    status: 422,
    zh: '第{number}户已于 {on} 销户，不能再办理。',
    en: 'Household {number} ended on {on}; nothing more can be done to it.',
  },
  'household.day_ahead': {
    status: 422,
    zh: '日期 {on} 还没有到（今天是 {today}）。请填已经发生的日期。',
    en: 'The day {on} lies ahead (today is {today}). Give the day on which it happened.',
  },
  'household.day_before_last': {
    status: 422,
    zh: '日期 {on} 早于这户上一次变动的日期 {latest}。变动须按先后办理，请填 {latest} 或以后的日期。',
    en: 'The day {on} is before the last change of this household, {latest}. Give {latest} or a later day.',
  },
  'household.not_member': {
    status: 422,
    zh: '所选的人现在不在这一户。请刷新后核对。',
    en: 'A person named is not in this household now. Reload and check.',
  },
  'household.two_heads': {
    status: 422,
    zh: '一户只能有一个户主，{name}的关系不能也填“户主”。',
    en: 'A household has one head; {name} cannot be head as well.',
  },
  'household.relation_needed': {
    status: 422,
    zh: '请填写{name}与户主的关系。',
    en: 'Say how {name} is related to the head.',
  },
  'household.split_all': {
    status: 422,
    zh: '分户后原户至少要留一个人。全家迁走请用“整户迁移”。',
    en: 'At least one person stays in the old household. To move everybody, use a move.',
  },
  'household.split_head': {
    status: 422,
    zh: '户主{name}留在原户。户主要分出去的，请先变更户主。',
    en: 'The head, {name}, stays. Change the head first if it is the head who leaves.',
  },
  'household.split_head_stays': {
    status: 422,
    zh: '新户的户主须是分出去的人之一。',
    en: 'The head of the new household is one of those who leave.',
  },
  'household.merge_same': {
    status: 422,
    zh: '不能把一户并入它自己。请选择另一户。',
    en: 'A household cannot be merged into itself. Choose another.',
  },
  'household.merge_villages': {
    status: 422,
    zh: '两户不在同一个村，不能直接并户。请先办整户迁移。',
    en: 'The households lie in two villages. Move one of them first.',
  },
  'household.head_already': {
    status: 422,
    zh: '{name}已经是户主。',
    en: '{name} is the head already.',
  },
  'household.new_head_needed': {
    status: 422,
    zh: '户主{name}离开后户里还有人，请选出新户主。',
    en: 'Others remain after the head, {name}, is gone. Choose a new head.',
  },
  'household.birth_day': {
    status: 422,
    zh: '出生登记的日期须是孩子的出生日期 {on}。',
    en: 'The day of a birth must be the child’s birth date, {on}.',
  },
  'household.not_born': {
    status: 422,
    zh: '{name}在 {on} 还没有出生。请核对日期。',
    en: '{name} was not yet born on {on}. Check the dates.',
  },
  'household.member_already': {
    status: 409,
    zh: '这一户已有同名同出生日期的{name}。请勿重复登记。',
    en: 'This household already has {name} with the same birth date. Do not register twice.',
  },
  'household.spouse_already': {
    status: 422,
    zh: '户主已有配偶在册。请先核对与户主的关系。',
    en: 'The head already has a spouse on the roll. Check the relations first.',
  },
  'household.transfer_same': {
    status: 422,
    zh: '这个人已经在这一户。请选择另一户。',
    en: 'The person is in this household already. Choose another.',
  },
  'household.person_or_new': {
    status: 422,
    zh: '婚迁入户请二选一：选择本县在册的人，或填写外来人员的信息。',
    en: 'For a marriage, name either a person on the roll or the details of one from outside.',
  },
  'household.move_same_village': {
    status: 422,
    zh: '迁入村就是现在的村。村内换小组或住址，请直接修改农户信息。',
    en: 'That is the village it lies in. To change group or address, edit the household.',
  },
  'household.changed_since': {
    status: 409,
    zh: '预览之后情况有了变化，没有办理。请重新预览后再确认。',
    en: 'Things changed after the preview; nothing was done. Preview again and confirm.',
  },
  'household.effect_blocks': {
    status: 409,
    zh: '还有事情须先办结：{action}',
    en: 'Something has to be settled first: {action}',
  },
  'household.undone_already': {
    status: 409,
    zh: '这项变动已经撤销过了。',
    en: 'This change was undone already.',
  },
  'household.undo_kind': {
    status: 422,
    zh: '这类记录不能撤销。请直接修改农户或人员信息。',
    en: 'Records of this kind cannot be undone. Edit the household or person.',
  },
  'household.undo_across_counties': {
    status: 422,
    zh: '跨县迁移不能撤销，请在迁入地办理迁回。',
    en: 'A move across counties cannot be undone; move the household back from there.',
  },
  'household.undo_later': {
    status: 409,
    zh: '这之后（{on}）又办过变动，须先撤销后面的。',
    en: 'Something later ({on}) was done to the same household; undo that first.',
  },
  'household.undo_number_taken': {
    status: 409,
    zh: '户编号 {number} 已被另一户使用，无法恢复。请先给那一户换编号。',
    en: 'Number {number} now belongs to another household. Give that one another number first.',
  },
  'household.undo_identity_taken': {
    status: 409,
    zh: '{name}的身份证号已登记在另一条记录上，无法恢复。请先处理那条记录。',
    en: 'The identity number of {name} is now on another record. Deal with that record first.',
  },
  'household.merge_one_record': {
    status: 422,
    zh: '请选择两条不同的记录。',
    en: 'Choose two different records.',
  },
  'household.merge_two_identities': {
    status: 422,
    zh: '{first}和{second}的身份证号不同，不是同一个人，不能合并。',
    en: '{first} and {second} have different identity numbers; they are not one person.',
  },
  'household.merge_two_births': {
    status: 422,
    zh: '两条记录的出生日期不同（{first}、{second}）。请先核对改正。',
    en: 'The birth dates differ ({first}, {second}). Correct one first.',
  },
  'household.merge_head_elsewhere': {
    status: 422,
    zh: '{name}是第{number}户的户主，那户还有别人。请先变更那户的户主。',
    en: '{name} heads household {number}, where others live. Change its head first.',
  },
  'household.tag_running': {
    status: 409,
    zh: '这个标签已在有效期内，不用重复添加。',
    en: 'This tag is in force already.',
  },
  'household.tag_ended': {
    status: 409,
    zh: '这个标签已经终止。',
    en: 'This tag has ended already.',
  },
  'household.tag_day': {
    status: 422,
    zh: '终止日期不能早于开始日期 {from}。',
    en: 'A tag cannot end before it began, {from}.',
  },
  'household.no_own': {
    status: 404,
    zh: '您的账号还没有关联到农户。请联系村文书登记。',
    en: 'Your account is not linked to a household yet. Ask the village clerk.',
  },
  'household.plate_unknown': {
    status: 404,
    zh: '这个门牌码无效或已换发。请联系村文书。',
    en: 'This door plate is not valid or was replaced. Ask the village clerk.',
  },
  'household.roll_empty': {
    status: 422,
    zh: '表里没有一行数据。请填写后再上传。',
    en: 'The sheet has no rows. Fill it in and upload again.',
  },
  'household.upload_gone': {
    status: 404,
    zh: '上传的文件已过期（保留24小时）。请重新上传。',
    en: 'The uploaded file is gone (kept for 24 hours). Upload it again.',
  },
  'household.roll_running': {
    status: 409,
    zh: '这份名册正在后台导入。请在右上角“后台任务”里看进度，不必再次确认。',
    en: 'This roll is being imported already. Its progress stands under background work at the top right; there is no need to confirm again.',
  },
  'household.roll_imported': {
    status: 409,
    zh: '这份名册已经导入过了，没有再导一次。要改正剩下的行，请下载错误表，改好后重新上传。',
    en: 'This roll was imported already and was not imported again. Download the workbook of faults, correct the rows that are left and upload it.',
  },
  'household.roll_has_faults': {
    status: 409,
    zh: '名册里有 {count} 处错误，按“全部无误才导入”的选择，没有导入。请改正后重新上传，或改选“只导入无误的户”。',
    en: 'The roll has {count} faults and you chose all or nothing, so nothing was imported. Correct it, or import the good households only.',
  },
  'household.export_reason': {
    status: 422,
    zh: '导出完整证件号须写明用途（至少4个字），并记入日志。请填写用途。',
    en: 'Exporting whole identity numbers needs a reason of four characters or more, which is logged. Give one.',
  },
  'household.upload_too_large': {
    status: 413,
    zh: '文件超过 {limit}。请删去图片和多余的表，或分成几份上传。',
    en: 'The file is larger than {limit}. Remove pictures and other sheets, or split it.',
  },
} as const satisfies ErrorTable
