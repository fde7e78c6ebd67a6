export { loadSample } from './load-sample.ts'
export { makeChance } from './make-random.ts'
export { makeRoll } from './make-roll.ts'
export { sampleAccounts, samplePassword, sampleVillage, sampleVillagers } from './sample-people.ts'
