import type { ActionTable } from '../../engines/access/access.ts'

export const auditActions = {
  'audit.read': {
    zh: '查看操作日志',
    en: 'Read the audit log',
    roles: ['auditor', 'county_officer', 'supervisor', 'secretary'],
  },
  'audit.verify': { zh: '核对操作日志', en: 'Verify the audit log', roles: ['auditor', 'county_officer'] },
} as const satisfies ActionTable
