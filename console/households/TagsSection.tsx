import { AutoComplete, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { addTag, endTag, knownTags } from '../../modules/households/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { type Household, tagName } from './household-types.ts'
import { householdsLocale } from './locale.ts'

/** Tags and posts, each with its days and where it is written. */
export function TagsSection({ household }: { household: Household }) {
  const t = useWords(householdsLocale)
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Household['tagRows'][number]>()
  const names = new Map(household.people.map((person) => [person.id, person.name]))
  return (
    <Section
      title={t('tagsAndPosts')}
      extra={
        household.may.manage && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('addTag')}
          </Button>
        )
      }
    >
      {household.tagRows.length === 0 && <p className="quiet">{t('noTags')}</p>}
      <ul className="plain-list">
        {household.tagRows.map((tag) => (
          <li key={tag.id}>
            <span className="state-tag">{say(tag.label)}</span>
            {tag.personId && <strong>{names.get(tag.personId)}</strong>}
            <span>
              {tag.to
                ? t('fromTo', { from: showDate(tag.from), to: showDate(tag.to) })
                : t('since', { date: showDate(tag.from) })}
            </span>
            <span className="quiet">{tag.source}</span>
            {household.may.manage && !tag.to && (
              <Button size="small" type="link" onClick={() => setEnding(tag)}>
                {t('endTag')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AddTagDialog household={household} open={adding} close={() => setAdding(false)} />
      {ending && <EndTagDialog tag={ending} close={() => setEnding(undefined)} />}
    </Section>
  )
}

interface NewTag {
  tag: string
  personId?: string
  from: string
  source: string
}

function AddTagDialog({
  household,
  open,
  close,
}: {
  household: Household
  open: boolean
  close: () => void
}) {
  const t = useWords(householdsLocale)
  const act = useAct(addTag, close)
  const words = Object.keys(knownTags).map((tag) => ({ value: tagName(tag), key: tag }))
  return (
    <ActDialog<NewTag>
      open={open}
      title={t('addTag')}
      verb={t('addTag')}
      initial={{ from: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ tag, personId, ...values }) =>
        act.run({
          params: { householdId: household.id },
          body: {
            ...values,
            tag: words.find((word) => word.value === tag)?.key ?? tag,
            personId: personId ?? null,
          },
        })
      }
    >
      <Form.Item
        name="tag"
        label={t('tag')}
        extra={t('tagHelp')}
        rules={[{ required: true, message: t('tagMissing') }]}
      >
        <AutoComplete
          options={words}
          showSearch={{ filterOption: (input, option) => (option?.value ?? '').includes(input) }}
        />
      </Form.Item>
      <Form.Item name="personId" label={t('whose')}>
        <Select
          allowClear
          placeholder={t('wholeHousehold')}
          options={household.people.map((person) => ({ value: person.id, label: person.name }))}
        />
      </Form.Item>
      <Form.Item name="from" label={t('fromDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="source"
        label={t('source')}
        extra={t('sourceHelp')}
        rules={[{ required: true, message: t('sourceMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}

function EndTagDialog({ tag, close }: { tag: Household['tagRows'][number]; close: () => void }) {
  const t = useWords(householdsLocale)
  const act = useAct(endTag, close)
  return (
    <ActDialog<{ on: string; reason: string }>
      open
      title={t('endTagOf', { tag: say(tag.label) })}
      verb={t('endTag')}
      initial={{ on: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => act.run({ params: { tagId: tag.id }, body })}
    >
      <Form.Item name="on" label={t('lastDay')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, message: t('reasonMissing') }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
