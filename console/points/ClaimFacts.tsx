import { Link } from 'react-router'
import { filePath } from '../../modules/files/contract.ts'
import { claimChannels } from '../../modules/points/contract-claims.ts'
import { showDate, showInstant, showPoints } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { bracketed, joinWords } from '../shell/phrases.ts'
import type { ClaimRow } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import './points.css'

/** Who declared what, when, for whom, and how it came in. */
export function ClaimFacts({ claim, withHousehold }: { claim: ClaimRow; withHousehold?: boolean }) {
  const t = useWords(pointsLocale)
  const { proxy } = claim
  return (
    <Facts
      columns={3}
      items={[
        ...(withHousehold
          ? [
              [
                t('household'),
                <Link key="household" to={`/households/${claim.householdId}`}>
                  {[claim.subjectName, claim.householdNumber].filter(Boolean).join(' · ')}
                </Link>,
              ] as [string, React.ReactNode],
            ]
          : []),
        ...(claim.personName ? [[t('person'), claim.personName] as [string, string]] : []),
        [t('occurredOn'), showDate(claim.occurredOn)],
        ...(claim.happenedAt ? [[t('happenedAt'), claim.happenedAt] as [string, string]] : []),
        ...(claim.quantity === 100 ? [] : [[t('quantity'), showPoints(claim.quantity)] as [string, string]]),
        [
          t('declaredBy'),
          bracketed(
            claim.declaredName,
            joinWords([say(claimChannels[claim.channel]), t(`medium_${claim.medium}`)]),
          ),
        ],
        [t('declaredAt'), showInstant(claim.declaredAt)],
        ...(proxy
          ? [
              [
                t('proxy'),
                t('proxyText', { name: proxy.name, relation: proxy.relation, reason: proxy.reason }),
              ] as [string, string],
            ]
          : []),
        ...(proxy?.signatureFileId
          ? [
              [
                t('proxySignature'),
                <a key="signature" href={filePath(proxy.signatureFileId)} target="_blank" rel="noreferrer">
                  <img
                    className="signature-picture"
                    src={filePath(proxy.signatureFileId, true)}
                    alt={t('signatureOf', { head: claim.headName })}
                  />
                </a>,
              ] as [string, React.ReactNode],
            ]
          : []),
      ]}
    />
  )
}
