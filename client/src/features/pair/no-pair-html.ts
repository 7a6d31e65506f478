/** What stands in the panel's place when no laboratory stands behind it: one sentence, and how to start again. */
import type { Words } from '../../words'

export function noPairHtml(sentence: string, { t, language }: Words): string {
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>${escape(t('Kea test pair'))}</title>
</head>
<body>
<h1>${escape(t('Kea test pair'))}</h1>
<p>${escape(sentence)}</p>
<p><a href="command:kea.pair.start">${escape(t('Start Test Pair'))}</a></p>
<p><a href="command:kea.explain">${escape(t('Explain a Client, with no server running'))}</a></p>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
