import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getBroadcast, listBroadcasts, recordPlay } from '../../modules/boards/contract.ts'
import { broadcastsList } from '../../modules/boards/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showInstant } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { Panel } from '../shell/Panel.tsx'
import { joinWords, labelled } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { boardsLocale } from './locale.ts'

/** Texts for the loudspeaker, with what was played. */
export function BroadcastsPage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const write = (
    <Link to="/boards/broadcasts/new">
      <Button type="primary">{t('newText')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('broadcasts')}
      intro={t('broadcastsIntro')}
      back={{ to: '/boards', label: t('title') }}
      actions={write}
      route={listBroadcasts}
      query={(state) => ({
        place: place.code,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
      })}
      list={{
        definition: broadcastsList,
        rowKey: (row) => row.id,
        searchHint: t('searchBroadcasts'),
        panel: (id, close) => <BroadcastPanel id={id} close={close} />,
        empty: { title: t('noBroadcasts'), action: write },
      }}
    />
  )
}

function BroadcastPanel({ id, close }: { id: string; close: () => void }) {
  const t = useWords(boardsLocale)
  const asked = useAsk(getBroadcast, { params: { broadcastId: id } }, { keep: false })
  const [playing, setPlaying] = useState(false)
  const one = asked.data
  return (
    <Panel title={one?.title ?? t('broadcasts')} close={close}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {one && (
        <div className="stack">
          <ul className="plain-list">
            {one.words.split('\n').map((sentence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat and never move
              <li key={index}>{sentence}</li>
            ))}
          </ul>
          {one.playsAt.length > 0 && (
            <p className="quiet">{labelled(t('playsAt'), joinWords(one.playsAt.map(showInstant)))}</p>
          )}
          <div className="row-of-buttons">
            <Button type="primary" onClick={() => setPlaying(true)}>
              {t('played')}
            </Button>
            <Link to={`/boards/broadcasts/${one.id}/edit`}>
              <Button>{t('editText')}</Button>
            </Link>
          </div>
          <h3>{t('playLog')}</h3>
          {one.log.length === 0 && <p className="quiet">{t('neverPlayed')}</p>}
          <ul className="plain-list">
            {one.log.map((play) => (
              <li key={play.id}>
                {showInstant(play.playedAt)} {play.spot} {play.playedName}
              </li>
            ))}
          </ul>
          <PlayDialog broadcast={one} open={playing} close={() => setPlaying(false)} />
        </div>
      )}
    </Panel>
  )
}

function PlayDialog({
  broadcast,
  open,
  close,
}: {
  broadcast: RouteReply<typeof getBroadcast>
  open: boolean
  close: () => void
}) {
  const t = useWords(boardsLocale)
  const { message } = App.useApp()
  const act = useAct(recordPlay, () => {
    close()
    void message.success(t('playedDone'))
  })
  return (
    <ActDialog<{ spot: string }>
      open={open}
      title={t('played')}
      verb={t('played')}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(body) => act.run({ params: { broadcastId: broadcast.id }, body })}
    >
      <Form.Item
        name="spot"
        label={t('spot')}
        rules={[{ required: true, min: 2, message: t('spotMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ActDialog>
  )
}
