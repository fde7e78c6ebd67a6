/** Endings of official village names, longest first, and what is said in their place. */
const villageEndings: readonly (readonly [string, string])[] = [
  ['村村民委员会', '村'],
  ['村居民委员会', '村'],
  ['社区居民委员会', '社区'],
  ['社区村民委员会', '社区'],
  ['嘎查村民委员会', '嘎查'],
  ['村民委员会', '村'],
  ['居民委员会', '居委会'],
  ['社区居委会', '社区'],
  ['社区委员会', '社区'],
  ['嘎查村委会', '嘎查'],
  ['嘎查委员会', '嘎查'],
  ['村村委会', '村'],
  ['村委员会', '村'],
  ['村委会', '村'],
]
const townEndings: readonly (readonly [string, string])[] = [
  ['街道办事处', '街道'],
  ['街道办', '街道'],
  ['乡人民政府', '乡'],
  ['镇人民政府', '镇'],
]

/**
 * A division's name as people say it: 通界村村民委员会 gives 通界村. A name that is nothing but its ending
 * (a lone 居民委员会) stays whole.
 */
export function decideShortName(name: string): string {
  for (const [ending, said] of [...villageEndings, ...townEndings]) {
    if (name.length > ending.length && name.endsWith(ending)) return name.slice(0, -ending.length) + said
  }
  return name
}

/** Levels that the official list fills with a word of arrangement and not with a place; paths leave them out. */
const fillers = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** The path of short names from the province down: 浙江省 / 嘉兴市 / 平湖市 / 当湖街道. */
export function decidePath(shortNames: readonly string[]): string {
  return shortNames.filter((name) => !fillers.has(name)).join(' / ')
}
