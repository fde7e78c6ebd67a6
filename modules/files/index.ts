export { countFiles } from './store.ts'
