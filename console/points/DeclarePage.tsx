import { App, Button, Form, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { declareClaim } from '../../modules/points/contract.ts'
import { useAct } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { FormPage } from '../shell/FormPage.tsx'
import { today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { BookChooser } from './BookChooser.tsx'
import { bookKeyOf, useBooks } from './books.ts'
import type { Book } from './claim-state.ts'
import { type Declaration, DeclareFields, declarationBody } from './DeclareFields.tsx'
import { pointsLocale } from './locale.ts'

/** A deed declared for a household that said so in person, by phone or on paper, or that the cadre saw. */
export function DeclarePage() {
  const t = useWords(pointsLocale)
  const { book, waits } = useBooks()
  if (!book)
    return (
      <Page title={t('declareTitle')} narrow>
        <Section>
          {!waits && (
            <EmptyState
              title={t('noBook')}
              text={t('noBookHelp')}
              action={<Link to="/schemes">{t('toSchemes')}</Link>}
            />
          )}
        </Section>
      </Page>
    )
  return <DeclareForm key={bookKeyOf(book)} book={book} />
}

function DeclareForm({ book }: { book: Book }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { message } = App.useApp()
  const [form] = Form.useForm<Declaration>()
  const [another, setAnother] = useState(false)
  const act = useAct(declareClaim, (reply) => {
    if (!another) return void navigate(`/points/claims/${reply.id}`)
    void message.success(t('declaredOne', { head: reply.subjectName }))
    // The next household is declared for the same deed on the same day.
    form.setFieldsValue({
      householdId: undefined,
      personId: undefined,
      groupId: undefined,
      evidence: [],
      proxy: undefined,
    })
    form.getFieldInstance('householdId')?.focus()
  })
  return (
    <FormPage<Declaration>
      title={t('declareTitle')}
      intro={
        <div className="row-of-buttons">
          <BookChooser />
          {may('points.declare_for_others') && (
            <Segmented
              aria-label={t('oneOrMany')}
              value="one"
              options={[
                { value: 'one', label: t('oneHousehold') },
                { value: 'many', label: t('manyHouseholds') },
              ]}
              onChange={(value) =>
                value === 'many' && void navigate(`/points/declare/batch?book=${bookKeyOf(book)}`)
              }
            />
          )}
        </div>
      }
      back={{ to: '/points/claims', label: t('claimsTitle') }}
      form={form}
      draftKey={`declare.${place.code}.${bookKeyOf(book)}`}
      initial={{
        occurredOn: today(),
        channel: 'cadre',
        medium: 'console',
        quantity: 100,
        ...(params.get('household') ? { householdId: params.get('household')! } : {}),
        ...(params.get('person') ? { personId: params.get('person')! } : {}),
        ...(params.get('group') ? { groupId: params.get('group')! } : {}),
      }}
      submit={t('submitClaim')}
      busy={act.busy}
      error={act.error}
      onSubmit={(values) => act.run({ body: declarationBody(values, book, place.code) })}
      more={
        <Button htmlType="submit" loading={act.busy} onClick={() => setAnother(true)}>
          {t('submitAndNext')}
        </Button>
      }
    >
      <DeclareFields book={book} form={form} placeCode={place.code} />
    </FormPage>
  )
}
