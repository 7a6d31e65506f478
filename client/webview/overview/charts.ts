/** How many packets were answered and how fast, second by second. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import uPlot from 'uplot'
import type { ChartView } from '../../../server/src/lab/frame'
import { Drawing } from '../drawing'
import { clock, count, span } from '../format'

type Row = ChartView['servers'][number]

interface Plot {
  readonly title: string
  readonly unit: string
  /** Solid and dashed line of each server. */
  readonly lines: readonly { readonly name: string; readonly of: (server: Row) => readonly (number | null)[]; readonly dash: readonly number[] }[]
  readonly say: (value: number) => string
}

const plots: readonly Plot[] = [
  {
    title: 'Packets a second',
    unit: '/s',
    lines: [
      { name: 'answered', of: (server) => server.answered, dash: [] },
      { name: 'unanswered', of: (server) => server.unanswered, dash: [4, 4] },
    ],
    say: (value) => `${count(Math.round(value))}/s`,
  },
  {
    title: 'Time until the answer',
    unit: ' ms',
    lines: [
      { name: 'median', of: (server) => server.median, dash: [] },
      { name: 'p99', of: (server) => server.p99, dash: [4, 4] },
    ],
    say: (value) => span(value),
  },
]

/** Colours of the theme for the lines of the first, second, … server. */
const colours = ['--vscode-charts-blue', '--vscode-charts-yellow', '--vscode-charts-purple', '--vscode-charts-green']
const height = 170

@customElement('kea-charts')
export class Charts extends LitElement {
  @property({ attribute: false }) chart: ChartView | undefined = undefined
  private drawings: uPlot[] = []
  private shape = ''
  private readonly drawing = new Drawing(this, { draw: () => this.draw(), restyle: () => this.rebuild(), resize: () => this.fit() })

  override createRenderRoot(): HTMLElement {
    return this
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.drop()
  }

  protected override render(): TemplateResult {
    const servers = this.chart?.servers ?? []
    return html`${plots.map((plot) => html`<figure class="chart">
      <figcaption><span>${plot.title}</span>${servers.map((server, index) => html`<span class="legend legend-${index % colours.length}">${server.name}: ${plot.lines.map((line, at) => html`${at > 0 ? ', ' : ''}<span class=${line.dash.length > 0 ? 'key key-dashed' : 'key'}></span>${line.name} ${this.newest(line.of(server), plot)}`)}</span>`)}</figcaption>
      <div class="chart-canvas" role="img" aria-label="${plot.title} over time; the newest values stand above"></div>
    </figure>`)}`
  }

  private newest(values: readonly (number | null)[], plot: Plot): string {
    const value = values.at(-1)
    return value === null || value === undefined ? '–' : plot.say(value)
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('chart')) this.drawing.soon()
  }

  private draw(): boolean {
    const chart = this.chart
    if (chart === undefined) return false
    const shape = chart.servers.map((server) => server.name).join('\n')
    if (shape !== this.shape || this.drawings.length === 0) {
      this.drop()
      this.shape = shape
      this.drawings = [...this.querySelectorAll<HTMLElement>('.chart-canvas')].flatMap((place, index) => {
        const plot = plots[index]
        return plot === undefined ? [] : [new uPlot(this.options(plot, chart, place.clientWidth), dataOf(plot, chart), place)]
      })
      return true
    }
    this.drawings.forEach((drawing, index) => {
      const plot = plots[index]
      if (plot !== undefined) drawing.setData(dataOf(plot, chart))
    })
    return true
  }

  private options(plot: Plot, chart: ChartView, width: number): uPlot.Options {
    const style = getComputedStyle(this)
    const ink = style.getPropertyValue('--ink-dim').trim() || style.color
    const grid = { stroke: style.getPropertyValue('--line').trim() || style.color, width: 1 }
    const axis = { stroke: ink, grid, ticks: grid, font: `11px ${style.fontFamily}` }
    return {
      width: Math.max(200, width),
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true }, y: { range: (_, least, most) => [Math.min(0, least), Math.max(plot.unit === '/s' ? 10 : 1, most * 1.1)] } },
      axes: [
        { ...axis, size: 28, space: 80, values: (_, ticks) => ticks.map((tick) => clock(tick * 1000)) },
        { ...axis, size: 66, values: (_, ticks) => ticks.map((tick) => `${count(tick)}${plot.unit}`) },
      ],
      series: [
        {},
        ...chart.servers.flatMap((server, index) =>
          plot.lines.map((line) => ({
            label: `${server.name} ${line.name}`,
            stroke: style.getPropertyValue(colours[index % colours.length] ?? '').trim() || style.color,
            width: 1.5,
            dash: [...line.dash],
            points: { show: false },
          })),
        ),
      ],
    }
  }

  private fit(): void {
    const places = [...this.querySelectorAll<HTMLElement>('.chart-canvas')]
    this.drawings.forEach((drawing, index) => drawing.setSize({ width: Math.max(200, places[index]?.clientWidth ?? 200), height }))
  }

  private rebuild(): void {
    this.drop()
    this.drawing.now()
  }

  private drop(): void {
    for (const drawing of this.drawings) drawing.destroy()
    this.drawings = []
  }
}

function dataOf(plot: Plot, chart: ChartView): uPlot.AlignedData {
  const lines = chart.servers.flatMap((server) => plot.lines.map((line) => [...line.of(server)]))
  return [chart.at.map((at) => at / 1000), ...lines]
}
