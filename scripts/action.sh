#!/usr/bin/env bash
# What action.yml runs. Reports to the outputs of the step, and ends as Breakwater ended.
set -uo pipefail
set -f # Globs are Breakwater's to read, not the shell's.

report="${RUNNER_TEMP:-/tmp}/breakwater-$$.json"
flags=(--format "json:$report" --fail-on "$BREAKWATER_FAIL_ON")
[ -z "$BREAKWATER_SARIF" ] || flags+=(--format "sarif:$BREAKWATER_SARIF")
[ "$BREAKWATER_ANNOTATE" != true ] || flags+=(--format github)
[ "$BREAKWATER_CHANGED" != true ] || flags+=(--changed)
read -r -d '' -a more <<<"$BREAKWATER_ARGS"
read -r -d '' -a paths <<<"$BREAKWATER_PATHS"

npx --yes "breakwater@$BREAKWATER_VERSION" check "${flags[@]}" ${more[@]+"${more[@]}"} -- ${paths[@]+"${paths[@]}"}
code=$?

count() {
  [ -f "$report" ] || { echo 0; return; }
  node -e 'const { findings } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); console.log(findings.filter((one) => one.severity === process.argv[2]).length)' "$report" "$1"
}
sarif=''
[ -z "$BREAKWATER_SARIF" ] || [ ! -f "$BREAKWATER_SARIF" ] || sarif="${BREAKWATER_FOLDER%/}/$BREAKWATER_SARIF"
{
  echo "sarif-file=${sarif#./}"
  echo "errors=$(count error)"
  echo "warnings=$(count warning)"
  echo "exit-code=$code"
} >>"$GITHUB_OUTPUT"
exit "$code"
