import { releaseScheme } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

interface ReleaseDialogProps {
  scheme: SchemeDocument
  open: boolean
  close: () => void
}

/** A county's or town's own scheme, given to the villages below as it stands now. */
export function ReleaseDialog({ scheme, open, close }: ReleaseDialogProps) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const act = useAct(releaseScheme, close)
  return (
    <ActDialog
      open={open}
      title={t('releaseTitle', { name: say(scheme.name) })}
      verb={t('release')}
      effect={<p>{t('releaseEffect', { place: place.name })}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={() =>
        act.run({
          params: { schemeId: scheme.id },
          body: { placeCode: place.code, revision: scheme.copy?.revision ?? 0 },
        })
      }
    />
  )
}
