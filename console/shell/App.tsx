import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router'
import { queryClient } from './api.ts'
import { isElderMode, onElderMode } from './elder-mode.ts'
import { router } from './routes.tsx'
import { themeOf, useDark } from './theme.ts'
import './console.css'
import './form-page.css'

export function App() {
  const { i18n } = useTranslation()
  const isDark = useDark()
  const [elder, setElder] = useState(isElderMode)
  useEffect(() => onElderMode(setElder), [])
  const english = i18n.language === 'en'
  dayjs.locale(english ? 'en' : 'zh-cn')
  return (
    <ConfigProvider
      locale={english ? enUS : zhCN}
      theme={themeOf(isDark, elder)}
      button={{ autoInsertSpace: false }}
    >
      <AntApp message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
