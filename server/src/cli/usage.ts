/** What `kea-lint --help` prints. */
import { defaultRelease, releases } from '../config/release'
import { commas } from '../text/listed'
import { say } from '../text/text'

export const usage = say`Checks ISC Kea DHCP configurations: each file, and a pair's files together.

Usage: kea-lint [options] [path ...]

  A path is a file, a folder, a pattern such as "sites/*/kea-dhcp4.conf", or -
  for standard input. Without one, the current folder is searched.

Options:
  -f, --format FORMAT            text, concise, json, sarif, github, gitlab,
                                 junit, checkstyle or rdjsonl (default: text;
                                 under GitHub Actions github)
  -o, --output FILE              write the format to a file, and text to the
                                 terminal
      --fail-on LEVEL            error (default), warning, info or never
      --max-warnings N           fail with more warnings than that
  -q, --quiet                    tell errors only
      --kea-version RELEASE      ${commas(releases)} (default: ${defaultRelease})
      --severity RULE=LEVEL      error, warning, info or off; may be repeated
      --each                     judge every file alone, without its partner
  -I, --include-folder FOLDER    where else included files are looked for
  -c, --config FILE              settings (default: the kea-lint.json nearest
                                 above the current folder)
      --stdin-filename PATH      the name of what comes on standard input
      --color, --no-color        colours in the text (default: on a terminal)
      --lang LANGUAGE            en or fr (default: that of LC_ALL,
                                 LC_MESSAGES or LANG)
  -h, --help                     print this
  -v, --version                  print the version

Exit status: 0 nothing to fail on, 1 at least one error (or what --fail-on and
--max-warnings say), 2 something could not be read or the command could not run.
`
