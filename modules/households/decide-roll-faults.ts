/** What is wrong with a row of the roll beyond single cells, and how to mend it. */
export interface RollProblem {
  code: string
  reason: { zh: string; en: string }
  mend: { zh: string; en: string }
}

const problem = (code: string, zh: [string, string], en: [string, string]): RollProblem => ({
  code,
  reason: { zh: zh[0], en: en[0] },
  mend: { zh: zh[1], en: en[1] },
})

export const rollProblems = {
  placeNeeded: () =>
    problem(
      'roll.place_needed',
      ['没有写是哪个村', '请填12位村代码，或先选定一个村再上传'],
      ['it does not say which village', 'write the 12-digit code, or upload for one village'],
    ),
  placeOutside: () =>
    problem(
      'roll.place_outside',
      ['这个村不在所选范围内，或不是现有的村', '请核对村代码'],
      ['the village lies outside the chosen place, or is no current village', 'check the code'],
    ),
  noHead: () =>
    problem(
      'roll.no_head',
      ['这一户没有户主', '请把其中一人的关系填为“户主”'],
      ['this household has no head', 'make one of its people the head'],
    ),
  twoHeads: (row: number) =>
    problem(
      'roll.two_heads',
      [`这一户有两个户主（另一个在第${row}行）`, '请只保留一个户主'],
      [`this household has two heads (the other is in row ${row})`, 'keep one head'],
    ),
  twoSpouses: (row: number) =>
    problem(
      'roll.two_spouses',
      [`户主有两个配偶（另一个在第${row}行）`, '请核对与户主关系'],
      [`the head has two spouses (the other is in row ${row})`, 'check the relations'],
    ),
  memberTwice: (row: number) =>
    problem(
      'roll.member_twice',
      [`与第${row}行是同一户里同名同出生日期的人`, '请删去重复的一行，或补上身份证号以示区别'],
      [
        `same household, name and birth date as row ${row}`,
        'delete one, or tell them apart by identity numbers',
      ],
    ),
  groupDiffers: (row: number, group: string) =>
    problem(
      'roll.group_differs',
      [`同一户的小组不一致（第${row}行是“${group}”）`, '请改为同一个小组'],
      [`the household is in two groups (row ${row}: ${group})`, 'give one group'],
    ),
  groupUnknown: () =>
    problem(
      'roll.group_unknown',
      ['村里没有这个小组', '请核对小组名称，或勾选“自动新建小组”'],
      ['the village has no such group', 'check the name, or choose to create missing groups'],
    ),
  identityTwice: (row: number) =>
    problem(
      'roll.identity_twice',
      [`与第${row}行的身份证号相同`, '一个人只能在一户，请核对后删去一行或改正号码'],
      [
        `same identity number as row ${row}`,
        'one person is in one household: delete a row or correct the number',
      ],
    ),
  identityElsewhere: (place: string, number: string) =>
    problem(
      'roll.identity_elsewhere',
      [`这个身份证号已登记在${place}第${number}户`, '如是调户或迁移，请在系统里办理；否则请核对号码'],
      [
        `this identity number is registered in ${place}, household ${number}`,
        'transfer the person in the system, or correct the number',
      ],
    ),
  identityOfDead: (place: string, number: string) =>
    problem(
      'roll.identity_of_dead',
      [`这个身份证号属于${place}第${number}户已登记死亡的人`, '请核对号码'],
      [
        `this identity number belongs to a person of ${place}, household ${number}, registered as dead`,
        'check the number',
      ],
    ),
  identityDiffers: () =>
    problem(
      'roll.identity_differs',
      ['系统里这个人的身份证号与表里不同', '请核对；如系统里的有误，请先在农户页面改正'],
      [
        'this person has another identity number here',
        'check it; if ours is wrong, correct it on the household’s page first',
      ],
    ),
  identityWrong: (zh: string, en: string) =>
    problem(
      'roll.identity_wrong',
      [zh.replace(/[，,].*$/, ''), '请对照身份证改正'],
      [en, 'correct it from the card'],
    ),
  birthDiffers: (inNumber: string) =>
    problem(
      'roll.birth_differs',
      [`与身份证号里的出生日期 ${inNumber} 不一致`, '请核对，改正其中一项，或把出生日期留空'],
      [
        `it differs from ${inNumber} in the identity number`,
        'correct one of them, or leave the birth date blank',
      ],
    ),
  sexDiffers: () =>
    problem(
      'roll.sex_differs',
      ['与身份证号里的性别不一致', '请核对，改正其中一项，或把性别留空'],
      ['it differs from the identity number', 'correct one of them, or leave the sex blank'],
    ),
  notBorn: () =>
    problem(
      'roll.not_born',
      ['出生日期在今天之后', '请核对年份'],
      ['the birth date lies ahead', 'check the year'],
    ),
  phoneWrong: () =>
    problem(
      'roll.phone_wrong',
      ['不是11位手机号，也不是带区号的座机号', '请核对号码'],
      ['it is neither a mobile number nor a fixed line with area code', 'check the number'],
    ),
  guardianUnknown: () =>
    problem(
      'roll.guardian_unknown',
      ['监护人不在这一户', '请填同户成年人的姓名；户外的监护人请导入后在系统里指定'],
      ['the guardian is not in this household', 'name an adult of it; set others after the import'],
    ),
  guardianMinor: () =>
    problem(
      'roll.guardian_minor',
      ['监护人未满18周岁', '请填成年人的姓名'],
      ['the guardian is under 18', 'name an adult'],
    ),
  tagLong: () =>
    problem(
      'roll.tag_long',
      ['标签太长（每个最多30字）或超过10个', '请用顿号隔开各个标签'],
      ['a tag is longer than 30 characters, or there are more than 10', 'separate tags by commas'],
    ),
  headDiffers: (name: string) =>
    problem(
      'roll.head_differs',
      [`系统里这一户的户主是${name}`, '请先在系统里办理变更户主，再导入'],
      [`the head of this household here is ${name}`, 'change the head in the system first'],
    ),
  peopleMany: () =>
    problem(
      'roll.people_many',
      ['这一户超过60人', '请核对户编号是否填重'],
      ['this household has more than 60 people', 'check the household numbers'],
    ),
} as const
