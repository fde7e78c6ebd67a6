export { auditActions } from './permissions.ts'
