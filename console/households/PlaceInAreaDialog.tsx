import { App, Form, Select } from 'antd'
import { placeInArea } from '../../modules/households/contract.ts'
import { areaKindNames, listAreas } from '../../modules/territory/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed, labelled } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import type { HouseholdRow } from './household-types.ts'
import { householdsLocale } from './locale.ts'

interface PlaceInAreaProps {
  /** The chosen households; undefined while the dialog is closed. */
  households: HouseholdRow[] | undefined
  close: () => void
  placed: () => void
}

/** Chosen households placed in a group, grid or cell from a day on. */
export function PlaceInAreaDialog({ households, close, placed }: PlaceInAreaProps) {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const { message } = App.useApp()
  const areas = useAsk(listAreas, households ? { query: { placeCode: place.code } } : null)
  const act = useAct(placeInArea, (reply) => {
    close()
    placed()
    void message.success(t('placedResult', { placed: reply.placed, unchanged: reply.unchanged }))
  })
  return (
    <ActDialog<{ areaId: string; on: string }>
      open={households !== undefined}
      title={t('placeTitle', { count: households?.length ?? 0 })}
      verb={t('placeInArea')}
      initial={{ on: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ body: { ...values, householdIds: (households ?? []).map((household) => household.id) } })
      }
    >
      <Form.Item name="areaId" label={t('whichArea')} rules={[{ required: true, message: t('areaMissing') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(areas.data?.rows ?? []).map((area) => ({
            value: area.id,
            label: labelled(bracketed(area.system, say(areaKindNames[area.kind])), area.name),
          }))}
        />
      </Form.Item>
      <Form.Item name="on" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
    </ActDialog>
  )
}
