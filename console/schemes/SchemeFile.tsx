import { Button } from 'antd'
import { useWords } from '../shell/language.ts'
import { reachable, Section } from '../shell/Page.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

/** The scheme as its file, to read and to take along. */
export function SchemeFile({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const save = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([scheme.yaml], { type: 'application/yaml' }))
    link.download = `${scheme.id}.yaml`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  return (
    <Section title={`${scheme.id}.yaml`} extra={<Button onClick={save}>{t('downloadFile')}</Button>}>
      <pre className="scheme-file" lang="zh-CN" ref={reachable}>
        {scheme.yaml}
      </pre>
    </Section>
  )
}
