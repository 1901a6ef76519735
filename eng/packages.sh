# Sourced by build.sh. Packs, and uses the packed files as a stranger would: in projects outside the repository.

packages="$artifacts/packages"
version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$repo/eng/common.props"; }

pack() {
  rm -rf "$packages"
  dotnet pack "$solution" -c $configuration --nologo -v quiet -clp:NoSummary
}

# Restores from the packed files and from what this machine has restored before: no package of the same name on some source can
# step in, and the same version packed again is not taken from a cache.
outside() {
  local command="$1"
  shift
  NUGET_PACKAGES="$consumers/cache" dotnet "$command" --nologo -v quiet -clp:NoSummary "$@" \
    -p:RiskVersion="$(version)" -p:RestoreFallbackFolders="$machine_packages" -p:RestoreSources="$packages"
}

check_packages() {
  say "packing, and using the packages outside the repository"
  pack || return 1

  # What the projects need beside our packages has been restored by the build, but for the runtime that a self-contained app brings.
  dotnet restore tests/Risk.TrimmedApp --use-current-runtime -v quiet -clp:NoSummary || return 1
  machine_packages="$(global_packages)"
  consumers="$(mktemp -d)"
  local status=0
  use_packages || status=1
  rm -rf "$consumers"
  return $status
}

use_packages() {
  cp -r tests/Packages/. "$consumers/" || return 1
  cd "$consumers" || return 1
  local status=0
  outside build Inspect -c Release -o "$consumers/out/inspect" &&
    dotnet "$consumers/out/inspect/Inspect.dll" "$packages" "$repo/tests/Packages/contents.txt" || status=1
  outside build Console -c Release -o "$consumers/out/console" && dotnet "$consumers/out/console/Console.dll" || status=1
  outside build Web -c Release -o "$consumers/out/web" && dotnet "$consumers/out/web/Web.dll" || status=1
  outside publish Console -c Release --use-current-runtime --self-contained -p:PublishTrimmed=true -o "$consumers/out/trimmed" &&
    "$consumers/out/trimmed/Console" || status=1
  use_readmes || status=1
  NUGET_PACKAGES="$consumers/cache" dotnet tool install Risk.Tool --version "$(version)" --tool-path "$consumers/tools" --source "$packages" -v quiet &&
    "$consumers/tools/risk" rules eval --condition ':amount: > 100' --event '{"amount": 120}' || status=1
  cd "$repo" || return 1
  return $status
}

# The programs that README.md and Risk.Core's own print, cut out of them, built and run: what they answer is what the text says.
use_readmes() {
  local shop="$consumers/shop" hello="$consumers/hello" said answer
  dotnet new console -o "$hello" --no-restore >/dev/null && dotnet add "$hello" package Risk.Core --version "$(version)" --no-restore >/dev/null &&
    cut_files src/Risk.Core/README.md "$hello" && outside build "$hello" -c Release -o "$hello/out" || return 1
  said="$(sed -n 's/.*prints `\(.*\)`:$/\1/p' "$repo/src/Risk.Core/README.md")"
  answer="$(dotnet "$hello/out/hello.dll")"
  [[ -n $said && $answer == "$said" ]] || { printf 'readme of Risk.Core: prints "%s", the text says "%s"\n' "$answer" "$said"; return 1; }

  dotnet new web -o "$shop" --no-restore >/dev/null && dotnet add "$shop" package Risk.Extensions --version "$(version)" --no-restore >/dev/null &&
    cut_files README.md "$shop" && outside build "$shop" -c Release -o "$shop/out" || return 1
  said="$(sed -n '/^\$ curl/{n;p}' "$repo/README.md")"
  answer="$(ask_shop "$shop" "$(sed -n 's/^\$ \(curl .*\)/\1/p' "$repo/README.md")")"
  [[ -n $said && $answer == "$said" ]] || { printf 'readme: the service answers "%s", the text says "%s"\n' "$answer" "$said"; return 1; }
  printf 'readme: ok, "%s"\n' "$answer"
}

# The files that a document prints below a line that begins with the file's name and ends with a colon.
cut_files() {
  awk -v folder="$2" '
    /^```/ && inside { inside = 0; next }
    /^```/ { inside = 1; file = name == "" ? "" : folder "/" name; name = ""; if (file ~ /\//) { path = file; sub(/\/[^\/]*$/, "", path); system("mkdir -p \"" path "\""); printf "" > file }; next }
    inside && file != "" { print > file }
    !inside && /[^ ]/ { split($0, part, "`"); name = $0 ~ /^(Its )?`[A-Za-z\/]+\.[a-z]+`.*:$/ ? part[2] : "" }
  ' "$repo/$1"
}

# Starts the service on a free port, asks it what the text asks on port 5080, stops it.
ask_shop() {
  local log="$1/service.log" service url="" attempt
  (cd "$1" && exec dotnet out/shop.dll --urls http://127.0.0.1:0) >"$log" 2>&1 &
  service=$!
  for attempt in $(seq 150); do
    url="$(sed -n 's|.*Now listening on: http://\(.*\)|\1|p' "$log")"
    [[ -z $url ]] && kill -0 "$service" 2>/dev/null || break
    sleep 0.2
  done
  if [[ -n $url ]]; then
    bash -c "${2/127.0.0.1:5080/$url}"
  else
    cat "$log"
  fi
  kill "$service" 2>/dev/null
  wait "$service" 2>/dev/null
}

# Proves that package validation bites: the packed files are the baseline, a copy of the sources loses public members, and packing the
# copy must fail and name what is lost. An unchanged copy must pack, or the failure would prove nothing.
check_baseline() {
  say "checking that packing refuses to lose public members"
  [[ -f $packages/Risk.Evaluation.$(version).nupkg ]] || pack || return 1
  local copy status=0
  copy="$(mktemp -d)"
  use_baseline "$copy" || status=1
  rm -rf "$copy"
  return $status
}

use_baseline() {
  local copy="$1" metrics="src/Risk.Evaluation/Metrics/RiskMetrics.cs"
  local copied=(src/Risk.Core src/Risk.Generators src/Risk.Evaluation eng Directory.Build.props Directory.Build.targets Directory.Packages.props README.md global.json .editorconfig)
  tar -cf - --exclude=bin --exclude=obj --exclude='*.nupkg' "${copied[@]}" | tar -xf - -C "$copy" || return 1
  pack_copy "$copy" || { cat "$copy/pack.log"; printf 'baseline: an unchanged copy does not pack\n'; return 1; }

  sed -i 's/public static double BrierScore(/internal static double BrierScore(/' "$copy/$metrics" || return 1
  expect_refusal "$copy" CP0002 "RiskMetrics.BrierScore" || return 1
  cp "$repo/$metrics" "$copy/$metrics" || return 1
  sed -i 's/public static class RiskMetrics/internal static class RiskMetrics/' "$copy/$metrics" || return 1
  expect_refusal "$copy" CP0001 "RiskMetrics" || return 1
  printf 'baseline: a lost member is CP0002, a lost type CP0001, an unchanged library packs\n'
}

pack_copy() {
  (cd "$1" && NUGET_PACKAGES="$1/cache" dotnet pack src/Risk.Evaluation -c $configuration --nologo -v quiet -clp:NoSummary \
    -p:FastBuild=true -p:BaselineVersion="$(version)" -p:Version=9999.0.0 -p:RestoreFallbackFolders="$(global_packages)" -p:RestoreSources="$packages" \
    -p:PackageOutputPath="$1/packed") >"$1/pack.log" 2>&1
}

expect_refusal() {
  if pack_copy "$1"; then
    printf 'baseline: a copy without %s was packed\n' "$3"
    return 1
  fi
  grep -q "$2.*$3" "$1/pack.log" || { cat "$1/pack.log"; printf 'baseline: packing failed without saying %s of %s\n' "$2" "$3"; return 1; }
}

global_packages() { dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//'; }
