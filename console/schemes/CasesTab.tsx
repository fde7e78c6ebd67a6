import { Button, Skeleton } from 'antd'
import { runSchemeCases } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

const tones = { same: 'done', changed: 'late', fault: 'official' } as const

/** The source's own worked figures, counted again here and now. */
export function CasesTab({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const asked = useAsk(runSchemeCases, { params: { schemeId: scheme.id }, query: { place: place.code } })
  return (
    <Section
      title={asked.data && t('casesResult', { passed: asked.data.passed, failed: asked.data.failed })}
      extra={
        <Button loading={asked.isFetching} onClick={() => void asked.refetch()}>
          {t('runAgain')}
        </Button>
      }
      flush={Boolean(asked.data)}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data?.ofSource && <p className="quiet cases-help">{t('casesOfSource')}</p>}
      {asked.data && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('result')}</th>
              <th scope="col">{t('caseName')}</th>
              <th scope="col">{t('given')}</th>
              <th scope="col">{t('expected')}</th>
              <th scope="col">{t('actual')}</th>
              <th scope="col">{t('source')}</th>
            </tr>
          </thead>
          <tbody>
            {asked.data.cases.map((one) => (
              <tr key={one.name}>
                <td>
                  <StateTag tone={tones[one.outcome]}>
                    {one.outcome === 'changed' && !asked.data.ofSource
                      ? t('differs')
                      : t(`case_${one.outcome}`)}
                  </StateTag>
                </td>
                <td>{one.name}</td>
                <td className="case-text">{one.given}</td>
                <td className="case-text">{one.expected}</td>
                <td className="case-text">{one.actual}</td>
                <td className="figure-text">{one.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
