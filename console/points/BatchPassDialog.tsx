import { Form, Input, Modal } from 'antd'
import { decideBatch } from '../../modules/points/contract.ts'
import { signedPointsOf } from '../../modules/points/contract-claims.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { Figures } from '../shell/Figures.tsx'
import { showSigned } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { labelled } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import type { ClaimRow } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import type { PanelMember } from './PanelField.tsx'

interface BatchPassProps {
  open: boolean
  stepKey: string
  claims: ClaimRow[]
  panel: PanelMember[]
  close: () => void
  passed: () => void
}

export function BatchPassDialog({ open, stepKey, claims, panel, close, passed }: BatchPassProps) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const [modal, holder] = Modal.useModal()
  const act = useAct(decideBatch, (reply) => {
    close()
    passed()
    const refused = reply.refused.map((one) => {
      const claim = claims.find((row) => row.id === one.claimId)
      return { ...one, who: claim ? `${claim.subjectName} · ${claim.householdNumber}` : one.claimId }
    })
    const content = (
      <ul>
        {refused.map((one) => (
          <li key={one.claimId}>{labelled(one.who, one.message)}</li>
        ))}
      </ul>
    )
    const title = t('batchPassed', { passed: reply.passed, refused: refused.length })
    void (refused.length > 0 ? modal.warning({ title, content }) : modal.success({ title }))
  })
  const sum = (sign: 1 | -1) =>
    claims
      .map(signedPointsOf)
      .filter((points) => Math.sign(points) === sign)
      .reduce((all, points) => all + points, 0)
  return (
    <>
      {holder}
      <ActDialog<{ note?: string }>
        open={open}
        title={t('passChosenTitle')}
        verb={t('passChosen')}
        busy={act.busy}
        error={act.error}
        close={close}
        effect={
          <Figures
            items={[
              { label: t('claims'), value: claims.length },
              { label: t('households'), value: new Set(claims.map((claim) => claim.householdId)).size },
              { label: t('plusSum'), value: showSigned(sum(1)) },
              { label: t('minusSum'), value: showSigned(sum(-1)) },
            ]}
          />
        }
        onSubmit={({ note }) =>
          act.run({
            body: {
              placeCode: place.code,
              stepKey,
              claimIds: claims.map((claim) => claim.id),
              panel,
              note: note ?? '',
            },
          })
        }
      >
        <Form.Item name="note" label={t('opinion')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </ActDialog>
    </>
  )
}
