/** When a canvas is drawn: once a second at the most for what is new, and at once where the theme or the room for it changes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export interface DrawingParts {
  /** @returns whether there was anything to draw, and to draw it on */
  draw(): boolean
  /** Other colours. */
  restyle(): void
  /** Its width, px. */
  resize(width: number | undefined): void
}

export class Drawing implements ReactiveController {
  private drawn = -Infinity
  private timer: ReturnType<typeof setTimeout> | undefined = undefined
  private readonly sizes = new ResizeObserver((entries) => this.parts.resize(entries[0]?.contentRect.width))
  private readonly theme = new MutationObserver(() => this.parts.restyle())
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)')

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly parts: DrawingParts,
  ) {
    host.addController(this)
  }

  hostConnected(): void {
    this.sizes.observe(this.host)
    // The editor changes its theme by the body's classes and the variables of the document.
    this.theme.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] })
    this.scheme.addEventListener('change', this.restyle)
  }

  hostDisconnected(): void {
    this.sizes.disconnect()
    this.theme.disconnect()
    this.scheme.removeEventListener('change', this.restyle)
    this.stopTimer()
  }

  now(): void {
    this.stopTimer()
    const begun = performance.now()
    if (this.parts.draw()) this.drawn = begun
  }

  /** Now, or when the second since it was drawn last is over. */
  soon(): void {
    const wait = this.drawn + 1000 - performance.now()
    if (wait <= 0) this.now()
    else this.timer ??= setTimeout(() => this.now(), wait)
  }

  private readonly restyle = (): void => this.parts.restyle()

  private stopTimer(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }
}
