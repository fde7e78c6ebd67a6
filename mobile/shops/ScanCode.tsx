import { useEffect, useRef, useState } from 'react'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { useTexts } from '../shell/texts.ts'

interface Detector {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

const detectorOf = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector

/** Reads a code with the camera, where the browser can; elsewhere there is only the field to type into. */
export function ScanCode({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTexts()
  const [scanning, setScanning] = useState(false)
  if (!detectorOf() || !navigator.mediaDevices) return null
  return (
    <div className="stack">
      <button type="button" className="button button-quiet" onClick={() => setScanning(!scanning)}>
        <Icon name="camera" /> {t(scanning ? 'counter.scan_stop' : 'counter.scan')}
      </button>
      {scanning && (
        <Camera
          onCode={(code) => {
            setScanning(false)
            onCode(code)
          }}
        />
      )}
    </div>
  )
}

function Camera({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [denied, setDenied] = useState(false)
  const found = useRef(onCode)
  found.current = onCode
  useEffect(() => {
    let stream: MediaStream | undefined
    let ended = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const detector = new (detectorOf()!)({ formats: ['qr_code'] })
    const look = async () => {
      const [seen] = video.current ? await detector.detect(video.current).catch(() => []) : []
      const code = /(\d{8})$/.exec(seen?.rawValue ?? '')?.[1]
      if (ended) return
      if (code) found.current(code)
      else timer = setTimeout(() => void look(), 300)
    }
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      } catch {
        setDenied(true)
        return
      }
      if (ended || !video.current) return
      video.current.srcObject = stream
      await video.current.play().catch(() => undefined)
      void look()
    }
    void open()
    return () => {
      ended = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  if (denied)
    return (
      <Note kind="amber" icon="warn">
        {t('counter.scan_denied')}
      </Note>
    )
  return (
    <>
      <video ref={video} className="scan-video" muted playsInline />
      <p className="faint">{t('counter.scan_help')}</p>
    </>
  )
}
