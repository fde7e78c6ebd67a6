import { defineLocale } from '../shell/language.ts'

export const householdsLocale = defineLocale('households', {
  zh: {
    pickHousehold: '输入姓名、拼音首字母、户号或电话',
    searching: '正在查找',
    noHouseholdFound: '没有找到这样的农户',
  },
  en: {
    pickHousehold: 'Type a name, pinyin, number or phone',
    searching: 'Searching',
    noHouseholdFound: 'No such household',
  },
})
