import { LoadingOutlined, ProfileOutlined } from '@ant-design/icons'
import { Badge, Button, Popover, Progress } from 'antd'
import { Link } from 'react-router'
import type { z } from 'zod'
import { cancelRun, listRuns, type run } from '../../modules/runs/contract.ts'
import { useAct, useAsk } from './api.ts'
import { showCount, showInstant } from './figures.ts'
import { currentLanguage, useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import './tray.css'

type Run = z.infer<typeof run>

export const goesOn = (one: Run) => one.state === 'waiting' || one.state === 'running'

/** Pages that show what came of a run, by its kind. */
const resultPages: Record<string, (runId: string) => string> = {
  'households.import': (runId) => `/households/import?run=${runId}`,
}

/** Long work with its progress; it goes on when the page is closed. */
export function Tray() {
  const t = useWords(shellLocale)
  const asked = useAsk(
    listRuns,
    { query: { pageSize: 12 } },
    { refetchMs: (read) => (read?.rows.some(goesOn) ? 2000 : 30_000) },
  )
  const rows = asked.data?.rows ?? []
  const running = rows.filter(goesOn).length
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('trayTitle')}
      content={
        <div className="tray">
          {rows.length === 0 && <p className="quiet">{t('trayEmpty')}</p>}
          {rows.map((one) => (
            <TrayRow key={one.id} run={one} />
          ))}
        </div>
      }
      onOpenChange={() => void asked.refetch()}
    >
      <Button
        type="text"
        aria-label={t('trayLabel', { count: running })}
        icon={
          <Badge count={running} size="small">
            {running > 0 ? <LoadingOutlined aria-hidden /> : <ProfileOutlined aria-hidden />}
          </Badge>
        }
      />
    </Popover>
  )
}

function TrayRow({ run: one }: { run: Run }) {
  const t = useWords(shellLocale)
  const cancel = useAct(cancelRun)
  const page = resultPages[one.kind]?.(one.id)
  const percent = one.total ? Math.floor((one.done / one.total) * 100) : 0
  const status = one.state === 'failed' ? 'exception' : one.state === 'done' ? 'success' : 'active'
  return (
    <div className="tray-row">
      <div className="tray-head">
        {page ? <Link to={page}>{one.title}</Link> : <span>{one.title}</span>}
        <span className="quiet">{t(`run_${one.state}`)}</span>
      </div>
      {goesOn(one) && <Progress percent={percent} size="small" status={status} aria-label={one.title} />}
      {one.error && <div className="minus">{currentLanguage() === 'en' ? one.error.en : one.error.zh}</div>}
      <div className="tray-foot quiet">
        <span>{showInstant(one.endedAt ?? one.createdAt)}</span>
        {one.total !== null && (
          <span>{t('runSteps', { done: showCount(one.done), total: showCount(one.total) })}</span>
        )}
        {goesOn(one) && (
          <Button
            type="link"
            size="small"
            loading={cancel.busy}
            onClick={() => cancel.run({ params: { runId: one.id } })}
          >
            {t('cancelRun')}
          </Button>
        )}
      </div>
    </div>
  )
}
