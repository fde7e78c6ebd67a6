export { exportErrors } from './errors.ts'
export { mountList, mountWorkbook } from './mount-list.ts'
export { exportActions } from './permissions.ts'
