/** What stands in the panel's place when no laboratory stands behind it: one sentence, and how to start again. */

export function noPairHtml(sentence: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Kea test pair</title>
</head>
<body>
<h1>Kea test pair</h1>
<p>${escape(sentence)}</p>
<p><a href="command:kea.pair.start">Start Test Pair</a></p>
<p><a href="command:kea.explain">Explain a Client</a>, with no server running</p>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
