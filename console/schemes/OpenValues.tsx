import { Button } from 'antd'
import { useState } from 'react'
import { useDraft } from '../shell/draft.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { useKeepValues } from './keep-values.ts'
import { schemesLocale } from './locale.ts'
import { type SchemeDocument, type SchemeValue, type Settled, showValue } from './scheme-types.ts'
import { ValueField } from './ValueField.tsx'

type Filled = Record<string, Settled | null>
const keyOf = (value: SchemeValue) => `${value.path} ${value.from}`

/** What the source leaves open: the village chooses, nothing is filled in by itself. */
export function OpenValues({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const may = useMay()
  const draft = useDraft<Filled>(`scheme.${scheme.id}.${place.code}`)
  const [filled, setFilled] = useState<Filled>(draft.found?.values ?? {})
  const act = useKeepValues(scheme, t('decidedHere'), () => {
    draft.drop()
    setFilled({})
  })
  const open = scheme.values.filter((value) => value.open)
  const ready = open.filter((value) => filled[keyOf(value)] !== undefined && filled[keyOf(value)] !== null)
  const fill = (next: Filled) => {
    setFilled(next)
    draft.keep(next)
  }
  if (open.length === 0)
    return (
      <Section>
        <EmptyState title={t('nothingOpen')} text={t('nothingOpenHelp')} />
      </Section>
    )
  const editable = may('schemes.adapt')
  return (
    <>
      <p>{t('openIntro')}</p>
      <Section flush>
        <OpenTable
          open={open}
          filled={filled}
          editable={editable}
          fill={(key, settled) => fill({ ...filled, [key]: settled })}
        />
      </Section>
      <Fault error={act.error} />
      {editable && (
        <div className="row-of-buttons">
          <Button
            type="primary"
            disabled={ready.length === 0}
            loading={act.busy}
            onClick={() =>
              void act.run(
                ready.map((value) => ({
                  path: value.path,
                  from: value.from,
                  value: filled[keyOf(value)] ?? null,
                })),
              )
            }
          >
            {t('keepFilled', { count: ready.length })}
          </Button>
          <Button
            onClick={() =>
              fill(
                Object.fromEntries(
                  open
                    .filter((value) => value.proposed !== null)
                    .map((value) => [keyOf(value), value.proposed]),
                ),
              )
            }
          >
            {t('takeProposals')}
          </Button>
          <span className="quiet">{t('proposalsHelp')}</span>
        </div>
      )}
    </>
  )
}

interface OpenTableProps {
  open: SchemeValue[]
  filled: Filled
  editable: boolean
  fill: (key: string, settled: Settled | null) => void
}

function OpenTable({ open, filled, editable, fill }: OpenTableProps) {
  const t = useWords(schemesLocale)
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('source')}</th>
          <th scope="col">{t('proposed')}</th>
          <th scope="col">{t('ourValue')}</th>
        </tr>
      </thead>
      <tbody>
        {open.map((value) => (
          <tr key={keyOf(value)}>
            <td>
              {say(value.title)}
              {value.note && <div className="quiet">{value.note}</div>}
            </td>
            <td>{value.source}</td>
            <td className="figure-text">{showValue(value, value.proposed, t('yes'), t('no')) || '—'}</td>
            <td>
              {editable ? (
                <ValueField
                  value={value}
                  settled={filled[keyOf(value)] ?? null}
                  change={(settled) => fill(keyOf(value), settled)}
                />
              ) : (
                t('isOpen')
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
