export { runErrors } from './errors.ts'
