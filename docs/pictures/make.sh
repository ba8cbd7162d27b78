#!/usr/bin/env bash
# Draws the READMEs' pictures, in both languages, from nights that are really played: the delivery page, a mail, a
# message in a chat and the terminal. Needs root, rclone, Samba, jq, chromium and a font with Chinese characters.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
night=''

main() {
  local tool
  for tool in smbclient jq chromium; do
    command -v "$tool" >/dev/null || {
      echo "make.sh: $tool is missing" >&2
      exit 2
    }
  done
  trap clean_up EXIT
  pictures zh-CN '已在盘上'
  pictures en 'on the drive'
}

# pictures LANGUAGE READY: all pictures in a language, whose subjects say READY when files are on the drive.
pictures() {
  play "$1"
  picture "delivery-page.$1" 1000 1180 "$work/delivery.html"
  page mail mail "$2" '.detail | split("\n") | "<h1>" + (.[0] | capture("«(?<s>.*)»").s | @html) + "</h1>" + (.[1:] | map(@html) | join("\n"))'
  picture "mail.$1" 760 880 "$work/mail.html"
  page chat chat "$2" '.detail | split("\n") | map(select(. != "") | @html) | "<h1>" + (.[1] | ltrimstr("### ")) + "</h1>" + (.[2:] | join("\n"))'
  picture "chat.$1" 700 590 "$work/chat.html"
  terminal >"$work/terminal.html"
  picture "terminal.$1" 1000 900 "$work/terminal.html"
}

# play LANGUAGE: plays the night, and leaves its timeline, the delivery page and what it printed in $work. The drive is
# held until stdin ends.
play() {
  local line connect=''
  coproc NIGHT {
    exec "$root/rehearse" --lang "$1" --drive smb --hold --timeline "$work/timeline" 2>&1
  }
  night=$NIGHT_PID
  : >"$work/printed"
  while IFS= read -r -u "${NIGHT[0]}" line; do
    printf '%s\n' "$line" >>"$work/printed"
    line=${line#"${line%%[![:space:]]*}"}
    [[ $line != smbclient\ * ]] || connect=$line
    [[ $line != Enter,* ]] || break
  done
  [[ -n $connect ]] || {
    echo "make.sh: the night did not come to its end" >&2
    exit 1
  }
  $connect -E -c "get _landfall\\aurora\\2026-11-23-000200.html $work/delivery.html" >/dev/null 2>&1
  eval "exec ${NIGHT[1]}>&-"
  cat <&"${NIGHT[0]}" >/dev/null
  wait "$night"
  night=''
}

# terminal: a page of the night's first lines, as a terminal of 100 columns shows them.
terminal() {
  cat <<'HTML'
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 22px 26px; background: #14191f; color: #d7dde4; }
pre { margin: 0; font: 14px/1.45 "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; }
b { color: #5cc8d7; } i { color: #7bd88f; font-style: normal; }
</style><pre><i>$ ./rehearse</i>
HTML
  sed -n '/^=== /,$p' "$work/printed" | sed -n '4,50p' | jq -Rr '@html | sub("^(?<t>[0-9]{2}:[0-9]{2})"; "<b>\(.t)</b>")'
  echo '</pre>'
}

# page NAME KIND READY FILTER: a page of the last entry of a kind that says that aurora's files are on the drive.
page() {
  {
    cat <<'HTML'
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 28px 32px; background: #f4f6f8; font: 16px/1.5 "Noto Sans CJK SC", sans-serif; color: #1c2733; }
h1 { margin: 0 0 14px; font-size: 19px; }
pre { margin: 0; padding: 22px 26px; background: #fff; border: 1px solid #d8dee5; border-radius: 10px; white-space: pre-wrap; font: inherit; }
</style><pre>
HTML
    jq -rs "map(select(.kind == \"$2\" and (.detail | contains(\"$3\")) and (.detail | contains(\"aurora\")))) | last | $4" "$work/timeline"
    echo '</pre>'
  } >"$work/$1.html"
}

# picture NAME WIDTH HEIGHT PAGE
picture() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2,$3" \
    --screenshot="$here/$1.png" "file://$4" 2>/dev/null
  echo "$here/$1.png"
}

clean_up() {
  [[ -z $night ]] || kill "$night" 2>/dev/null || true
  rm -rf "$work"
}

main "$@"
