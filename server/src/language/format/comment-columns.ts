/** Comments at the ends of lines: those that stand below each other stay so, one alone keeps its distance. */

interface Trailing {
  /** Which change of the list waits for its text. */
  readonly slot: number
  /** Line and column of the comment as it stands. */
  readonly line: number
  readonly column: number
  /** Blanks before it, at least one. */
  readonly distance: number
  /** Where the line's text ends, as it will stand. */
  readonly width: number
}

export interface CommentColumns {
  add(comment: Trailing): void
  /** No other comment follows below the last. */
  flush(): void
}

/** `place` is told how many blanks go before each comment. */
export function createCommentColumns(place: (slot: number, blanks: number) => void): CommentColumns {
  let group: Trailing[] = []

  function flush(): void {
    const distance = Math.min(...group.map((one) => one.distance))
    const column = Math.max(...group.map((one) => one.width)) + distance
    for (const { slot, width } of group) place(slot, column - width)
    group = []
  }

  return {
    add(comment) {
      const above = group[group.length - 1]
      if (above && (above.line + 1 !== comment.line || above.column !== comment.column)) flush()
      group.push(comment)
    },
    flush,
  }
}
