import { defineLocale } from '../shell/language.ts'

export const territoryLocale = defineLocale('territory', {
  zh: { pickPlace: '输入名称或拼音首字母', noPlaceFound: '没有找到这个地方' },
  en: { pickPlace: 'Type a name or its pinyin initials', noPlaceFound: 'No such place' },
})
