import { Button, Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import { importOfficialDivisions } from '../../modules/territory/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { joinWords } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { territoryLocale } from './locale.ts'

/** The official list of the county, the province or the nation: counted first, then taken over. */
export function ImportOfficialDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(territoryLocale)
  const place = usePlace()
  const [scope, setScope] = useState(place.code.slice(0, 6))
  const act = useAct(importOfficialDivisions)
  const shut = () => {
    act.clear()
    close()
  }
  const found = act.reply
  return (
    <Modal
      open={open}
      title={t('importOfficial')}
      onCancel={shut}
      footer={
        <>
          <Button onClick={shut}>{found?.applied ? t('done') : t('cancel')}</Button>
          <Button
            type={found ? 'default' : 'primary'}
            loading={act.busy}
            onClick={() => act.run({ body: { scope, apply: false } })}
          >
            {t('check')}
          </Button>
          {found && !found.applied && (
            <Button
              type="primary"
              disabled={found.added + found.renamed === 0}
              loading={act.busy}
              onClick={() => act.run({ body: { scope, apply: true } })}
            >
              {t('importDivisions', { count: found.added + found.renamed })}
            </Button>
          )}
        </>
      }
    >
      <Form layout="vertical">
        <Form.Item label={t('whichPart')}>
          <Radio.Group
            vertical
            value={scope}
            onChange={(event) => {
              setScope(event.target.value as string)
              act.clear()
            }}
            options={[
              { value: place.code.slice(0, 6), label: t('part_county') },
              { value: place.code.slice(0, 2), label: t('part_province') },
              { value: '', label: t('part_nation') },
            ]}
          />
        </Form.Item>
      </Form>
      <Fault error={act.error} />
      {found && (
        <>
          <p>{found.applied ? t('divisionsImported') : t('divisionsCounted', { source: found.source })}</p>
          <Figures
            items={[
              { label: t('added'), value: showCount(found.added) },
              { label: t('renamed'), value: showCount(found.renamed) },
              { label: t('unchanged'), value: showCount(found.unchanged) },
              { label: t('missing'), value: showCount(found.missing) },
            ]}
          />
          {found.missing > 0 && (
            <p className="soft">
              {t('missingHelp', { names: joinWords(found.missingFirst.map((one) => one.shortName)) })}
            </p>
          )}
        </>
      )}
    </Modal>
  )
}
