/**
 * A table of any length of which only what is in view is there: it tells which rows it shows, and is given those.
 * One stop of the tab key; inside, the arrow keys, page up and down, home and end go from row to row.
 */
import { html, LitElement, nothing, render, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { count } from './format'
import { RowElements } from './row-elements'

export type Cell = string | TemplateResult

export interface Column {
  readonly title: string
  /** Style class of its cells; '' for none. */
  readonly look: string
}

/** px; the style sheet says the same. */
const rowHeight = 24
const headHeight = 26
/** Beyond what is in view, so that a turn of the wheel finds rows. */
const spare = 12
/** Rows by which what is there moves on. */
const stride = 6

@customElement('kea-grid')
export class Grid extends LitElement {
  @property({ attribute: false }) label = ''
  /** Style class, which holds the widths of the columns. */
  @property({ attribute: false }) kind = ''
  @property({ attribute: false }) columns: readonly Column[] = []
  @property({ attribute: false }) total = 0
  /** Anew with each change of the rows: what makes the grid draw again. */
  @property({ attribute: false }) rows: unknown = undefined
  /** undefined: that row has not come yet. */
  @property({ attribute: false }) cellsOf: (index: number) => readonly Cell[] | undefined = () => undefined
  @property({ attribute: false }) lookOf: (index: number) => string = () => ''
  /** Stays at the end while rows are added. */
  @property({ attribute: false }) follow = false
  /** The row that the keyboard is at; -1 for none. */
  @property({ attribute: false }) active = -1
  @property({ attribute: false }) empty = 'Nothing to show.'
  @state() private first = 0
  @state() private inView = 20
  @query('.grid') private readonly port!: HTMLElement | null
  @query('.grid-body') private readonly body!: HTMLElement | null
  @query('.grid-slice') private readonly slice!: HTMLElement | null
  private readonly elements = new RowElements()
  private told = ''
  private waits = false
  private isHeld = false
  private readonly sizes = new ResizeObserver(() => this.measure())

  override createRenderRoot(): HTMLElement {
    return this
  }

  protected override firstUpdated(): void {
    if (this.port !== null) this.sizes.observe(this.port)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.sizes.disconnect()
  }

  protected override render(): TemplateResult {
    const isThere = this.active >= this.first && this.active < this.end()
    return html`<div class="grid ${this.kind}" role="grid" tabindex="0" aria-label="${this.label}, ${count(this.total)} rows" aria-rowcount=${this.total + 1} aria-colcount=${this.columns.length}
        aria-activedescendant=${isThere ? this.idOf(this.active) : nothing} @scroll=${this.scrolled} @keydown=${this.pressed} @focus=${this.focused}>
      <div class="grid-head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">${this.columns.map((column) => html`<div role="columnheader" class=${column.look}>${column.title}</div>`)}</div></div>
      <div class="grid-body" role="rowgroup"><div class="grid-slice" role="presentation" @mousedown=${this.held} @click=${this.clicked}></div></div>
      ${this.total === 0 ? html`<p class="grid-empty" role="presentation">${this.empty}</p>` : nothing}
    </div>`
  }

  /** The row after the last that is there. */
  private end(): number {
    return Math.min(this.total, this.first + this.inView + 2 * spare + stride)
  }

  private readonly drawRow = (index: number, element: HTMLElement): void => {
    const cells = this.cellsOf(index)
    const isActive = index === this.active
    element.className = `row ${this.lookOf(index)} ${isActive ? 'row-active' : ''}`
    if (element.dataset['index'] !== String(index)) {
      element.id = this.idOf(index)
      element.dataset['index'] = String(index)
      element.setAttribute('role', 'row')
      element.setAttribute('aria-rowindex', String(index + 2))
    }
    element.setAttribute('aria-selected', String(isActive))
    render(this.columns.map((column, at) => html`<div role="gridcell" class="cell ${column.look}">${cells === undefined ? '·' : cells[at]}</div>`), element)
  }

  /** Chosen as the button goes down: rows that follow the end have moved on until it is up. */
  private readonly held = (event: MouseEvent): void => {
    this.isHeld = event.button === 0
    if (this.isHeld) this.chooseUnder(event.target)
  }

  /** What comes without a mouse: a screen reader's click. */
  private readonly clicked = (event: Event): void => {
    if (!this.isHeld) this.chooseUnder(event.target)
    this.isHeld = false
  }

  private chooseUnder(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null
    if (row !== null) this.choose(Number(row.dataset['index']))
  }

  private idOf(index: number): string {
    return `${this.kind}-row-${index}`
  }

  protected override updated(changed: PropertyValues): void {
    if (this.body !== null && changed.has('total')) this.body.style.height = `${this.total * rowHeight}px`
    if (this.slice !== null) {
      const hasScrolledOnly = changed.size === 1 && changed.has('first')
      this.elements.show(this.slice, [Math.min(this.first, this.end()), this.end()], !hasScrolledOnly, this.drawRow)
      this.slice.style.transform = `translateY(${this.first * rowHeight}px)`
    }
    if (this.follow && this.port !== null) this.port.scrollTop = this.port.scrollHeight
    if (this.first > 0 && this.first >= this.total) this.measure()
    this.tell()
  }

  /** Which rows it needs: said when they change. */
  private tell(): void {
    const from = Math.max(0, this.first - 2 * spare)
    const wanted = this.inView + 6 * spare + stride
    const text = `${from} ${wanted} ${this.follow}`
    if (text === this.told) return
    this.told = text
    this.dispatchEvent(new CustomEvent('window', { detail: { from, count: wanted } }))
  }

  private readonly scrolled = (): void => {
    if (this.waits) return
    this.waits = true
    requestAnimationFrame(() => {
      this.waits = false
      this.measure()
    })
  }

  private measure(): void {
    const port = this.port
    if (port === null) return
    this.inView = Math.max(1, Math.ceil((port.clientHeight - headHeight) / rowHeight))
    // In strides: most turns of the wheel then change no row at all, and a stride brings only the rows that are new.
    const first = Math.floor((port.scrollTop / rowHeight - spare) / stride) * stride
    this.first = Math.max(0, Math.min(first, Math.floor((this.total - this.inView - spare) / stride) * stride))
    // Somebody scrolled away from the end.
    if (this.follow && port.scrollHeight - port.clientHeight - port.scrollTop > 4 * rowHeight) this.dispatchEvent(new Event('leave-end'))
  }

  private readonly focused = (): void => {
    if (this.active < 0 && this.total > 0) this.move(Math.floor((this.port?.scrollTop ?? 0) / rowHeight), false)
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.target !== this.port) return
    const page = Math.max(1, this.inView - 1)
    const next = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.total - 1 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      if (this.follow && event.key !== 'End') this.dispatchEvent(new Event('leave-end'))
      this.move(next, true)
    } else if ((event.key === 'Enter' || event.key === ' ') && this.active >= 0) {
      event.preventDefault()
      this.choose(this.active)
    }
  }

  private move(index: number, scroll: boolean): void {
    const row = Math.max(0, Math.min(this.total - 1, index))
    this.active = row
    this.dispatchEvent(new CustomEvent('move', { detail: row }))
    const port = this.port
    if (port === null || !scroll) return
    const top = row * rowHeight
    const room = port.clientHeight - headHeight
    if (top < port.scrollTop) port.scrollTop = top
    else if (top + rowHeight > port.scrollTop + room) port.scrollTop = top + rowHeight - room
  }

  private choose(index: number): void {
    this.active = index
    this.dispatchEvent(new CustomEvent('move', { detail: index }))
    this.dispatchEvent(new CustomEvent('choose', { detail: index }))
  }
}

/** Of a window of rows the one with this number, counted from the first of all. */
export function rowAt<Row>(window: { readonly from: number; readonly rows: readonly Row[] } | undefined, index: number): Row | undefined {
  return window === undefined ? undefined : window.rows[index - window.from]
}
