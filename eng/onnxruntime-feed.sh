# Sourced by build.sh. Makes Microsoft.ML.OnnxRuntime restorable where the machine's NuGet sources lack it.
#
# The package is an ordinary PackageReference of Risk.Onnx. Where the published version restores, nothing is done but to
# leave a mark (eng/feed/onnxruntime.available). Where it does not, the npm package named below, which carries ONNX
# Runtime's managed sources (MIT) and its official native libraries, is fetched with the machine's own npm, compiled, and
# packed into the folder feed under the same id. Neither the download nor that package is committed or published.

ort_npm_package=com.github.asus4.onnxruntime@0.4.9

# The feed's own build depends on the version that ONNX Runtime's sources were written for, not on ours.
ort_tensors_version=9.0.19

ort_property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$repo/eng/onnxruntime.props"; }
ort_published="$(ort_property OnnxRuntimePublishedVersion)"
ort_version="$(ort_property OnnxRuntimeFeedVersion)"

ort_feed="$repo/eng/feed"
ort_nupkg="$ort_feed/Microsoft.ML.OnnxRuntime.$ort_version.nupkg"
ort_mark="$ort_feed/onnxruntime.available"
ort_cache="${RISK_CACHE:-$repo/artifacts/cache}/onnxruntime-$ort_version"

# Always succeeds: without the package, Risk.Onnx is left out and the reason is printed.
ensure_onnxruntime() {
  if [[ ${OnnxRuntimeAvailable:-} == false ]]; then
    warn "OnnxRuntimeAvailable=false: Risk.Onnx is left out; everything else builds."
    return 0
  fi
  if [[ -f $ort_nupkg || -f $ort_mark ]]; then
    return 0
  fi

  mkdir -p "$ort_cache"
  say "looking for Microsoft.ML.OnnxRuntime $ort_published on this machine's package sources"
  if ort_restores; then
    touch "$ort_mark"
    return 0
  fi
  if [[ -f $ort_cache/$(basename "$ort_nupkg") ]]; then
    cp "$ort_cache/$(basename "$ort_nupkg")" "$ort_nupkg"
    return 0
  fi

  say "not there; building the package from its published sources (once, cached)"
  local log="$ort_cache/build.log"
  if ort_build >"$log" 2>&1; then
    return 0
  fi
  warn "Microsoft.ML.OnnxRuntime can neither be restored nor built here, so Risk.Onnx is left out; everything else builds."
  warn "the reason: $(grep -m1 -iE 'error|ERR!|not found' "$log" || tail -n 1 "$log")"
  warn "the log: ${log#"$repo"/}"
  warn "what to do: add a package source that has Microsoft.ML.OnnxRuntime $ort_published (dotnet nuget add source URL), or put Microsoft.ML.OnnxRuntime.$ort_version.nupkg into eng/feed, or install npm; then run this again."
  return 0
}

# Asks for the package in a project of its own, so that a failure touches nothing else.
ort_restores() {
  local probe="$ort_cache/probe"
  rm -rf "$probe"
  mkdir -p "$probe"
  ort_isolate "$probe"
  cat >"$probe/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime" Version="[$ort_published]" /></ItemGroup>
</Project>
XML
  dotnet restore "$probe/probe.csproj" >"$ort_cache/probe.log" 2>&1
}

# Stops the repository's build rules and central versions from reaching a project under artifacts/.
ort_isolate() {
  local name
  for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
    echo '<Project />' >"$1/$name"
  done
}

# Called under `if`, where `set -e` has no effect: each step says itself that the rest is pointless without it.
ort_build() (
  command -v npm >/dev/null || { echo "error: npm is not installed"; exit 1; }
  work="$ort_cache/work"
  rm -rf "$work"
  mkdir -p "$work/feed" && cd "$work" || exit 1
  npm pack --silent --fetch-retries=1 "$ort_npm_package" || exit 1
  # Windows and macOS libraries are taken along where the package has them; the phone ones are not.
  tar xzf ./*.tgz --exclude='*.meta' --exclude='*/iOS~*' --exclude='*/Android*' --exclude='*.xcframework*' \
    package/Runtime package/Plugins package/LICENSE package/ThirdPartyNotices.txt || exit 1
  rm -f ./*.tgz

  ort_isolate "$work"
  {
    cat <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <AssemblyName>Microsoft.ML.OnnxRuntime</AssemblyName>
    <PackageId>Microsoft.ML.OnnxRuntime</PackageId>
    <Version>$ort_version</Version>
    <Authors>Microsoft</Authors>
    <Description>A local build of ONNX Runtime's managed API with its native libraries. Not for publishing.</Description>
    <PackageLicenseExpression>MIT</PackageLicenseExpression>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
    <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
    <GenerateDocumentationFile>true</GenerateDocumentationFile>
    <NuGetAudit>false</NuGetAudit>
    <NoWarn>\$(NoWarn);CS0649;CS1570;CS1571;CS1572;CS1573;CS1574;CS1584;CS1587;CS1591;CS1658;SYSLIB0003;NU5100;NU5127;NU5128</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <Compile Include="package/Runtime/**/*.cs" />
    <Using Include="System.Reflection" />
    <PackageReference Include="System.Numerics.Tensors" Version="$ort_tensors_version" />
    <None Include="package/LICENSE;package/ThirdPartyNotices.txt" Pack="true" PackagePath="/" />
XML
    ort_native Linux/x64 linux-x64 libonnxruntime.so
    ort_native Linux/arm64 linux-arm64 libonnxruntime.so
    ort_native Windows/x64 win-x64 onnxruntime.dll
    ort_native Windows/arm64 win-arm64 onnxruntime.dll
    ort_native macOS/arm64 osx-arm64 libonnxruntime.dylib
    ort_native macOS/x64 osx-x64 libonnxruntime.dylib
    echo '  </ItemGroup>'
    echo '</Project>'
  } >ort.csproj

  dotnet pack ort.csproj -c Release -o "$work/feed" --nologo || exit 1
  mv "$work/feed/$(basename "$ort_nupkg")" "$ort_cache/" || exit 1
  # In one step, so that an interrupted copy is never taken for a package.
  cp "$ort_cache/$(basename "$ort_nupkg")" "$ort_nupkg.partial" && mv "$ort_nupkg.partial" "$ort_nupkg" || exit 1
  cd "$ort_cache" || exit 1
  rm -rf "$work" "$ort_cache/probe"
)

# A native library, if the package has it for that platform.
ort_native() {
  if [[ -f package/Plugins/$1/$3 ]]; then
    echo "    <None Include=\"package/Plugins/$1/$3\" Pack=\"true\" PackagePath=\"runtimes/$2/native/$3\" />"
  fi
}
