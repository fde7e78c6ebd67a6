import { useState } from 'react'
import { PhotoPicker } from '../claims/PhotoPicker.tsx'
import { Choices } from '../shell/Choices.tsx'
import { Icon } from '../shell/Icon.tsx'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { useTexts } from '../shell/texts.ts'
import { SignaturePad } from './SignaturePad.tsx'

/** The person's own mark: a signature on the glass, or a picture of her fingerprint on paper. */
export function Confirmation({ name, onDone }: { name: string; onDone: (mark: KeptPhoto) => void }) {
  const { t } = useTexts()
  const [way, setWay] = useState<'sign' | 'fingerprint'>('sign')
  const [mark, setMark] = useState<KeptPhoto | null>(null)
  const [missing, setMissing] = useState(false)
  const choose = (next: 'sign' | 'fingerprint') => {
    setWay(next)
    setMark(null)
    setMissing(false)
  }
  return (
    <div className="stack">
      <p>{t('confirm.lead', { name })}</p>
      <Choices
        label={t('confirm.way')}
        options={(['sign', 'fingerprint'] as const).map((key) => ({ key, text: t(`confirm.${key}`) }))}
        chosen={way}
        onChoose={choose}
      />
      {way === 'sign' ? (
        <SignaturePad onSigned={setMark} />
      ) : (
        <PhotoPicker
          label={t('confirm.fingerprint_photo')}
          help={t('confirm.fingerprint_help')}
          photos={mark ? [mark] : []}
          max={1}
          onChange={(photos) => setMark(photos[0] ?? null)}
        />
      )}
      {missing && (
        <p className="fault" role="alert">
          <Icon name="warn" /> {t(`confirm.missing_${way}`, { name })}
        </p>
      )}
      <button
        type="button"
        className="button button-wide"
        onClick={() => (mark ? onDone(mark) : setMissing(true))}
      >
        {t('confirm.submit', { name })}
      </button>
    </div>
  )
}
