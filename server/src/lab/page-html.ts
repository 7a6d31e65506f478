/** The document around the page, the same in the editor and in a browser; what it may load is what its host hands out, and nothing else. */

export interface PageParts {
  /** Addresses of page.js, page.css and codicon.css, as the page will ask for them. */
  readonly script: string
  readonly style: string
  readonly codiconStyle: string
  /** Where scripts, styles, fonts and pictures come from: a webview's `cspSource`, or `'self'`. */
  readonly cspSource: string
  /** With one, only the script that carries it runs. */
  readonly nonce?: string
  readonly title: string
}

/** @returns a whole HTML document; nothing inline stands in it */
export function pageHtml(parts: PageParts): string {
  const { cspSource, nonce } = parts
  const policy = [
    `default-src 'none'`,
    `script-src ${nonce === undefined ? cspSource : `'nonce-${nonce}'`}`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(parts.codiconStyle)}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${escape(parts.style)}">
<title>${escape(parts.title)}</title>
</head>
<body>
<kea-page></kea-page>
<script src="${escape(parts.script)}"${nonce === undefined ? '' : ` nonce="${escape(nonce)}"`} defer></script>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
