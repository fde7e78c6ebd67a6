import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getListing } from '../../modules/boards/contract.ts'
import { listingStates } from '../../modules/boards/contract-lists.ts'
import { useAsk } from '../shell/api.ts'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { joinWords, labelled } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import {
  AssignDialog,
  countsOf,
  DecideDialog,
  HelpDialog,
  ReferDialog,
  RequestDialog,
} from './listing-dialogs.tsx'
import { boardsLocale } from './locale.ts'

type Listing = RouteReply<typeof getListing>

/** One listing: ground and evidence, what was decided, who helps, and what may be done with it now. */
export function ListingPanel({ id, close }: { id: string; close: () => void }) {
  const t = useWords(boardsLocale)
  const asked = useAsk(getListing, { params: { listingId: id } }, { keep: false })
  const one = asked.data
  return (
    <Panel
      title={one ? one.name : t('listings')}
      marks={one && <StateTag tone="quiet">{say(listingStates[one.state])}</StateTag>}
      close={close}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!one && !asked.error && <Skeleton active title={false} />}
      {one && (
        <div className="stack">
          <p>{one.reason}</p>
          <EvidencePictures files={one.evidence} />
          <ListingFacts listing={one} />
          {one.help.length > 0 && <HelpLog listing={one} />}
          {one.referral && (
            <Facts
              columns={1}
              items={[
                [t('referral'), t('counts', countsOf(one.referral))],
                ...(one.referral.done
                  ? [[t('referred'), one.referral.done.authority] as [string, ReactNode]]
                  : []),
              ]}
            />
          )}
          <ListingActs listing={one} />
        </div>
      )}
    </Panel>
  )
}

function useFacts(one: Listing): [string, ReactNode][] {
  const t = useWords(boardsLocale)
  const rows: [string, ReactNode | null][] = [
    [t('board'), say(one.boardName)],
    [t('household'), one.householdNumber],
    [t('ground'), say(one.groundName)],
    [t('basis'), one.basis],
    [t('proposedBy'), one.proposedName],
    [t('decidedBy'), one.decidedName],
    [t('panel'), one.panel.length > 0 ? joinWords(one.panel) : null],
    [t('note'), one.note || null],
    [t('shownUntil'), one.endsOn && showDate(one.endsOn)],
    [
      t('frozen'),
      one.frozen
        ? one.frozenUntil
          ? t('frozenUntil', { date: showDate(one.frozenUntil) })
          : t('frozenOpen')
        : null,
    ],
    [t('assistant'), one.assistant],
    [t('plan'), one.plan],
  ]
  return rows.filter(([, value]) => value !== null)
}

function ListingFacts({ listing }: { listing: Listing }) {
  return <Facts columns={1} items={useFacts(listing)} />
}

function HelpLog({ listing }: { listing: Listing }) {
  const t = useWords(boardsLocale)
  return (
    <>
      <h3>{t('helpLog')}</h3>
      <ul className="plain-list">
        {listing.help.map((one) => (
          <li key={one.id}>
            <strong>{showDate(one.heldOn)}</strong> {labelled(t(`outcome_${one.outcome}`), one.text)}
          </li>
        ))}
      </ul>
    </>
  )
}

function ListingActs({ listing }: { listing: Listing }) {
  const t = useWords(boardsLocale)
  const [open, setOpen] = useState<'decide' | 'assign' | 'help' | 'ask' | 'refer'>()
  const close = () => setOpen(undefined)
  const { may } = listing
  return (
    <div className="row-of-buttons">
      {may.decide && (
        <Button type="primary" onClick={() => setOpen('decide')}>
          {t('decide')}
        </Button>
      )}
      {may.help && <Button onClick={() => setOpen('assign')}>{t('assign')}</Button>}
      {may.help && <Button onClick={() => setOpen('help')}>{t('recordHelp')}</Button>}
      {may.ask && <Button onClick={() => setOpen('ask')}>{t('recordRequest')}</Button>}
      {may.refer && !listing.referral?.done && (
        <Button danger onClick={() => setOpen('refer')}>
          {t('refer')}
        </Button>
      )}
      <DecideDialog listing={listing} open={open === 'decide'} close={close} />
      <AssignDialog listing={listing} open={open === 'assign'} close={close} />
      <HelpDialog listing={listing} open={open === 'help'} close={close} />
      <RequestDialog listing={listing} open={open === 'ask'} close={close} />
      <ReferDialog listing={listing} open={open === 'refer'} close={close} />
    </div>
  )
}
