import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import type { Chance } from './make-random.ts'

export interface SamplePerson {
  name: string
  relation:
    | 'head'
    | 'spouse'
    | 'son'
    | 'daughter'
    | 'daughter_in_law'
    | 'father'
    | 'mother'
    | 'grandson'
    | 'granddaughter'
  sex: 'male' | 'female'
  birthDate: string
  identityNumber: string
  phone: string | null
  partyMember: boolean
  presence: 'resident' | 'away'
  tags: string[]
}

export interface SampleHousehold {
  number: string
  group: number
  address: string
  persons: SamplePerson[]
}

const surnames =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚'
const maleWords = '伟强磊军勇涛斌辉刚健明亮国华建平志海德福根荣良才土泉生祥林茂松柏山川润田耕禾麦青峰正义'
const femaleWords = '芳娜敏静丽艳娟霞秀英玉珍兰凤梅菊桂香莲巧云红燕萍琴雪花春爱珠月娥婷慧佳欣雅琳洁'

/**
 * A made-up roll of a village: names put together by chance, identity numbers valid in form, phones of a range
 * that no person is given.
 */
export function makeRoll(
  chance: Chance,
  options: { households: number; groups: number; areaCode: string; year: number },
): SampleHousehold[] {
  const taken = new Set<string>()
  return Array.from({ length: options.households }, (_, index) => {
    const group = (index % options.groups) + 1
    const number = String(index + 1).padStart(4, '0')
    return {
      number,
      group,
      address: `${group} 组 ${Math.floor(index / options.groups) + 1} 号`,
      persons: makeFamily(chance, options, taken),
    }
  })
}

function makeFamily(
  chance: Chance,
  options: { areaCode: string; year: number },
  taken: Set<string>,
): SamplePerson[] {
  const headAge = chance.int(32, 78)
  const surname = chance.pick([...surnames])
  const head = makePerson(chance, options, taken, {
    relation: 'head',
    sex: chance.happens(0.82) ? 'male' : 'female',
    age: headAge,
    surname,
  })
  const family = [head]
  if (chance.happens(0.85)) {
    const sex = head.sex === 'male' ? 'female' : 'male'
    family.push(
      makePerson(chance, options, taken, {
        relation: 'spouse',
        sex,
        age: headAge + chance.int(-4, 3),
        surname: chance.pick([...surnames]),
      }),
    )
  }
  const children = headAge > 36 ? chance.int(0, 2) : chance.int(0, 1)
  for (let child = 0; child < children; child++) {
    const sex = chance.happens(0.5) ? 'male' : 'female'
    const age = headAge - chance.int(23, 31)
    if (age < 1) continue
    family.push(
      makePerson(chance, options, taken, {
        relation: sex === 'male' ? 'son' : 'daughter',
        sex,
        age,
        surname,
      }),
    )
    if (sex === 'male' && age > 27 && chance.happens(0.5)) {
      family.push(
        makePerson(chance, options, taken, {
          relation: 'daughter_in_law',
          sex: 'female',
          age: age - chance.int(0, 3),
          surname: chance.pick([...surnames]),
        }),
      )
      const grandchild = chance.happens(0.5) ? 'grandson' : 'granddaughter'
      family.push(
        makePerson(chance, options, taken, {
          relation: grandchild,
          sex: grandchild === 'grandson' ? 'male' : 'female',
          age: chance.int(1, 9),
          surname,
        }),
      )
    }
  }
  if (headAge < 55 && chance.happens(0.35)) {
    family.push(
      makePerson(chance, options, taken, {
        relation: 'mother',
        sex: 'female',
        age: headAge + chance.int(21, 29),
        surname: chance.pick([...surnames]),
      }),
    )
  }
  return family
}

function makePerson(
  chance: Chance,
  options: { areaCode: string; year: number },
  taken: Set<string>,
  want: { relation: SamplePerson['relation']; sex: 'male' | 'female'; age: number; surname: string },
): SamplePerson {
  const birthDate = `${options.year - want.age}-${pad(chance.int(1, 12))}-${pad(chance.int(1, 28))}`
  return {
    name: want.surname + givenName(chance, want.sex),
    relation: want.relation,
    sex: want.sex,
    birthDate,
    identityNumber: freeIdentity(chance, options.areaCode, birthDate, want.sex, taken),
    phone: want.age >= 16 && want.age < 75 && chance.happens(0.9) ? freePhone(chance, taken) : null,
    partyMember: want.age >= 20 && chance.happens(0.07),
    presence: want.age >= 18 && want.age < 55 && chance.happens(0.22) ? 'away' : 'resident',
    tags: tagsOf(chance, want.age),
  }
}

/** A name put together by chance. */
export function makeName(chance: Chance): string {
  return chance.pick([...surnames]) + givenName(chance, chance.happens(0.5) ? 'male' : 'female')
}

function givenName(chance: Chance, sex: SamplePerson['sex']): string {
  const words = [...(sex === 'male' ? maleWords : femaleWords)]
  return chance.happens(0.22) ? chance.pick(words) : chance.pick(words) + chance.pick(words)
}

function freeIdentity(
  chance: Chance,
  areaCode: string,
  birthDate: string,
  sex: 'male' | 'female',
  taken: Set<string>,
): string {
  for (;;) {
    const sequence = chance.int(0, 499) * 2 + (sex === 'male' ? 1 : 0)
    const number = makeIdentityNumber(areaCode, birthDate, sequence)
    if (!taken.has(number)) {
      taken.add(number)
      return number
    }
  }
}

/** 140 is a range of machines (IoT), so no person's telephone can ring. */
function freePhone(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const phone = `1400${String(chance.int(0, 9_999_999)).padStart(7, '0')}`
    if (!taken.has(phone)) {
      taken.add(phone)
      return phone
    }
  }
}

function tagsOf(chance: Chance, age: number): string[] {
  const tags: string[] = []
  if (chance.happens(0.02)) tags.push('low_income')
  if (chance.happens(0.025)) tags.push('disabled')
  if (age > 72 && chance.happens(0.1)) tags.push('elder_alone')
  if (age > 20 && age < 70 && chance.happens(0.03)) tags.push('veteran')
  if (age > 25 && age < 70 && chance.happens(0.04)) tags.push('volunteer')
  return tags
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
