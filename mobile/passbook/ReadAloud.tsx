import { useEffect, useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { useTexts } from '../shell/texts.ts'

/** Reads a text aloud with the phone's own voice. Nothing is shown where the phone has none. */
export function ReadAloud({
  text,
  label,
  look = 'button button-quiet',
}: {
  text: string
  label: string
  look?: string
}) {
  const { t, language } = useTexts()
  const [speaking, setSpeaking] = useState(false)
  const able = 'speechSynthesis' in window
  useEffect(() => () => (able ? speechSynthesis.cancel() : undefined), [able])
  if (!able) return null
  const speak = () => {
    speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const words = new SpeechSynthesisUtterance(text)
    words.lang = language
    words.rate = 0.85
    const voice = speechSynthesis.getVoices().find((one) => one.lang.startsWith(language.slice(0, 2)))
    if (voice) words.voice = voice
    words.onend = () => setSpeaking(false)
    words.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(words)
  }
  return (
    <button type="button" className={look} onClick={speak}>
      <Icon name={speaking ? 'stop' : 'speak'} /> {speaking ? t('speak.stop') : label}
    </button>
  )
}
