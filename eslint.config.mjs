// What a newcomer learns from the editor: which room may import which, and that no file grows past 300 lines.
import tseslint from 'typescript-eslint'

const rooms = ['text', 'net', 'config', 'expression', 'options', 'schema', 'deployment', 'lint', 'language', 'dhcp', 'ha', 'clients', 'explain', 'lab', 'files', 'pair', 'lsp', 'cli', 'bin']

/** What the language server needs, in a browser's worker too. */
const worksInBrowsers = [...rooms.slice(0, rooms.indexOf('dhcp')).map((room) => `server/src/${room}/**/*.ts`), 'server/src/lsp/**/*.ts', 'server/src/files/kea-text.ts']

/** A room may use the rooms left of it; types may be named from anywhere. */
const directions = rooms.map((room, index) => ({
  files: [`server/src/${room}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [...rooms.slice(index + 1), 'tests'].flatMap((later) => [`../${later}/*`, `../../${later}/*`, `../../../${later}/*`]),
            allowTypeImports: true,
            message: `${room} may not use what is built on it (ARCHITECTURE.md, "Rooms").`,
          },
          ...(['files', 'pair', 'lsp', 'cli', 'bin'].includes(room)
            ? []
            : [{ group: ['node:*'], message: `${room} is pure: files, time and randomness arrive as arguments.` }]),
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/node_modules/**', 'out/**', 'client/test/host/**'] },
  { files: ['**/*.ts'], extends: [...tseslint.configs.strictTypeChecked], languageOptions: { parserOptions: { projectService: true } } },
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Objects of functions here are closures: none of them has a this.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  ...directions,
  {
    files: worksInBrowsers,
    ignores: ['**/*.test.ts', 'server/src/lsp/test-*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['Buffer', 'process', 'global', 'setImmediate', '__dirname', 'require'].map((name) => ({ name, message: 'A web worker has none: net/octets.ts reads and writes octets.' }))],
    },
  },
  {
    files: ['client/src/**/*.ts', 'client/webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'server/src/(?!lsp/messages$|files/kea-text$|lab/messages$|lab/frame$|lab/page-html$|clients/profile$|explain/explanation$)',
              message: 'The client knows the messages of the servers and what a Kea file looks like, and nothing else of them.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'client/test/**/*.ts', 'server/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
)
