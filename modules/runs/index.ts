export { runErrors } from './errors.ts'
export { runActions } from './permissions.ts'
