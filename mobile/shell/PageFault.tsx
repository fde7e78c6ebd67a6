import { Component, type ReactNode } from 'react'
import { Empty } from './Reading.tsx'
import { sayText } from './texts.ts'

/** A screen that could not be shown says so and leaves the rest of the app standing. Give it the place as key. */
export class PageFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="page" id="main">
        <Empty
          icon={navigator.onLine ? 'warn' : 'offline'}
          title={sayText('page.failed')}
          text={sayText(navigator.onLine ? 'page.failed_help' : 'page.failed_offline')}
        >
          <button type="button" className="button button-quiet" onClick={() => location.reload()}>
            {sayText('page.reload')}
          </button>
        </Empty>
      </main>
    )
  }
}
