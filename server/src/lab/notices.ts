/** What there is to tell a person, the newest 200. */
import type { NoticeView } from './frame'

export interface Notices {
  readonly list: readonly NoticeView[]
  /** Grows with every notice. */
  readonly version: number
  add(notice: NoticeView): void
}

const mostNotices = 200

export function createNotices(): Notices {
  let list: NoticeView[] = []
  let version = 0
  return {
    get list() {
      return list
    },
    get version() {
      return version
    },
    add: (notice) => {
      version++
      list = [...list.slice(-(mostNotices - 1)), notice]
    },
  }
}
