#!/usr/bin/env bash
# Draws the READMEs' pictures from a night that is really played: the delivery page, a mail, a message in a chat and
# the drive. Needs root, rclone, Samba, jq, chromium and a font with Chinese characters.
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
  play
  picture delivery-page 1000 1180 "$work/delivery.html"
  page mail mail '.detail | split("\n") | "<h1>" + (.[0] | capture("«(?<s>.*)»").s | @html) + "</h1>" + (.[1:] | map(@html) | join("\n"))'
  picture mail 760 880 "$work/mail.html"
  page chat chat '.detail | split("\n") | map(select(. != "") | @html) | "<h1>" + (.[1] | ltrimstr("### ")) + "</h1>" + (.[2:] | join("\n"))'
  picture chat 700 590 "$work/chat.html"
}

# play: plays the night, and leaves its timeline and the delivery page in $work. The drive is held until stdin ends.
play() {
  local line connect=''
  coproc NIGHT {
    exec "$root/rehearse" --scenario ordinary-night --drive smb --hold --timeline "$work/timeline" 2>&1
  }
  night=$NIGHT_PID
  while read -r -u "${NIGHT[0]}" line; do
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

# page NAME KIND FILTER: a page of the last entry of a kind that says that aurora's files are on the drive.
page() {
  {
    cat <<'HTML'
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 28px 32px; background: #f4f6f8; font: 16px/1.5 "Noto Sans CJK SC", sans-serif; color: #1c2733; }
h1 { margin: 0 0 14px; font-size: 19px; }
pre { margin: 0; padding: 22px 26px; background: #fff; border: 1px solid #d8dee5; border-radius: 10px; white-space: pre-wrap; font: inherit; }
</style><pre>
HTML
    jq -rs "map(select(.kind == \"$2\" and (.detail | contains(\"已在盘上\")) and (.detail | contains(\"aurora\")))) | last | $3" "$work/timeline"
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
