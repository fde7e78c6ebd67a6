import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { revealField } from '../../modules/households/contract.ts'
import { presences } from '../../modules/households/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { EditPersonDialog } from './EditPersonDialog.tsx'
import { type Member, relationName } from './household-types.ts'
import { householdsLocale } from './locale.ts'
import './households.css'

interface MembersTableProps {
  people: Member[]
  mayReveal: boolean
  mayEdit?: boolean
  /** Who left: with the day and the reason. */
  former?: boolean
}

export function MembersTable({ people, mayReveal, mayEdit, former }: MembersTableProps) {
  const t = useWords(householdsLocale)
  const [editing, setEditing] = useState<Member>()
  const [revealing, setRevealing] = useState<{ person: Member; field: 'identity' | 'phone' }>()
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('relation')}</th>
            <th scope="col">{t('sexAndAge')}</th>
            <th scope="col">{t('identity')}</th>
            <th scope="col">{t('phone')}</th>
            <th scope="col">{former ? t('left') : t('presence')}</th>
            {mayEdit && <th scope="col">{t('edit')}</th>}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={`${person.id} ${person.from}`}>
              <td>
                <strong>{person.name}</strong>
                {person.partyMember && <span className="state-tag member-mark">{t('partyMember')}</span>}
                {person.under14 && (
                  <div className="quiet">
                    {t('guardianIs', { name: person.guardianName ?? t('noGuardian') })}
                  </div>
                )}
              </td>
              <td>{relationName(person.relation)}</td>
              <td>
                {t(`sex_${person.sex}`)} {person.ageYears !== null && t('age', { years: person.ageYears })}
              </td>
              <td className="figure-text">
                {person.identityMasked ?? '—'}
                {mayReveal && person.identityMasked && (
                  <Button
                    size="small"
                    type="link"
                    onClick={() => setRevealing({ person, field: 'identity' })}
                  >
                    {t('reveal')}
                  </Button>
                )}
              </td>
              <td className="figure-text">
                {person.phoneMasked ?? '—'}
                {mayReveal && person.phoneMasked && (
                  <Button size="small" type="link" onClick={() => setRevealing({ person, field: 'phone' })}>
                    {t('reveal')}
                  </Button>
                )}
              </td>
              <td>
                {former
                  ? person.diedOn
                    ? t('diedOn', { date: showDate(person.diedOn) })
                    : `${person.to ? showDate(person.to) : ''} ${person.reasonOut ?? ''}`
                  : say(presences[person.presence])}
              </td>
              {mayEdit && (
                <td>
                  <Button size="small" type="link" onClick={() => setEditing(person)}>
                    {t('edit')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {editing && <EditPersonDialog person={editing} people={people} close={() => setEditing(undefined)} />}
      {revealing && <RevealDialog {...revealing} close={() => setRevealing(undefined)} />}
    </>
  )
}

interface RevealProps {
  person: Member
  field: 'identity' | 'phone'
  close: () => void
}

/** A whole number is shown for a reason, which is written to the audit log. */
function RevealDialog({ person, field, close }: RevealProps) {
  const t = useWords(householdsLocale)
  const { modal } = App.useApp()
  const act = useAct(revealField, (reply) => {
    close()
    void modal.info({
      title: t(`revealed_${field}`, { name: person.name }),
      content: <code>{reply.value ?? '—'}</code>,
    })
  })
  return (
    <ActDialog<{ reason: string }>
      open
      title={t(`reveal_${field}`, { name: person.name })}
      verb={t('reveal')}
      effect={<p>{t('revealEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ reason }) => act.run({ params: { personId: person.id }, body: { field, reason } })}
    >
      <Form.Item
        name="reason"
        label={t('whyReveal')}
        rules={[{ required: true, min: 4, message: t('reasonShort') }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
