import { PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { showDate, today } from './figures.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { useTitle } from './Page.tsx'
import { labelled } from './phrases.ts'
import { QrCode } from './QrCode.tsx'
import './print-page.css'

export type Paper = 'A4' | 'A3'

interface PrintPageProps {
  title: string
  /** Under the title: period, days of publicity, spot. */
  under?: ReactNode
  place: string
  /** Where the QR code leads: the public page of this paper. */
  publicPath?: string
  /** Places to sign, such as 经办人; the village's seal has its own. */
  signers?: string[]
  papers?: Paper[]
  /** Sheets that are cut up carry no seal. */
  sealed?: boolean
  back?: ReactNode
  more?: ReactNode
  children: ReactNode
}

/** A paper to print: village and date, QR code to the public page, page numbers, space for seal and signatures. */
export function PrintPage(props: PrintPageProps) {
  const t = useWords(shellLocale)
  const papers = props.papers ?? ['A4', 'A3']
  const [paper, setPaper] = useState<Paper>(papers[0] ?? 'A4')
  useTitle(props.title)
  return (
    <div className="print-page">
      <style>{pageRule(paper, props.place, props.title)}</style>
      <div className="print-bar">
        {props.back}
        {props.more}
        {papers.length > 1 && (
          <Segmented aria-label={t('paper')} value={paper} onChange={setPaper} options={papers} />
        )}
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
      <article className={`sheet sheet-${paper} on-paper`}>
        <header className="sheet-head">
          <div>
            <h1>{props.title}</h1>
            {props.under && <div className="sheet-under">{props.under}</div>}
          </div>
          {props.publicPath && (
            <figure className="sheet-qr">
              <QrCode text={location.origin + props.publicPath} label={t('scanToRead')} size={88} />
              <figcaption>{t('scanToRead')}</figcaption>
            </figure>
          )}
        </header>
        {props.children}
        {props.sealed !== false && <SheetFoot place={props.place} signers={props.signers ?? []} />}
      </article>
    </div>
  )
}

function SheetFoot({ place, signers }: { place: string; signers: string[] }) {
  const t = useWords(shellLocale)
  return (
    <footer className="sheet-foot">
      {signers.map((signer) => (
        <span key={signer} className="sheet-sign">
          {labelled(signer, '')}
        </span>
      ))}
      <div className="sheet-seal">
        <div className="sheet-seal-space">{t('sealHere')}</div>
        <div>{place}</div>
        <div>{showDate(today())}</div>
      </div>
    </footer>
  )
}

/** Page numbers, village and title stand in the margins of every page. */
function pageRule(paper: Paper, place: string, title: string): string {
  const quoted = (text: string) => JSON.stringify(text.replaceAll(/[\\"<>\n]/g, ' '))
  return `@page { size: ${paper}; margin: 16mm 15mm 18mm;
    @bottom-left { content: ${quoted(place)}; font-size: 9pt; }
    @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; }
    @bottom-right { content: ${quoted(title)}; font-size: 9pt; } }`
}
