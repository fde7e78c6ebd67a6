import { type ChangeEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { compressPhoto } from './compress-photo.ts'

/** Takes or chooses pictures; each is made small at once and lies on the phone until it is sent. */
export function PhotoPicker({
  label,
  help,
  fault,
  photos,
  max = 9,
  onChange,
}: {
  label: string
  help?: string
  fault?: string | undefined
  photos: readonly KeptPhoto[]
  max?: number
  onChange: (photos: KeptPhoto[]) => void
}) {
  const { t } = useTexts()
  const me = useMe()
  const [problem, setProblem] = useState('')
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])].slice(0, max - photos.length)
    event.target.value = ''
    setProblem('')
    const made: KeptPhoto[] = []
    for (const file of files)
      await compressPhoto(file, me.accountId).then(
        (photo) => made.push(photo),
        () => setProblem(t('photo.unreadable', { name: file.name })),
      )
    onChange([...photos, ...made])
  }
  const said = fault ?? problem
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <Pictures photos={photos} onRemove={(id) => onChange(photos.filter((photo) => photo.id !== id))} />
      {photos.length < max && (
        <div className="buttons-row">
          <FileButton icon="camera" text={t('photo.take')} capture onFiles={(event) => void take(event)} />
          <FileButton icon="picture" text={t('photo.choose')} onFiles={(event) => void take(event)} />
        </div>
      )}
      {help ? <p className="faint">{help}</p> : null}
      {said ? (
        <p className="fault" role="alert">
          <Icon name="warn" /> {said}
        </p>
      ) : null}
    </fieldset>
  )
}

function FileButton({
  icon,
  text,
  capture = false,
  onFiles,
}: {
  icon: 'camera' | 'picture'
  text: string
  capture?: boolean
  onFiles: (event: ChangeEvent<HTMLInputElement>) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button button-quiet" onClick={() => input.current?.click()}>
        <Icon name={icon} /> {text}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={text}
        multiple={!capture}
        {...(capture ? { capture: 'environment' } : {})}
        onChange={onFiles}
      />
    </>
  )
}

function Pictures({ photos, onRemove }: { photos: readonly KeptPhoto[]; onRemove: (id: string) => void }) {
  const { t } = useTexts()
  const urls = useMemo(
    () => photos.map((photo) => URL.createObjectURL(new Blob([photo.bytes], { type: photo.mediaType }))),
    [photos],
  )
  useEffect(
    () => () => {
      for (const url of urls) URL.revokeObjectURL(url)
    },
    [urls],
  )
  if (photos.length === 0) return null
  return (
    <ul className="pictures">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <img src={urls[index]} alt={t('photo.number', { number: index + 1 })} />
          <button
            type="button"
            className="icon-button"
            aria-label={t('photo.remove', { number: index + 1 })}
            onClick={() => onRemove(photo.id)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}
