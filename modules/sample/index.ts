export { loadSample } from './load-sample.ts'
export { sampleAccounts, samplePassword, sampleVillage, sampleVillagers } from './sample-people.ts'
