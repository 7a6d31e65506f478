/** What `kea-lint --help` prints. */
import { defaultRelease, releases } from '../config/release'
import { commas } from '../text/listed'
import { say } from '../text/text'

export const usage = say`Checks ISC Kea DHCP configurations: each file, and a pair's files together.

Usage: kea-lint [options] [path ...]
       kea-lint explain RULE

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
      --preset PRESET            recommended (every rule), strict, ha, security
                                 or migrate
      --select NAMES             run these rules and areas only, with commas
                                 between them, such as ha,subnets-overlap
      --ignore NAMES             leave these rules and areas out
      --fix                      mend what can be meant in one way only, in the
                                 files; with - the mended text is written to
                                 standard output
      --fix-dry-run              write what --fix would do as a patch
      --baseline FILE            findings that it holds are not told
      --update-baseline          write what is found now into the baseline
      --prune-baseline           take out of it what is no longer found
      --changed-since REF        tell of files that changed since that commit,
                                 and what the change does to a running server
      --each                     judge every file alone, without its partner
  -I, --include-folder FOLDER    where else included files are looked for
  -c, --config FILE              settings (default: the kea-lint.json nearest
                                 above the current folder)
  -w, --watch                    check again whenever a file changes
      --list-rules               list the rules (also with --format json)
      --print-config             print what counts for a file, and who says so
      --stdin-filename PATH      the name of what comes on standard input
      --color, --no-color        colours in the text (default: on a terminal)
      --lang LANGUAGE            en or fr (default: that of LC_ALL,
                                 LC_MESSAGES or LANG)
  -h, --help                     print this
  -v, --version                  print the version

Exit status: 0 nothing to fail on, 1 at least one error (or what --fail-on and
--max-warnings say), 2 something could not be read or the command could not run.
`
