import { compareSchemes } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'
import { ValueInPlace } from './ValueInPlace.tsx'

/** Chapters that read as a document; where a {path} stands its value can be looked into and, with the right, changed. */
export function Chapters({ scheme, on }: { scheme: SchemeDocument; on: string }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const compared = useAsk(
    compareSchemes,
    scheme.copy && scheme.sourceId ? { params: { schemeId: scheme.id }, query: { place: place.code } } : null,
  )
  const changed = new Set(compared.data?.differences.map((one) => one.path))
  const values = new Map(scheme.values.map((value) => [value.path, value]))
  return (
    <div className="scheme-document">
      <nav aria-label={t('contents')}>
        <ol>
          {scheme.chapters.map((chapter) => (
            <li key={chapter.key}>
              <a href={`#chapter-${chapter.key}`}>{say(chapter.title)}</a>
            </li>
          ))}
        </ol>
      </nav>
      <article>
        {scheme.chapters.map((chapter) => (
          <section key={chapter.key} id={`chapter-${chapter.key}`}>
            <h2>{say(chapter.title)}</h2>
            {chapter.paragraphs.map((paragraph) => (
              <p key={paragraph.text.zh + paragraph.values.join()}>
                {say(paragraph.text)
                  .split(/(\{[^}]+\})/)
                  .map((part, index) => {
                    const value = part.startsWith('{') ? values.get(part.slice(1, -1)) : undefined
                    const key = `${part} ${String(index)}`
                    return value ? (
                      <ValueInPlace
                        key={key}
                        value={value}
                        scheme={scheme}
                        on={on}
                        changed={changed.has(value.path)}
                      />
                    ) : (
                      part
                    )
                  })}
              </p>
            ))}
          </section>
        ))}
      </article>
    </div>
  )
}
