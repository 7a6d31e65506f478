/** The document around the page, as its hosts hand it out. */
export { pageHtml } from '../../server/src/lab/page-html'
export type { PageParts } from '../../server/src/lab/page-html'
