#!/bin/sh
# Finds a way to build for wasm32-unknown-unknown and prints it as shell
# assignments; use it as   eval "$(sh wasm-toolchain.sh)"   and then
#     cargo build $WASM_CARGO_FLAGS --target-dir "$WASM_TARGET_DIR" --target wasm32-unknown-unknown ...
# in a subshell: the Debian branch exports RUSTC and RUSTC_BOOTSTRAP.
# Order: (1) the target is installed; (2) rustup installs it; (3) Debian's
# rustc-web + rust-web-src, with std built from source.
# WASM_TOOLCHAIN=rustup|debian forces one; WASM_RUSTUP_TIMEOUT (seconds, 60).
set -eu
target=wasm32-unknown-unknown
want=${WASM_TOOLCHAIN:-auto}
say() { printf 'wasm-toolchain: %s\n' "$*" >&2; }

emit_plain() {
    say "using $(rustc -V) with its own $target"
    echo "WASM_TOOLCHAIN_KIND=rustup; WASM_CARGO_FLAGS=''; WASM_TARGET_DIR='${CARGO_TARGET_DIR:-target}';"
    exit 0
}
# A sysroot that has core for the target is one that can build for it.
have_target() {
    d=$(rustc --print target-libdir --target "$target" 2>/dev/null) || return 1
    set -- "$d"/libstd-*.rlib
    [ -e "$1" ]
}

if [ "$want" != debian ]; then
    have_target && emit_plain
    if command -v rustup >/dev/null 2>&1; then
        say "asking rustup for $target"
        if command -v timeout >/dev/null 2>&1; then t="timeout ${WASM_RUSTUP_TIMEOUT:-60}"; else t=; fi
        # shellcheck disable=SC2086
        $t rustup target add "$target" >&2 </dev/null || say "rustup could not add it"
        have_target && emit_plain
    fi
    [ "$want" = rustup ] && { say "no $target"; exit 1; }
fi

# Debian: a second, newer rustc beside rustup's. Only rustc and the std sources
# are needed; any cargo of about the same age drives the build.
deb_rustc() { dpkg -L rustc-web 2>/dev/null | sed -n '\#/bin/rustc$#p'; }
sys_rustc=$(deb_rustc)
src_of() { echo "$("$sys_rustc" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/Cargo.toml"; }
if ! { [ -n "$sys_rustc" ] && [ -e "$(src_of)" ]; }; then
    command -v apt-get >/dev/null 2>&1 || { say "no $target, and no apt-get"; exit 1; }
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    say "installing Debian's rustc-web and rust-web-src"
    $sudo apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends rustc-web rust-web-src >&2
    sys_rustc=$(deb_rustc)
fi
[ -e "$(src_of)" ] || { say "no std sources at $(src_of)"; exit 1; }

# A linker: rustup's toolchain ships rust-lld even without the target;
# else Debian's wasm-ld of LLVM 22 (package lld-22). LLVM 14's, package lld, lacks
# the symbol __heap_end that current allocator crates want.
linker=
if command -v rustc >/dev/null 2>&1 && [ "$(command -v rustc)" != "$sys_rustc" ]; then
    host=$(rustc -vV | sed -n 's/^host: //p')
    l=$(rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld
    [ -x "$l" ] && linker=$l
fi
if [ -z "$linker" ]; then
    for l in wasm-ld-22 wasm-ld-21 wasm-ld-20 wasm-ld-19; do
        command -v "$l" >/dev/null 2>&1 && { linker=$(command -v "$l"); break; }
    done
fi
if [ -z "$linker" ]; then
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends lld-22 >&2
    linker=$(command -v wasm-ld-22)
fi
say "using $("$sys_rustc" -V), std from source, linker $linker"
cat <<EOF
WASM_TOOLCHAIN_KIND=debian;
export RUSTC='$sys_rustc' RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER='$linker';
WASM_CARGO_FLAGS='-Zbuild-std=std,panic_abort'; WASM_TARGET_DIR='${CARGO_TARGET_DIR:-target}/wasm-debian';
EOF
