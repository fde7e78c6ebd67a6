import { Alert, Form } from 'antd'
import { useNavigate } from 'react-router'
import { importScheme } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { FileField } from '../shell/FileField.tsx'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'

/** A scheme.yaml as the place's own text; what is wrong with it stands here with its lines. */
export function ImportDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const act = useAct(importScheme, (reply) => {
    if (reply.schemeId === null) return
    close()
    void navigate(`/schemes/${reply.schemeId}`)
  })
  const faults = act.reply?.schemeId === null ? act.reply.problems : []
  return (
    <ActDialog<{ file: File }>
      open={open}
      title={t('importTitle', { place: place.name })}
      verb={t('import')}
      effect={<p>{t('importEffect', { code: place.code })}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      width={640}
      onSubmit={async ({ file }) => {
        await act.run({ body: { placeCode: place.code, text: await file.text() } })
      }}
    >
      <Form.Item name="file" label={t('file')} rules={[{ required: true, message: t('chooseFile') }]}>
        <FileField accept=".yaml,.yml" />
      </Form.Item>
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('fileFaults', { count: faults.length })}
          description={
            <ul className="file-faults">
              {faults.slice(0, 50).map((fault) => (
                <li key={`${fault.path} ${fault.line} ${fault.reason.zh}`}>
                  {fault.line !== null && <strong>{t('line', { line: fault.line })} </strong>}
                  {say(fault.reason)} {say(fault.mend)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </ActDialog>
  )
}
