# Sourced by build.sh. In a copy of the sources, with a package source that lacks ONNX Runtime and an npm that reaches nothing: the build
# must say what to do, and everything but Risk.Onnx must build, test and pack.

check_without_onnxruntime() {
  say "building, testing and packing where ONNX Runtime can't be had"
  local copy status=0
  copy="$(mktemp -d)"
  without_onnxruntime "$copy" || status=1
  rm -rf "$copy"
  return $status
}

without_onnxruntime() {
  local copy="$1" name
  git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$copy" || return 1
  mkdir -p "$copy/no-packages" "$copy/bin"
  printf '#!/bin/sh\necho "npm error: the registry does not answer" >&2\nexit 1\n' >"$copy/bin/npm"
  chmod +x "$copy/bin/npm"

  # MSBuild takes RestoreSources from the environment; the cache is an empty one, or a package restored earlier would step in.
  (cd "$copy" && PATH="$copy/bin:$PATH" RestoreSources="$copy/no-packages" NUGET_PACKAGES="$copy/cache" RISK_CACHE="$copy/downloads" \
    bash -c 'source build.sh help >/dev/null; ensure_onnxruntime') >"$copy/ensure.log" 2>&1
  for name in "Risk.Onnx is left out" "the reason: npm error" "what to do: add a package source"; do
    grep -q "$name" "$copy/ensure.log" || { cat "$copy/ensure.log"; printf 'without ONNX Runtime: the build does not say "%s"\n' "$name"; return 1; }
  done

  say "the message is right; building the copy"
  (cd "$copy" && dotnet build "$solution" -c $configuration --nologo -v quiet -clp:NoSummary) || return 1
  if [[ $(stat -c %s "$copy/artifacts/bin/Risk.Onnx/release/Risk.Onnx.dll") -gt 8192 ]]; then
    printf 'without ONNX Runtime: Risk.Onnx is not empty, so nothing was shown\n'
    return 1
  fi

  for name in "$copy"/tests/*.Tests/*.csproj; do
    name="$(basename "$name" .csproj)"
    # The test projects that speak of ONNX Runtime; what the others do does not depend on it.
    [[ $name == Risk.Onnx.Tests || $name == Risk.Docs.Tests ]] || continue
    dotnet test "$copy/artifacts/bin/$name/release/$name.dll" --nologo || return 1
  done

  (cd "$copy" && dotnet pack "$solution" -c $configuration --no-build --nologo -v quiet -clp:NoSummary) || return 1
  for name in Risk.Core Risk.Extensions Risk.Evaluation Risk.Postgres Risk.Tool; do
    [[ -f $copy/artifacts/packages/$name.$(version).nupkg ]] || { printf 'without ONNX Runtime: %s was not packed\n' "$name"; return 1; }
  done
  [[ ! -f $copy/artifacts/packages/Risk.Onnx.$(version).nupkg ]] || { printf 'without ONNX Runtime: an empty Risk.Onnx was packed\n'; return 1; }
  dotnet "$copy/artifacts/bin/Risk.Benchmarks/release/Risk.Benchmarks.dll" --list flat >"$copy/benchmarks.log" || return 1
  printf 'without ONNX Runtime: everything else builds, tests and packs, %s benchmarks are there\n' "$(wc -l <"$copy/benchmarks.log")"
}
