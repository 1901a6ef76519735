#!/usr/bin/env bash
# The one door to this repository. Needs the .NET SDK and bash; npm only where NuGet lacks ONNX Runtime.
set -uo pipefail
repo="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$repo"

configuration=Release
solution=Risk.Core.sln
artifacts="$repo/artifacts"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND [ARGUMENTS]

  demo     score credit applications and payments, with reasons and speed
  test     build with warnings as errors, check the format, run all tests, the allocation gate, the demo's exact
           checks, the trimmed and native apps and the packages as others use them; the last line is "N passed, N failed, N skipped"
  bench    run benchmarks; arguments go to BenchmarkSwitcher (--filter '*Tree*', --list flat …)
           --quick: one table of the design's targets, met or not, in minutes (benchmarks/Risk.Benchmarks/Targets/targets.txt)
           --readme: writes the README's table of ratios anew from benchmarks/results
           latency [SECONDS]: p50, p99, p99.9 and the maximum of single decisions, also while reloading
  pack     put all packages into artifacts/packages
  verify   the gates alone: format, allocations (benchmarks/allocations.json), demo, trimmed and native apps, and the
           packages as others use them and compared with a baseline; --packages, --baseline: only these
           --without-onnxruntime: everything but Risk.Onnx builds, tests and packs where ONNX Runtime can't be had

environment
  RISK_CACHE               where the ONNX Runtime package is kept between builds (default artifacts/cache)
  RISK_ACCEPT_SNAPSHOTS=1  tests accept what they receive as the new snapshots
  RISK_SHARED_DATA         the public data sets some tests use (default ../shared/data)
TEXT
}

say() { printf '%s\n' "== $*" >&2; }
warn() { printf '%s\n' "warning: $*" >&2; }
fail() { printf '%s\n' "error: $*" >&2; exit 1; }

# shellcheck source=eng/onnxruntime-feed.sh
source "$repo/eng/onnxruntime-feed.sh"
# shellcheck source=eng/packages.sh
source "$repo/eng/packages.sh"
# shellcheck source=eng/without-onnxruntime.sh
source "$repo/eng/without-onnxruntime.sh"

need_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK is not installed; global.json says which version this repository needs"
  local version
  version="$(dotnet --version 2>&1)" || fail "no installed .NET SDK is the one that global.json asks for:
$version"
}

build() {
  say "building $solution"
  dotnet build "$solution" -c $configuration --nologo -v quiet -clp:NoSummary || return 1
}

# Whitespace only: style is enforced by the build itself.
check_format() {
  say "checking the format"
  dotnet format whitespace . --folder --verify-no-changes --include src/ tests/ benchmarks/ samples/ --exclude artifacts/ \
    || { warn "the format differs; this repairs it: dotnet format whitespace . --folder --include src/ tests/ benchmarks/ samples/"; return 1; }
}

check_allocations() {
  say "checking allocations"
  local app="$artifacts/bin/Risk.Benchmarks/release/Risk.Benchmarks.dll"
  dotnet "$app" allocations "$repo/benchmarks/allocations.json"
}

# The demo ends with 1 when a window or a margin of the card stream is not exactly what the reference says.
check_demo() {
  say "running the demo"
  local log="$artifacts/demo.log"
  mkdir -p "$artifacts"
  dotnet "$artifacts/bin/Demo/release/Demo.dll" >"$log" || { cat "$log"; return 1; }
  grep ': all exact' "$log"
}

check_trimmed_app() {
  say "publishing and running the trimmed app"
  local out="$artifacts/trimmed-app"
  rm -rf "$out"
  dotnet publish tests/Risk.TrimmedApp -c $configuration --use-current-runtime --self-contained --nologo -v quiet -clp:NoSummary -o "$out" || return 1
  "$out/Risk.TrimmedApp"
}

# The same program as native code must give the bits that the just-in-time compiler gives; runs after the trimmed app.
check_native_app() {
  local out="$artifacts/native-app" linker native managed started ended
  # NativeAOT links with clang unless told otherwise.
  linker="$(command -v clang || command -v gcc)" || { warn "neither clang nor gcc is installed, so the native app is not checked"; return 0; }
  say "publishing and running the native app"
  local options=(tests/Risk.TrimmedApp --use-current-runtime -p:NativeApp=true -v quiet)
  if ! dotnet restore "${options[@]}" >"$artifacts/native-app.log" 2>&1; then
    warn "the native compiler does not restore from this machine's package sources, so the native app is not checked: $(grep -m1 -i error "$artifacts/native-app.log")"
    return 0
  fi
  rm -rf "$out"
  dotnet publish "${options[@]}" -c $configuration --nologo -clp:NoSummary -p:CppCompilerAndLinker="$(basename "$linker")" -o "$out" || return 1
  managed="$("$artifacts/trimmed-app/Risk.TrimmedApp")" || return 1
  started="$(date +%s%3N)"
  native="$("$out/Risk.TrimmedApp")" || { printf '%s\n' "$native"; return 1; }
  ended="$(date +%s%3N)"
  [[ $native == "$managed" ]] || { printf 'the native app says "%s", the trimmed app "%s"\n' "$native" "$managed"; return 1; }
  printf 'native app: the same bits, %s KiB, start to end in %s ms\n' "$(($(stat -c %s "$out/Risk.TrimmedApp") / 1024))" "$((ended - started))"
}

passed=0 failed=0 skipped=0

# A check that is no test counts only when it fails.
gate() {
  "$@" || { failed=$((failed + 1)); printf 'FAILED: %s\n' "$1"; }
}

counter() { sed -n "s/.*<Counters [^>]*$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

run_tests() {
  local project name report status total executed good bad
  rm -rf "$artifacts/tests"
  for project in tests/*.Tests/*.csproj; do
    name="$(basename "$project" .csproj)"
    report="$artifacts/tests/$name.trx"
    dotnet test "$artifacts/bin/$name/release/$name.dll" --nologo --results-directory "$artifacts/tests" \
      --logger "trx;LogFileName=$name.trx" --blame-hang-timeout 5m --blame-hang-dump-type none "$@" 2>&1 |
      grep -vE "^(Starting test execution|A total of 1 test files|Data collector 'Blame'|Results File:|\$)"
    status=${PIPESTATUS[0]}
    total=0 executed=0 good=0 bad=0
    if [[ -f $report ]]; then
      total="$(counter "$report" total)" executed="$(counter "$report" executed)"
      good="$(counter "$report" passed)" bad="$(counter "$report" failed)"
    fi
    if [[ $status -ne 0 && ${bad:-0} -eq 0 ]] || [[ ${total:-0} -eq 0 ]]; then
      printf 'FAILED: %s did not run to its end (exit code %s)\n' "$name" "$status"
      bad=$((${bad:-0} + 1))
    fi
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-0}))
    skipped=$((skipped + ${total:-0} - ${executed:-0}))
  done
}

summary() {
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 && $passed -gt 0 ]]
}

command_test() {
  ensure_onnxruntime
  if ! build; then
    printf 'FAILED: build\n'
    failed=1
    summary
    return 1
  fi
  gate check_format
  say "running the tests"
  run_tests "$@"
  gate check_allocations
  gate check_demo
  gate check_trimmed_app
  gate check_native_app
  gate check_packages
  gate check_baseline
  summary
}

command_verify() {
  local gates=(check_format check_allocations check_demo check_trimmed_app check_native_app check_packages check_baseline) check
  case "${1:-}" in
    --packages) gates=(check_packages check_baseline) ;;
    --baseline) gates=(check_baseline) ;;
    --without-onnxruntime)
      gate check_without_onnxruntime
      [[ $failed -eq 0 ]] || fail "without ONNX Runtime something else fails"
      return 0
      ;;
    "") ;;
    *) fail "verify knows --packages, --baseline and --without-onnxruntime, not '$1'" ;;
  esac
  ensure_onnxruntime
  if [[ ${#gates[@]} -gt 1 ]]; then
    build || fail "the build failed"
  fi
  for check in "${gates[@]}"; do
    gate "$check"
  done
  [[ $failed -eq 0 ]] || fail "$failed of ${#gates[@]} gates failed"
  say "all gates passed"
}

command_demo() {
  say "building the demo"
  dotnet build samples/Demo -c $configuration --nologo -v quiet -clp:NoSummary || fail "the demo does not build"
  dotnet "$artifacts/bin/Demo/release/Demo.dll" "$@"
}

command_bench() {
  ensure_onnxruntime
  dotnet build benchmarks/Risk.Benchmarks -c $configuration --nologo -v quiet -clp:NoSummary || fail "the benchmarks do not build"
  local app="$artifacts/bin/Risk.Benchmarks/release/Risk.Benchmarks.dll"
  if [[ "${1:-}" == --quick ]]; then
    dotnet "$app" quick benchmarks/Risk.Benchmarks/Targets/targets.txt "$artifacts/benchmarks/quick"
  elif [[ "${1:-}" == --readme ]]; then
    dotnet "$app" readme benchmarks/Risk.Benchmarks/Targets/readme.txt benchmarks/results/amd-epyc-zen4/targets.json README.md
  else
    dotnet "$app" "$@"
  fi
}

command_pack() {
  ensure_onnxruntime
  pack || fail "packing failed"
  say "packages in artifacts/packages"
  ls "$artifacts/packages"
}

main() {
  local command="${1:-}"
  [[ $# -gt 0 ]] && shift
  case $command in
    demo | test | bench | pack | verify)
      need_dotnet
      "command_$command" "$@"
      ;;
    help | -h | --help) usage ;;
    "") usage >&2; exit 2 ;;
    *) printf "error: there is no command '%s'\n\n" "$command" >&2; usage >&2; exit 2 ;;
  esac
}

main "$@"
