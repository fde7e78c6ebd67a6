import { Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { previewStatement, publishStatement } from '../../modules/funds/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showPeriod, showYuan, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import type { Fund } from './fund-types.ts'
import { fundsLocale } from './locale.ts'

/** The next period's income and spending, to be hung out as a list. */
export function PublishDialog({ fund, close }: { fund: Fund; close: () => void }) {
  const t = useWords(fundsLocale)
  const navigate = useNavigate()
  const period = fund.nextPeriod
  const preview = useAsk(previewStatement, { params: { fundId: fund.id }, query: { period } })
  const act = useAct(publishStatement, (reply) => {
    close()
    void navigate(`/publicity/${reply.listId}`)
  })
  const money = preview.data?.money
  return (
    <ActDialog<{ opensOn: string; spot: string }>
      open
      width={640}
      title={t('publishTitle', { period: showPeriod(period) })}
      verb={t('publish')}
      effect={
        <>
          <p>{t('publishEffect')}</p>
          {money && (
            <Figures
              items={[
                { label: t('opening'), value: showYuan(money.openingFen) },
                { label: t('income'), value: showYuan(money.incomeFen) },
                { label: t('spending'), value: showYuan(money.spendingFen) },
                { label: t('closing'), value: showYuan(money.closingFen) },
              ]}
            />
          )}
          {preview.data && preview.data.waiting > 0 && (
            <p>{t('waitingInPeriod', { count: preview.data.waiting })}</p>
          )}
        </>
      }
      initial={{ opensOn: today(), spot: localStorage.getItem(`shanzhi.spot.${fund.placeCode}`) ?? '' }}
      busy={act.busy}
      error={act.error ?? preview.error}
      close={close}
      onSubmit={(values) => void act.run({ params: { fundId: fund.id }, body: { period, ...values } })}
    >
      <Form.Item name="opensOn" label={t('opensOn')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="spot"
        label={t('spot')}
        rules={[{ required: true, min: 2, message: t('spotMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ActDialog>
  )
}
