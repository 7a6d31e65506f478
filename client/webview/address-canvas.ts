/** The map of cells: drawn once a second at the most, each kind with a colour and a pattern of its own; arrow keys go from cell to cell. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AddressMap } from '../../server/src/lab/frame'
import { addressFrom, cellKind, cellSummary, cellText, type CellKind } from './cells'
import { Drawing } from './drawing'

const labelWidth = 104
const colourOf: Readonly<Record<CellKind['name'], string>> = {
  outside: '--ink-dim',
  free: '--ink-dim',
  used: '--vscode-charts-blue',
  reserved: '--vscode-charts-purple',
  'reserved-used': '--vscode-charts-purple',
  declined: '--vscode-charts-red',
}

@customElement('kea-address-canvas')
export class AddressCanvas extends LitElement {
  @property({ attribute: false }) map: AddressMap | undefined = undefined
  @state() private at = 0
  @state() private isShown = false
  @query('canvas') private readonly canvas!: HTMLCanvasElement | null
  private width = 800
  private columns = 64
  private size = 14
  private drawnCells = ''
  private readonly drawing = new Drawing(this, {
    draw: () => this.draw(),
    restyle: () => this.drawing.now(),
    resize: (width = 800) => {
      this.width = width
      this.drawing.now()
    },
  })

  override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult {
    const map = this.map
    const last = Math.max(0, (map?.cells.length ?? 1) - 1)
    const at = Math.min(this.at, last)
    return html`
      <div class="cell-map" role="slider" tabindex="0" aria-label="Cell of the map of addresses" aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${at} aria-valuetext=${map === undefined ? nothing : cellText(map, at)}
        @keydown=${this.pressed} @pointermove=${this.pointed} @focus=${() => this.show(true)} @blur=${() => this.show(false)} @pointerleave=${() => this.show(false)}>
        <canvas aria-hidden="true"></canvas>
      </div>
      <p class="cell-told mono">${map === undefined || !this.isShown ? html`<span class="dim">Point at a cell, or go through them with the arrow keys.</span>` : cellText(map, at)}</p>
      <p class="unseen">${map === undefined ? '' : `In this map: ${cellSummary(map.cells)}.`}</p>`
  }

  private show(is: boolean): void {
    this.isShown = is || document.activeElement === this.querySelector('.cell-map')
    this.drawing.now()
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('map') && this.map?.cells !== this.drawnCells) this.drawing.soon()
  }

  private draw(): boolean {
    const map = this.map
    const canvas = this.canvas
    const paper = canvas?.getContext('2d')
    if (map === undefined || canvas === null || paper === null || paper === undefined) return false
    this.drawnCells = map.cells
    const room = Math.max(200, this.width - labelWidth - 4)
    this.columns = room / 64 >= 11 ? 64 : 32
    this.size = Math.max(6, Math.min(18, Math.floor(room / this.columns)))
    const rows = Math.ceil(map.cells.length / this.columns)
    const scale = window.devicePixelRatio
    const width = labelWidth + this.columns * this.size + 4
    const height = rows * this.size + 4
    canvas.width = width * scale
    canvas.height = height * scale
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
    paper.scale(scale, scale)
    const style = getComputedStyle(this)
    const colours = Object.fromEntries(Object.entries(colourOf).map(([name, variable]) => [name, style.getPropertyValue(variable).trim() || style.color]))
    paper.font = `11px ${style.getPropertyValue('--mono') || 'monospace'}`
    paper.textBaseline = 'middle'
    const every = Math.max(1, Math.ceil(14 / this.size))
    for (let row = 0; row < rows; row += every) {
      paper.fillStyle = style.getPropertyValue('--ink-dim').trim() || style.color
      paper.fillText(addressFrom(map.first, row * this.columns * map.perCell), 0, row * this.size + this.size / 2 + 2)
    }
    for (let index = 0; index < map.cells.length; index++) {
      const kind = cellKind(map.cells[index])
      if (kind === undefined) continue
      const x = labelWidth + (index % this.columns) * this.size + 2
      const y = Math.floor(index / this.columns) * this.size + 2
      drawCell(paper, kind.name, colours[kind.name] ?? style.color, [x, y, this.size - 2])
    }
    if (!this.isShown) return true
    paper.strokeStyle = style.getPropertyValue('--vscode-focusBorder').trim() || style.color
    paper.lineWidth = 2
    paper.strokeRect(labelWidth + (this.at % this.columns) * this.size + 1, Math.floor(this.at / this.columns) * this.size + 1, this.size, this.size)
    return true
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const last = (this.map?.cells.length ?? 1) - 1
    const next = { ArrowRight: this.at + 1, ArrowLeft: this.at - 1, ArrowDown: this.at + this.columns, ArrowUp: this.at - this.columns, PageDown: this.at + 8 * this.columns, PageUp: this.at - 8 * this.columns, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.at = Math.max(0, Math.min(last, next))
    this.show(true)
  }

  private readonly pointed = (event: PointerEvent): void => {
    const place = this.canvas?.getBoundingClientRect()
    if (place === undefined) return
    const column = Math.floor((event.clientX - place.left - labelWidth - 1) / this.size)
    const row = Math.floor((event.clientY - place.top - 1) / this.size)
    const index = row * this.columns + column
    if (column < 0 || column >= this.columns || index < 0 || index >= (this.map?.cells.length ?? 0) || (index === this.at && this.isShown)) return
    this.at = index
    this.show(true)
  }
}

/** Told apart without colour too: empty, full, a stroke, a full one with a hole, a cross, a dot. */
function drawCell(paper: CanvasRenderingContext2D, name: CellKind['name'], colour: string, [x, y, side]: readonly [number, number, number]): void {
  paper.fillStyle = colour
  paper.strokeStyle = colour
  paper.lineWidth = 1
  if (name === 'outside') {
    paper.fillRect(x + side / 2 - 1, y + side / 2 - 1, 2, 2)
    return
  }
  if (name === 'used' || name === 'reserved-used') paper.fillRect(x, y, side, side)
  else paper.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1)
  if (name === 'reserved-used') paper.clearRect(x + side / 3, y + side / 3, side / 3, side / 3)
  if (name !== 'reserved' && name !== 'declined') return
  paper.beginPath()
  paper.lineWidth = 1.5
  paper.moveTo(x, y + side)
  paper.lineTo(x + side, y)
  if (name === 'declined') {
    paper.moveTo(x, y)
    paper.lineTo(x + side, y + side)
  }
  paper.stroke()
}
