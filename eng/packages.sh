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
  machine_packages="$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')"
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
  NUGET_PACKAGES="$consumers/cache" dotnet tool install Risk.Tool --version "$(version)" --tool-path "$consumers/tools" --source "$packages" -v quiet &&
    "$consumers/tools/risk" rules eval --condition ':amount: > 100' --event '{"amount": 120}' || status=1
  cd "$repo" || return 1
  return $status
}
