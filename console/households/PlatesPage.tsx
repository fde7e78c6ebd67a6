import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getRollFigures, listPlates, renewPlate } from '../../modules/households/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { type ApiError, call, useAct, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import { PrintPage } from '../shell/PrintPage.tsx'
import { QrCode } from '../shell/QrCode.tsx'
import { usePlace } from '../shell/session.tsx'
import { householdsLocale } from './locale.ts'
import './households.css'

type Plates = RouteReply<typeof listPlates>

async function readPlates(
  placeCode: string,
  groupId: string | undefined,
  householdId: string | undefined,
): Promise<Plates> {
  const query = {
    placeCode,
    ...(groupId ? { groupId } : {}),
    ...(householdId ? { householdId } : {}),
    pageSize: 1000,
  }
  const first = await call(listPlates, { query: { ...query, page: 1 } })
  for (let page = 2; first.rows.length < first.total; page += 1) {
    const next = await call(listPlates, { query: { ...query, page } })
    if (next.rows.length === 0) break
    first.rows.push(...next.rows)
  }
  return first
}

/** A lost or damaged plate gets a new code; the old one dies. */
function RenewPlate({ householdId }: { householdId: string }) {
  const t = useWords(householdsLocale)
  const [open, setOpen] = useState(false)
  const act = useAct(renewPlate, () => setOpen(false))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('renewPlate')}</Button>
      <ActDialog<{ reason: string }>
        open={open}
        danger
        title={t('renewPlate')}
        verb={t('renewPlate')}
        effect={<p>{t('renewEffect')}</p>}
        busy={act.busy}
        error={act.error}
        close={() => setOpen(false)}
        onSubmit={(body) => act.run({ params: { householdId }, body })}
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, message: t('reasonMissing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </ActDialog>
    </>
  )
}

/** Door plates in sheets: the same code opens the own passbook for the household and the visit page for the cadre. */
export function PlatesPage() {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const [params, setParams] = useSearchParams()
  const groupId = params.get('group') ?? undefined
  const householdId = params.get('household') ?? undefined
  const roll = useAsk(getRollFigures, { query: { place: place.code } })
  const groups = (roll.data?.groups ?? []).flatMap((group) =>
    group.groupId ? [{ value: group.groupId, label: group.name }] : [],
  )
  const ready = Boolean(groupId || householdId)
  const asked = useQuery<Plates, ApiError>({
    queryKey: [listPlates.path, place.code, groupId, householdId],
    queryFn: () => readPlates(place.code, groupId, householdId),
    enabled: ready,
  })
  return (
    <PrintPage
      title={t('plates')}
      place={place.name}
      sealed={false}
      back={<Link to="/households">{t('backToRoll')}</Link>}
      more={
        householdId ? (
          <RenewPlate householdId={householdId} />
        ) : (
          <Select
            placeholder={t('chooseGroup')}
            aria-label={t('chooseGroup')}
            value={groupId ?? null}
            onChange={(value: string | null) => setParams(value ? { group: value } : {})}
            options={groups}
            style={{ minWidth: 180 }}
          />
        )
      }
    >
      <Fault error={asked.error} />
      {!ready && <p>{t('platesHelp')}</p>}
      {ready && !asked.data && !asked.error && <Skeleton active title={false} />}
      <div className="plate-sheet">
        {asked.data?.rows.map((row) => (
          <div key={row.householdId} className="plate">
            <QrCode
              text={location.origin + row.path}
              label={t('plateOf', { number: row.number })}
              size={90}
            />
            <div>
              <div>{asked.data.placeName}</div>
              <div className="plate-number">{row.number}</div>
              <div>{row.groupName}</div>
              <div>{row.headMasked}</div>
            </div>
          </div>
        ))}
      </div>
    </PrintPage>
  )
}
