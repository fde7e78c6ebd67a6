import { App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { type enrolment, joinScheme, listEnrolments } from '../../modules/points/contract-enrolments.ts'
import { enrolmentsList } from '../../modules/points/contract-lists.ts'
import { HouseholdPicker } from '../households/HouseholdPicker.tsx'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPercent, today } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { BookChooser } from './BookChooser.tsx'
import { useBooks } from './books.ts'
import { LeaveDialog } from './LeaveDialog.tsx'
import { pointsLocale } from './locale.ts'
import { PersonPicker } from './SubjectFields.tsx'

type Enrolment = z.infer<typeof enrolment>

/** Taking part is the household's own choice: who agreed, when, on whose behalf; it can be withdrawn. */
export function EnrolmentsPage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const [joining, setJoining] = useState(false)
  const [leaving, setLeaving] = useState<Enrolment>()
  return (
    <>
      <ListPage
        title={t('enrolmentsTitle')}
        intro={t('enrolmentsIntro')}
        back={{ to: '/points/passbooks', label: t('passbooksTitle') }}
        actions={
          <>
            <BookChooser />
            {may('points.enrol') && (
              <Button type="primary" onClick={() => setJoining(true)}>
                {t('join')}
              </Button>
            )}
          </>
        }
        above={(reply) => (
          <Figures
            items={[
              {
                label: t('joinedHouseholds'),
                value: showCount(reply.joined),
                unit: t('householdUnit'),
                note: showPercent(reply.joined, reply.households),
              },
              {
                label: t('allHouseholds'),
                value: showCount(reply.households),
                unit: t('householdUnit'),
                to: '/households',
              },
            ]}
          />
        )}
        route={listEnrolments}
        query={(state) => ({
          place: place.code,
          search: state.search,
          page: state.page,
          pageSize: state.pageSize,
          sort: (state.sort || 'number') as 'number',
          state: (state.filter('state') ?? 'all') as 'all',
        })}
        list={{
          definition: enrolmentsList,
          rowKey: (row) => row.id,
          defaultSort: 'number',
          searchHint: t('enrolmentsSearch'),
          shows: {
            head: (row) => <Link to={`/households/${row.householdId}`}>{row.headName}</Link>,
            state: (row) =>
              row.leftOn ? (
                <StateTag tone="quiet">{t('leftOn', { date: showDate(row.leftOn) })}</StateTag>
              ) : (
                <span className="row-of-buttons">
                  <StateTag tone="done">{t('takesPart')}</StateTag>
                  {may('points.enrol') && (
                    <Button size="small" type="link" onClick={() => setLeaving(row)}>
                      {t('leave')}
                    </Button>
                  )}
                </span>
              ),
          },
          empty: { title: t('noEnrolments'), text: t('noEnrolmentsHelp') },
        }}
      />
      <JoinDialog open={joining} close={() => setJoining(false)} />
      <LeaveDialog enrolment={leaving} close={() => setLeaving(undefined)} />
    </>
  )
}

interface Joining {
  householdId: string
  personId?: string
  joinedOn: string
  agreedBy: string
  readBack: boolean
}

/** Each person takes part for herself; for a child under 14 the guardian agrees. */
function JoiningPerson() {
  const t = useWords(pointsLocale)
  const form = Form.useFormInstance<Joining>()
  const householdId: string | undefined = Form.useWatch('householdId', form)
  return (
    <Form.Item
      name="personId"
      label={t('whichPerson')}
      extra={t('joiningPersonHelp')}
      rules={[{ required: true, message: t('personMissing') }]}
    >
      <PersonPicker householdId={householdId} />
    </Form.Item>
  )
}

function JoinDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const { book } = useBooks()
  const { modal } = App.useApp()
  const act = useAct(joinScheme, (reply) => {
    close()
    void modal.success({
      title: t('joinedReceipt', {
        head: reply.headName,
        number: reply.householdNumber,
        date: showDate(reply.joinedOn),
      }),
      content: t('joinedReceiptText', { agreedBy: reply.agreedBy }),
    })
  })
  return (
    <ActDialog<Joining>
      open={open}
      title={t('joinTitle')}
      verb={t('join')}
      initial={{ joinedOn: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ householdId, personId, joinedOn, agreedBy }) =>
        book &&
        act.run({
          body: {
            placeCode: place.code,
            adoptionId: book.adoptionId,
            householdId,
            personId: personId ?? null,
            joinedOn,
            agreedBy,
          },
        })
      }
    >
      <Form.Item
        name="householdId"
        label={t('household')}
        rules={[{ required: true, message: t('householdMissing') }]}
      >
        <HouseholdPicker />
      </Form.Item>
      {book?.joins === 'person' && <JoiningPerson />}
      <Form.Item
        name="agreedBy"
        label={t('agreedBy')}
        rules={[{ required: true, message: t('agreedByMissing') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="joinedOn" label={t('joinedOn')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item
        name="readBack"
        valuePropName="checked"
        rules={[
          {
            validator: (_rule, value) =>
              value ? Promise.resolve() : Promise.reject(new Error(t('joinReadMissing'))),
          },
        ]}
      >
        <Checkbox>{t('joinRead')}</Checkbox>
      </Form.Item>
    </ActDialog>
  )
}
