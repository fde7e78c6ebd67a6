import { App } from 'antd'
import { settlePublicity } from '../../modules/publicity/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { Figures } from '../shell/Figures.tsx'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import type { PublicityList } from './cells.tsx'
import { publicityLocale } from './locale.ts'

/** The days have passed: undisputed lines take effect, disputed ones are held. */
export function SettleDialog({
  list,
  open,
  close,
}: {
  list: PublicityList
  open: boolean
  close: () => void
}) {
  const t = useWords(publicityLocale)
  const { modal } = App.useApp()
  const act = useAct(settlePublicity, (reply) => {
    close()
    void modal.success({ title: t('settledResult', { settled: reply.settled, held: reply.held }) })
  })
  return (
    <ActDialog
      open={open}
      title={t('settleTitle', { title: list.title })}
      verb={t('settle')}
      effect={
        <>
          <p>{t('settleEffect')}</p>
          <Figures
            items={[
              { label: t('takesEffect'), value: showCount(list.lines - list.objectionsOpen) },
              { label: t('isHeld'), value: showCount(list.objectionsOpen) },
            ]}
          />
        </>
      }
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={() => act.run({ params: { listId: list.id }, body: {} })}
    />
  )
}
