import { myDividend } from '../../modules/dividends/contract.ts'
import { Note } from '../shell/Field.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate, sayPoints, sayYuan } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import './passbook.css'

/** What the household gets of the year: the share part by shares, the incentive part by points, to the cent. */
export function DividendPage() {
  const { t } = useTexts()
  const me = useMe()
  const read = useRead(
    myDividend,
    { params: { householdId: me.householdId ?? '' } },
    { keep: true, enabled: me.householdId !== null },
  )
  if (!me.householdId)
    return (
      <Screen title={t('dividend.title')} back="/">
        <Empty icon="coins" title={t('dividend.no_household')} />
      </Screen>
    )
  return (
    <Screen title={t('dividend.title')} back="/">
      <Reading of={read}>
        {(years) =>
          years.length === 0 ? (
            <Empty icon="coins" title={t('dividend.empty')} text={t('dividend.empty_help')} />
          ) : (
            <div className="stack">
              {years.map((year) => (
                <section key={year.planId} className="card stack">
                  <div className="dividend-head">
                    <h2>{t('dividend.year', { cycle: year.cycle })}</h2>
                    <span className={year.paid ? 'tag tag-green' : 'tag tag-amber'}>
                      {year.paid ? t('dividend.paid') : t(`dividend.state_${year.state as 'drafted'}`)}
                    </span>
                  </div>
                  <p className="dividend-total">{sayYuan(year.totalFen)}</p>
                  <dl className="dividend-parts">
                    <dt>
                      {t('dividend.share')}
                      <span className="faint dividend-how">
                        {t('dividend.share_how', { shares: sayPoints(year.shares) })}
                      </span>
                    </dt>
                    <dd>{sayYuan(year.shareFen)}</dd>
                    <dt>
                      {t('dividend.incentive')}
                      <span className="faint dividend-how">
                        {year.weighted
                          ? t('dividend.incentive_how', {
                              points: sayPoints(year.points),
                              price: sayYuan(year.priceFen),
                            })
                          : t('dividend.not_weighted')}
                        {year.capped ? ` ${t('dividend.capped')}` : ''}
                      </span>
                    </dt>
                    <dd>{sayYuan(year.incentiveFen)}</dd>
                  </dl>
                  {year.paid && (
                    <p className="faint">
                      {t(`dividend.by_${year.paid.method}`, {
                        date: sayDate(year.paid.on),
                        number: year.paid.number,
                      })}
                    </p>
                  )}
                </section>
              ))}
              <Note kind="plain" icon="info">
                {t('dividend.law')}
              </Note>
            </div>
          )
        }
      </Reading>
    </Screen>
  )
}
