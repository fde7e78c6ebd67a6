import { type ThemeConfig, theme } from 'antd'
import { useSyncExternalStore } from 'react'
import { dark, fonts, light, sizes } from '../../design/tokens.ts'

const darkQuery = matchMedia('(prefers-color-scheme: dark)')
const calmQuery = matchMedia('(prefers-reduced-motion: reduce)')

export function useDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      darkQuery.addEventListener('change', changed)
      return () => darkQuery.removeEventListener('change', changed)
    },
    () => darkQuery.matches,
  )
}

/** The tokens handed to antd; elder mode makes text and targets larger. */
export function themeOf(isDark: boolean, elder: boolean): ThemeConfig {
  const palette = isDark ? dark : light
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: 'shanzhi' },
    token: {
      colorPrimary: palette.green,
      colorSuccess: palette.green,
      colorError: palette.seal,
      colorWarning: palette.amber,
      colorInfo: palette.green,
      colorLink: palette.green,
      colorLinkHover: palette.greenDeep,
      colorTextBase: palette.ink,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextDescription: palette.inkFaint,
      colorTextPlaceholder: palette.inkFaint,
      colorBgBase: palette.surface,
      colorBgLayout: palette.paper,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorFillTertiary: palette.sunken,
      colorFillSecondary: palette.sunken,
      colorPrimaryBg: palette.greenWash,
      colorErrorBg: palette.sealWash,
      colorWarningBg: palette.amberWash,
      colorInfoBg: palette.greenWash,
      colorSuccessBg: palette.greenWash,
      borderRadius: sizes.radius,
      borderRadiusLG: sizes.radiusLarge,
      fontFamily: fonts.sans,
      fontSize: elder ? sizes.elderText : sizes.text,
      ...(elder ? { controlHeight: sizes.elderTarget } : {}),
      ...(calmQuery.matches
        ? { motion: false, motionDurationFast: '0s', motionDurationMid: '0s', motionDurationSlow: '0s' }
        : { motionDurationMid: '0.12s', motionDurationSlow: '0.16s' }),
      wireframe: false,
    },
    components: {
      Button: {
        primaryColor: palette.onGreen,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
      },
      Table: {
        headerBg: palette.sunken,
        headerColor: palette.inkSoft,
        headerSplitColor: 'transparent',
        headerSortActiveBg: palette.sunken,
        headerSortHoverBg: palette.line,
        fixedHeaderSortActiveBg: palette.sunken,
        bodySortBg: 'transparent',
        rowHoverBg: palette.greenWash,
        rowSelectedBg: palette.greenWash,
        rowSelectedHoverBg: palette.greenWash,
        borderColor: palette.line,
        cellPaddingBlockSM: 6,
      },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
      Tag: { defaultBg: palette.sunken, defaultColor: palette.inkSoft },
      Tooltip: { colorBgSpotlight: palette.ink, colorTextLightSolid: palette.paper },
    },
  }
}
