import { Button, Skeleton } from 'antd'
import { runSchemeCases } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { schemesLocale } from './locale.ts'

/** The source's own worked figures, counted again here and now. */
export function CasesTab({ schemeId }: { schemeId: string }) {
  const t = useWords(schemesLocale)
  const asked = useAsk(runSchemeCases, { params: { schemeId } })
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
                  <StateTag tone={one.passed ? 'done' : 'official'}>
                    {one.passed ? t('agrees') : t('differs')}
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
