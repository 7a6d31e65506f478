/** The rows of a table of which only a part is there: an element that leaves at one end is used again at the other. */

export class RowElements {
  private readonly shown = new Map<number, HTMLElement>()

  /**
   * Puts the rows from the first up to before the last into a place, in their order.
   * By hand, since Lit's `repeat` leaves a comment behind for each row that goes (lit/lit issue 5298).
   * @param all also those that stood there before are drawn
   * @param draw fills the element of a row, which may have been another row's before
   */
  show(place: HTMLElement, [from, to]: readonly [number, number], all: boolean, draw: (index: number, element: HTMLElement) => void): void {
    const idle: HTMLElement[] = []
    for (const [index, element] of this.shown) {
      if (index >= from && index < to) continue
      this.shown.delete(index)
      idle.push(element)
    }
    let next: HTMLElement | null = null
    for (let index = to - 1; index >= from; index--) {
      let element = this.shown.get(index)
      if (element === undefined) {
        element = idle.pop() ?? document.createElement('div')
        this.shown.set(index, element)
        place.insertBefore(element, next)
        draw(index, element)
      } else if (all) draw(index, element)
      next = element
    }
    for (const element of idle) element.remove()
  }
}
