import { useEffect, useState } from 'react'

/** A QR code drawn on the phone: nothing leaves it. */
export function CodePicture({ text, label }: { text: string; label: string }) {
  const [source, setSource] = useState('')
  useEffect(() => {
    let shown = true
    void import('qrcode').then(async ({ toString: draw }) => {
      const svg = await draw(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
      if (shown) setSource(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    })
    return () => {
      shown = false
    }
  }, [text])
  return source ? (
    <img className="code-picture" src={source} alt={label} />
  ) : (
    <span className="code-picture" />
  )
}
