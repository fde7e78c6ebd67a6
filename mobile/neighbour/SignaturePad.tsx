import { type PointerEvent, useRef, useState } from 'react'
import { makeKey } from '../shell/make-key.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'

/** Signing with a finger on the glass. Strokes are dark on white whatever the phone's colours, as on paper. */
export function SignaturePad({ onSigned }: { onSigned: (signature: KeptPhoto | null) => void }) {
  const { t } = useTexts()
  const me = useMe()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [strokes, setStrokes] = useState(0)
  const at = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect()
    const scale = canvas.current!.width / box.width
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }
  const context = () => canvas.current!.getContext('2d')!
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    canvas.current!.setPointerCapture(event.pointerId)
    last.current = at(event)
    draw(context(), last.current, last.current)
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!last.current) return
    const next = at(event)
    draw(context(), last.current, next)
    last.current = next
  }
  const end = () => {
    if (!last.current) return
    last.current = null
    setStrokes(strokes + 1)
    canvas.current!.toBlob(async (blob) => {
      if (blob)
        onSigned({
          id: makeKey(),
          accountId: me.accountId,
          mediaType: 'image/png',
          bytes: await blob.arrayBuffer(),
        })
    }, 'image/png')
  }
  const clear = () => {
    context().clearRect(0, 0, canvas.current!.width, canvas.current!.height)
    setStrokes(0)
    onSigned(null)
  }
  return (
    <div className="signature">
      <canvas
        ref={canvas}
        width={900}
        height={420}
        role="img"
        aria-label={t(strokes > 0 ? 'sign.signed' : 'sign.here')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {strokes === 0 && <p aria-hidden="true">{t('sign.here')}</p>}
      <button type="button" className="button button-plain" onClick={clear}>
        {t('sign.again')}
      </button>
    </div>
  )
}

function draw(
  context: CanvasRenderingContext2D,
  from: { x: number; y: number },
  to: { x: number; y: number },
): void {
  context.lineWidth = 7
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.strokeStyle = '#1d2420'
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x + 0.01, to.y)
  context.stroke()
}
