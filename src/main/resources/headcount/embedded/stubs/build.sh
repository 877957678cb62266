#!/bin/sh
# Builds the two stand-in libraries beside this script (Linux x86-64, any gcc).
set -eu
cd "$(dirname "$0")"
for name in libaio libnuma; do
  gcc -shared -fPIC -O2 -Wall -Wextra -nostdlib -s -Wl,--build-id=none -Wl,-soname,$name.so.1 \
    -Wl,--version-script=$name.map -o $name.so.1 $name.c
done
