import { App, Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import { listBoards, proposeListing } from '../../modules/boards/contract.ts'
import { getHousehold } from '../../modules/households/contract.ts'
import { HouseholdPicker } from '../households/HouseholdPicker.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { FormPage } from '../shell/FormPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { boardsLocale } from './locale.ts'

interface Proposing {
  board: string
  householdId: string
  personId?: string
  groundKey: string
  reason: string
  evidence: string[]
}

/** Proposes a household or person for a red or black board; another person decides. */
export function ProposePage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [form] = Form.useForm<Proposing>()
  const asked = useAsk(listBoards, { query: { place: place.code } })
  const boards = (asked.data ?? []).filter((one) => one.unit !== null)
  const keyOf = (one: (typeof boards)[number]) => `${one.adoptionId} ${one.key}`
  const chosen = Form.useWatch('board', form)
  const board = boards.find((one) => keyOf(one) === chosen)
  const householdId = Form.useWatch('householdId', form)
  const members = useAsk(
    getHousehold,
    board?.unit === 'person' && householdId ? { params: { householdId } } : null,
  )
  const act = useAct(proposeListing, () => {
    void message.success(t('proposedDone'))
    void navigate('/boards/listings')
  })
  return (
    <FormPage<Proposing>
      title={t('propose')}
      intro={t('listingsIntro')}
      back={{ to: '/boards/listings', label: t('listings') }}
      form={form}
      initial={{ evidence: [] }}
      submit={t('propose')}
      busy={act.busy}
      error={act.error}
      onSubmit={({ personId, board: _, ...values }) =>
        board &&
        act.run({
          body: {
            ...values,
            placeCode: place.code,
            adoptionId: board.adoptionId,
            boardKey: board.key,
            personId: board.unit === 'person' ? (personId ?? null) : null,
          },
        })
      }
    >
      <Form.Item name="board" label={t('board')} rules={[{ required: true, message: t('boardMissing') }]}>
        <Select options={boards.map((one) => ({ value: keyOf(one), label: say(one.name) }))} />
      </Form.Item>
      <Form.Item
        name="groundKey"
        label={t('ground')}
        rules={[{ required: true, message: t('groundMissing') }]}
      >
        <Select options={(board?.grounds ?? []).map((one) => ({ value: one.key, label: say(one.name) }))} />
      </Form.Item>
      <Form.Item
        name="householdId"
        label={t('household')}
        rules={[{ required: true, message: t('householdMissing') }]}
      >
        <HouseholdPicker />
      </Form.Item>
      {board?.unit === 'person' && (
        <Form.Item name="personId" label={t('person')} extra={t('personHelp')} rules={[{ required: true }]}>
          <Select options={(members.data?.people ?? []).map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={500} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')} extra={t('evidenceHelp')}>
        <EvidenceField purpose="evidence" placeCode={place.code} />
      </Form.Item>
    </FormPage>
  )
}
