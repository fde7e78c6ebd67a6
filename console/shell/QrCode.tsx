import { useEffect, useState } from 'react'

/** A QR code drawn here: nothing leaves the browser. */
export function QrCode({ text, label, size = 112 }: { text: string; label: string; size?: number }) {
  const [source, setSource] = useState('')
  useEffect(() => {
    let shown = true
    void import('qrcode').then(async ({ toString: draw }) => {
      const svg = await draw(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
      if (shown) setSource(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    })
    return () => {
      shown = false
    }
  }, [text])
  return source ? (
    <img className="qr-code" src={source} alt={label} width={size} height={size} />
  ) : (
    <span style={{ display: 'inline-block', width: size, height: size }} />
  )
}
