/** The document around the page: only what the extension ships may be loaded, and only the one script runs. */

export interface PageParts {
  readonly script: string
  readonly style: string
  readonly codiconStyle: string
  readonly cspSource: string
  readonly nonce: string
  readonly title: string
}

export function pageHtml({ script, style, codiconStyle, cspSource, nonce, title }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; font-src ${cspSource}; img-src ${cspSource}">
<link rel="stylesheet" href="${codiconStyle}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body><kea-page></kea-page><script src="${script}" nonce="${nonce}" defer></script></body>
</html>
`
}
