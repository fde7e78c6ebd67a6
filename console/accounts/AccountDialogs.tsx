import { Checkbox, Form, Input, Select } from 'antd'
import { roles } from '../../engines/access/access.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import {
  changeAccount,
  endRole,
  giveRole,
  resetSignIn,
  role,
  setAccountState,
} from '../../modules/accounts/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { labelled } from '../shell/phrases.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import type { AccountRow } from './account-row.ts'
import { accountsLocale } from './locale.ts'

interface DialogProps {
  account: AccountRow
  open: boolean
  close: () => void
}

const countyOf = (account: AccountRow) => ({ county: account.placeCode.slice(0, 6) })

function ReasonItem() {
  const t = useWords(accountsLocale)
  return (
    <Form.Item name="reason" label={t('reason')} rules={[{ required: true, message: t('reasonMissing') }]}>
      <Input.TextArea rows={2} maxLength={200} />
    </Form.Item>
  )
}

interface Giving {
  role: (typeof role)['options'][number]
  place: string
  from: string
  to?: string | null
  reason: string
}

export function GiveRoleDialog({ account, open, close }: DialogProps) {
  const t = useWords(accountsLocale)
  const act = useAct(giveRole, close)
  return (
    <ActDialog<Giving>
      open={open}
      title={t('giveRoleTo', { name: account.name })}
      verb={t('giveRole')}
      initial={{ from: today(), place: account.placeCode }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ place, to, ...values }) =>
        act.run({
          params: { accountId: account.id },
          query: countyOf(account),
          body: { ...values, scope: scopeOf(place), to: to ?? null },
        })
      }
    >
      <Form.Item name="role" label={t('role')} rules={[{ required: true, message: t('roleMissing') }]}>
        <Select options={role.options.map((value) => ({ value, label: say(roles[value]) }))} />
      </Form.Item>
      <Form.Item
        name="place"
        label={t('scope')}
        extra={t('scopeHelp')}
        rules={[{ required: true, message: t('placeMissing') }]}
      >
        <PlacePicker />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="from" label={t('termFrom')} rules={[{ required: true }]}>
          <DateField />
        </Form.Item>
        <Form.Item name="to" label={t('termTo')}>
          <DateField allowClear />
        </Form.Item>
      </div>
      <ReasonItem />
    </ActDialog>
  )
}

interface EndProps {
  account: AccountRow
  grant: AccountRow['grants'][number]
  close: () => void
}

export function EndRoleDialog({ account, grant, close }: EndProps) {
  const t = useWords(accountsLocale)
  const act = useAct(endRole, close)
  return (
    <ActDialog<{ on: string; reason: string }>
      open
      title={t('endRoleOf', { name: account.name, role: say(roles[grant.role]) })}
      verb={t('endRole')}
      effect={<p>{t('endRoleEffect')}</p>}
      initial={{ on: addDays(today(), -1) }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) =>
        act.run({ params: { accountId: account.id, grantId: grant.id }, query: countyOf(account), body })
      }
    >
      <Form.Item name="on" label={t('lastDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <ReasonItem />
    </ActDialog>
  )
}

export function StateDialog({
  account,
  next,
  close,
}: {
  account: AccountRow
  next: AccountRow['state']
  close: () => void
}) {
  const t = useWords(accountsLocale)
  const act = useAct(setAccountState, close)
  const verb = next === 'locked' ? t('lock') : next === 'active' ? t('unlock') : t('closeAccount')
  return (
    <ActDialog<{ reason: string }>
      open
      danger={next === 'closed'}
      title={labelled(verb, account.name)}
      verb={verb}
      effect={<p>{t(`effect_${next}`)}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ reason }) =>
        act.run({
          params: { accountId: account.id },
          query: countyOf(account),
          body: { state: next, revision: account.revision, reason },
        })
      }
    >
      <ReasonItem />
    </ActDialog>
  )
}

interface Resetting {
  password?: string
  removeSecondFactor?: boolean
  removeSingleSignOn?: boolean
  reason: string
}

export function ResetDialog({ account, open, close }: DialogProps) {
  const t = useWords(accountsLocale)
  const act = useAct(resetSignIn, close)
  return (
    <ActDialog<Resetting>
      open={open}
      title={t('resetFor', { name: account.name })}
      verb={t('resetSignIn')}
      effect={<p>{t('resetEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({
          params: { accountId: account.id },
          query: countyOf(account),
          body: {
            password: values.password || null,
            removeSecondFactor: values.removeSecondFactor ?? false,
            removeSingleSignOn: values.removeSingleSignOn ?? false,
            reason: values.reason,
          },
        })
      }
    >
      <Form.Item
        name="password"
        label={t('newPassword')}
        extra={t('newPasswordKeeps')}
        rules={[{ min: 10, message: t('passwordShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="removeSecondFactor" valuePropName="checked">
        <Checkbox>{t('removeSecondFactor')}</Checkbox>
      </Form.Item>
      <Form.Item name="removeSingleSignOn" valuePropName="checked">
        <Checkbox>{t('removeSingleSignOn')}</Checkbox>
      </Form.Item>
      <ReasonItem />
    </ActDialog>
  )
}

export function ChangeDialog({ account, open, close }: DialogProps) {
  const t = useWords(accountsLocale)
  const act = useAct(changeAccount, close)
  return (
    <ActDialog<{ name: string; phone?: string }>
      open={open}
      title={t('changeOf', { name: account.name })}
      verb={t('saveAccount')}
      initial={{ name: account.name }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ name, phone }) =>
        act.run({
          params: { accountId: account.id },
          query: countyOf(account),
          body: { revision: account.revision, name, ...(phone ? { phone } : {}) },
        })
      }
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('nameMissing') }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('phone')}
        extra={t('phoneKeeps')}
        rules={[{ pattern: /^1[0-9]{10}$/, message: t('phoneWrong') }]}
      >
        <Input inputMode="numeric" maxLength={11} placeholder={account.phoneMasked ?? ''} />
      </Form.Item>
    </ActDialog>
  )
}
