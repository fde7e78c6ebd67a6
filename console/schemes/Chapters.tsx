import { say, useWords } from '../shell/language.ts'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'
import { ValueInPlace } from './ValueInPlace.tsx'

/** Chapters that read as a document; where a {path} stands its value can be looked into and, with the right, changed. */
export function Chapters({ scheme, on }: { scheme: SchemeDocument; on: string }) {
  const t = useWords(schemesLocale)
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
                    return value ? <ValueInPlace key={key} value={value} scheme={scheme} on={on} /> : part
                  })}
              </p>
            ))}
          </section>
        ))}
      </article>
    </div>
  )
}
