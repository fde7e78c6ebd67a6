import { Button } from 'antd'
import { useState } from 'react'
import { changeText } from '../../modules/schemes/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { AddItemDialog } from './AddItemDialog.tsx'
import { schemesLocale } from './locale.ts'
import { RenameItemDialog } from './RenameItemDialog.tsx'
import { SwitchOffDialog } from './SwitchOffDialog.tsx'
import { booksOf, type SchemeBook, type SchemeDocument, type SchemeItem } from './scheme-types.ts'

type Doing =
  | { kind: 'rename' | 'off'; book: SchemeBook; item: SchemeItem }
  | { kind: 'add'; book: SchemeBook }

/** Items of the place's own text: added, renamed, switched off from a day; core items stay. */
export function ItemsTab({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const act = useAct(changeText, close)
  const write = (edits: { path: string; value: unknown }[]) =>
    act.run({
      params: { schemeId: scheme.id },
      body: { placeCode: place.code, revision: scheme.copy?.revision ?? 0, edits },
    })
  const at = (book: SchemeBook, item: SchemeItem) => `points.${book.key}.items.${item.key}`
  const dialog = { busy: act.busy, error: act.error, close }
  return (
    <>
      <p>{t('itemsHelp')}</p>
      {doing === null && <Fault error={act.error} />}
      {booksOf(scheme).map((book) => (
        <Section
          key={book.key}
          title={say(book.name)}
          extra={<Button onClick={() => setDoing({ kind: 'add', book })}>{t('addItem')}</Button>}
          flush
        >
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('item')}</th>
                <th scope="col">{t('category')}</th>
                <th scope="col">{t('direction')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('acts')}</th>
              </tr>
            </thead>
            <tbody>
              {book.items.map((item) => (
                <tr key={item.key}>
                  <th scope="row">{say(item.name)}</th>
                  <td>{categoryOf(book, item)}</td>
                  <td>{t(`direction_${item.direction}`)}</td>
                  <td>
                    {item.core && <StateTag tone="official">{t('coreItem')}</StateTag>}
                    {item.to ? (
                      <StateTag tone="quiet">{t('offFrom', { date: showDate(item.to) })}</StateTag>
                    ) : (
                      <StateTag tone="done">{t('itemOn')}</StateTag>
                    )}
                  </td>
                  <td>
                    <div className="row-of-buttons">
                      <Button
                        size="small"
                        aria-label={t('renameOf', { name: say(item.name) })}
                        onClick={() => setDoing({ kind: 'rename', book, item })}
                      >
                        {t('rename')}
                      </Button>
                      {!item.core &&
                        (item.to ? (
                          <Button
                            size="small"
                            aria-label={t('switchOnOf', { name: say(item.name) })}
                            loading={act.busy}
                            onClick={() => void write([{ path: `${at(book, item)}.to`, value: null }])}
                          >
                            {t('switchOn')}
                          </Button>
                        ) : (
                          <Button
                            size="small"
                            aria-label={t('switchOffOf', { name: say(item.name) })}
                            onClick={() => setDoing({ kind: 'off', book, item })}
                          >
                            {t('switchOff')}
                          </Button>
                        ))}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
      {doing?.kind === 'rename' && (
        <RenameItemDialog
          {...dialog}
          item={doing.item}
          keep={(name) => write([{ path: `${at(doing.book, doing.item)}.name`, value: name }])}
        />
      )}
      {doing?.kind === 'off' && (
        <SwitchOffDialog
          {...dialog}
          item={doing.item}
          keep={(day) => write([{ path: `${at(doing.book, doing.item)}.to`, value: day }])}
        />
      )}
      {doing?.kind === 'add' && (
        <AddItemDialog
          {...dialog}
          book={doing.book}
          keep={(item) => write([{ path: `points.${doing.book.key}.items.${item.key}`, value: item }])}
        />
      )}
    </>
  )
}

function categoryOf(book: SchemeBook, item: SchemeItem): string {
  const found = book.categories.find((one) => one.key === item.category)
  return found ? say(found.name) : item.category
}
