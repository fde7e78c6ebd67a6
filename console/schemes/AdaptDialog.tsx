import { Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { copyScheme } from '../../modules/schemes/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { say, useWords } from '../shell/language.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDocument } from './scheme-types.ts'

interface AdaptDialogProps {
  scheme: SchemeDocument
  open: boolean
  close: () => void
}

/** Begins the place's own scheme from this one, under a name of its own. */
export function AdaptDialog({ scheme, open, close }: AdaptDialogProps) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const navigate = useNavigate()
  const act = useAct(copyScheme, (made) => {
    close()
    void navigate(`/schemes/${made.id}?tab=items`)
  })
  return (
    <ActDialog<{ zh: string; en: string; slug: string }>
      open={open}
      title={t('adaptTitle', { name: say(scheme.name), place: place.name })}
      verb={t('adapt')}
      effect={<p>{t('adaptEffect')}</p>}
      initial={{
        zh: `${place.name}${scheme.name.zh}`.slice(0, 200),
        en: scheme.name.en,
        slug: scheme.id.replace(/-\d{12}$/, '').slice(0, 40),
      }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ zh, en, slug }) =>
        act.run({
          params: { schemeId: scheme.id },
          body: { placeCode: place.code, slug, name: { zh, en } },
        })
      }
    >
      <Form.Item
        name="zh"
        label={t('nameZh')}
        rules={[{ required: true, whitespace: true, message: t('fillIn') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="en"
        label={t('nameEn')}
        rules={[{ required: true, whitespace: true, message: t('fillIn') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="slug"
        label={t('slug')}
        extra={t('slugHelp', { code: place.code })}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{2,40}$/, message: t('slugWrong') }]}
      >
        <Input maxLength={41} />
      </Form.Item>
    </ActDialog>
  )
}
