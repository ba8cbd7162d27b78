#!/usr/bin/env bash
# Reads the newest deliveries through the drive, so that the gateway's cache holds them before artists come; with
# --verify checks them. Asks nothing of AWS: the delivery reports on the drive say what there is. See docs/gateway.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"

# The state forgets files that came longer ago.
readonly STATE_DAYS=90
# Seconds for one request to the share: the gateway may have to fetch what it is asked for from AWS.
readonly SMB_SECONDS=120

drive='' share='' credentials='' newest='' since='' bytes='' cache_size='' percent='' readers=4
state='' verify=false result=''
partners=() folders=() patterns=() reports=() hash_lists=()
problems=0
reading='' # the process group of the readers
# What the readers, which are processes of their own, need.
export drive share credentials SMB_SECONDS LANDFALL_SMB_PORT LANDFALL_CONNECT_SECONDS
export LC_ALL=C.UTF-8

help() {
  cat <<'HELP'
warm.sh --drive DIR | --smb //GATEWAY/SHARE [OPTIONS]
Reads the newest deliveries, so that the gateway's cache holds them. The reports
in _landfall on the drive say what came. Start it again to go on. Needs no AWS.
  --drive DIR            where the whole bucket's share is mounted
  --smb //GATEWAY/SHARE  the share itself, as a guest, by smbclient
  --credentials FILE     with --smb: username=… and password=…, a line each
  --partner P...         these partners' reports (all)
  --newest N             the newest N reports of each partner (7)
  --since TIME           in place of it: those since, such as '2 days ago'
  --folder F...          only what is in these folders: northlight/sc010
  --match PATTERN...     only such names ('*.exr'), or paths ('*/plates/*')
  --bytes SIZE           at most so much, the newest first: 500G, 500Gi
  --cache-size SIZE --percent N  in place of it: a share of the cache
  --readers N            how many files at a time (4)
  --state FILE           what was read before (~/.local/state/landfall/...)
  --verify --result FILE check sizes, and hashes that are in the deliveries' MHL
                         files, and write what was found
  --dry-run              say what would be read
Exit status: 0 all was read and is right, 1 failed, or a file is absent or
             differs (it says which), 2 usage, 3 drive not reachable
HELP
}

read_arguments() {
  read_options --drive=drive --smb=share --credentials=credentials --partner+=add_partner --newest=newest --since=since \
    --folder+=add_folder --match+=add_pattern --bytes=bytes --cache-size=cache_size --percent=percent --readers=readers \
    --state=state --verify=verify:true --result=result --dry-run=dry_run:true -- "$@"
  [[ -n $drive || -n $share ]] || usage_error "--drive or --smb is missing"
  [[ -z $drive || -z $share ]] || usage_error "--drive and --smb; expected one of them"
  [[ -z $share || $share =~ ^//[^/\\]+/[^/\\]+$ ]] || usage_error "--smb is '$share'; expected //GATEWAY/SHARE"
  [[ -z $credentials || -n $share ]] || usage_error "--credentials has no effect without --smb"
  [[ -z $credentials || -r $credentials ]] || usage_error "--credentials: '$credentials' can't be read"
  [[ -z $newest || -z $since ]] || usage_error "--newest and --since; expected one of them"
  need_number --newest "${newest:=7}" 1000000
  need_number --readers "$readers" 64
  if [[ -n $since ]]; then
    since=$(date -d "$since" +%F-%H%M%S 2>/dev/null) || usage_error "--since is not a time, such as '2 days ago' or 2026-11-23"
  fi
  [[ -z $bytes || -z $cache_size$percent ]] || usage_error "--bytes and a share of the cache; expected one of them"
  [[ -n $cache_size || -z $percent ]] || usage_error "--percent needs --cache-size"
  if [[ -n $cache_size ]]; then
    need_number --percent "$percent" 100
    read_size --cache-size "$cache_size"
    bytes=$((size * percent / 100))
  elif [[ -n $bytes ]]; then
    read_size --bytes "$bytes"
    bytes=$size
  fi
  ! "$verify" || [[ -n $result ]] || usage_error "--verify needs --result"
  "$verify" || [[ -z $result ]] || usage_error "--result has no effect without --verify"
  [[ -z $result || -w $result || (! -e $result && -w $(dirname -- "$result")) ]] ||
    usage_error "--result: '$result' can't be written"
}

need_number() {
  [[ $2 =~ ^[1-9][0-9]{0,6}$ && $2 -le $3 ]] || usage_error "$1 is '$2'; expected a number from 1 to $3"
}

# read_size OPTION TEXT: leaves it in $size, in bytes.
read_size() {
  size=$(numfmt --from=auto -- "$2" 2>/dev/null) || size=''
  [[ $size =~ ^[1-9][0-9]{0,15}$ ]] || usage_error "$1 is '$2'; expected a size such as 500G (500,000,000,000 bytes) or 500Gi"
}

add_partner() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || usage_error "partner '$1'; expected a name such as northlight"
  partners+=("$1")
}

add_folder() {
  local folder=$1
  while [[ $folder == /* ]]; do folder=${folder#/}; done
  while [[ $folder == */ ]]; do folder=${folder%/}; done
  [[ -n $folder && $folder != *\\* ]] || usage_error "folder '$1'; expected one on the drive, such as northlight/sc010"
  folders+=("$folder")
}

add_pattern() { patterns+=("$1"); }

# --- The drive -----------------------------------------------------------------------------------

# smb COMMAND OPTIONS…: one command of smbclient. It comes on stdin: after -c a semicolon in a name would end it.
smb() {
  local login=(-N)
  [[ -z $credentials ]] || login=(-A "$credentials")
  smbclient "$share" -p "$LANDFALL_SMB_PORT" -t "$SMB_SECONDS" -d 1 -q "${login[@]}" "${@:2}" <<<"$1"
}

# on_share KEY: as smbclient takes it.
on_share() { printf '"%s"' "${1//\//\\}"; }

# drive_answers: whether it is still there.
drive_answers() {
  if [[ -n $drive ]]; then
    timeout "$LANDFALL_CONNECT_SECONDS" test -d "$drive/_landfall"
  else
    local host=${share#//}
    reachable "${host%%/*}" "$LANDFALL_SMB_PORT"
  fi
}

# nameable KEY: whether a drive can have such a name. It keeps '..' in a key from leading out of the drive, too.
nameable() {
  [[ /$1/ != */../* && /$1/ != */./* && /$1/ != *//* ]] && [[ -n $drive || $1 != *[\"\\[:cntrl:]]* ]]
}

# names FOLDER PATTERN: leaves in $work/names what there is of such a name in it, each name ended by NUL.
names() {
  local found
  : >"$work/names"
  nameable "$1" || return 0
  if [[ -n $drive ]]; then
    shopt -s nullglob nocaseglob
    for found in "$drive/$1"/$2; do printf '%s\0' "${found##*/}"; done >"$work/names"
    return
  fi
  smb "ls $(on_share "$1/$2")" >"$work/said" 2>&1 ||
    fail "$FAILED" "the share does not let us in: $(shown "$work/said")" "correct what smbclient names, such as --credentials"
  # A name, 7 columns for attributes, 8 or more for the size, and the time.
  LC_ALL=C sed -nE 's/^  (.*)[ A-Za-z]{7} [ 0-9]{7,}[0-9]  [A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]{2} [0-9:]{8} [0-9]{4}$/\1/;T;s/ *$//p' \
    "$work/said" | tr '\n' '\0' >"$work/names"
  ! grep '^NT_STATUS_' "$work/said" | grep -qvE '^NT_STATUS_(NO_SUCH_FILE|OBJECT_(NAME|PATH)_NOT_FOUND) ' ||
    fail "$FAILED" "$1 can't be listed: $(shown "$work/said")" "see that this user may read it"
}

# fetch KEY SAID: the file's bytes; what goes wrong goes into the file SAID.
fetch() {
  if [[ -n $drive ]]; then
    # A pipe or a device would never end.
    [[ -f $drive/$1 ]] || { echo "no file" >"$2" && return 1; }
    cat -- "$drive/$1" 2>"$2"
  else
    # Its exit status tells of the connection alone; this line tells that all has come.
    smb "get $(on_share "$1") -" -E 2>"$2" && grep -q '^getting file ' "$2"
  fi
}

# copy KEY FILE: for what the script itself reads.
copy() {
  fetch "$1" "$work/said" >"$2" || fail "$FAILED" "$1 can't be read: $(shown "$work/said")" "see that the drive shows it, then run this again"
}

# --- What to read --------------------------------------------------------------------------------

lists() { python3 "$here/lists.py" "$@"; }

# read_reports: leaves the records of what came in $work/list, the newest first.
read_reports() {
  step=reports
  local partner report
  local -a chosen=()
  if ! drive_answers; then
    [[ -z $share ]] || fail "$UNREACHABLE" "$share does not answer on port $LANDFALL_SMB_PORT" "see that the gateway is on, and that this machine reaches it"
    fail "$UNREACHABLE" "$drive does not answer, or has no folder _landfall" "see that it is mounted, and that it shows the whole bucket: a share of one partner's folder has no reports"
  fi
  if ((${#partners[@]} == 0)); then
    names _landfall '*'
    while IFS= read -r -d '' partner; do
      [[ ! $partner =~ ^[A-Za-z0-9] ]] || partners+=("$partner")
    done <"$work/names"
  fi
  : >"$work/rows"
  for partner in "${partners[@]}"; do
    names "_landfall/$partner" '*.csv'
    # A name is the run's date and time, '-sweep' for what came outside of a transfer, and the part's number.
    mapfile -t chosen < <(tr '\0' '\n' <"$work/names" | LC_ALL=C grep -xE '[0-9]{4}(-[0-9]{2}){2}-[0-9]{6}(-sweep)?(-[0-9]+)?\.csv' |
      sed -E 's/^(.{17})(-sweep)?.*/\1\2/' | LC_ALL=C sort -ru | newest_reports)
    for report in "${chosen[@]}"; do read_report "_landfall/$partner/$report"; done
  done
  [[ -n ${reports[*]} ]] || fail "$FAILED" "there is no delivery report in _landfall/${partners[*]:-} that was asked for" \
    "name others with --partner, --newest or --since; a share of one partner's folder has no reports"
  # Of a file that several reports name, the first record is the newest; one that went is not to be read.
  sorted -z -u -t $'\t' -k 4 "$work/rows" | grep -azv $'^gone\t' | sorted -z -t $'\t' -k 2,2r -k 4 >"$work/chosen" || [[ ! -s $work/chosen ]]
  lists limit "${bytes:-1000000000000000000}" <"$work/chosen" >"$work/list"
  say "${#reports[@]} report(s), $(total "$work/chosen")${bytes:+; of those up to $(human "$bytes"): $(total "$work/list")}"
}

sorted() { LC_ALL=C sort "$@"; }

newest_reports() {
  if [[ -n $since ]]; then
    LC_ALL=C awk -v since="$since" '$0 >= since'
  else
    head -n "$newest"
  fi
}

# read_report KEY: adds the records of all its parts, which are NAME.csv, NAME-2.csv and so on, to $work/rows.
read_report() {
  local part number parts
  reports+=("$1")
  parts=$(tr '\0' '\n' <"$work/names" | grep -cxE "${1##*/}(-[0-9]+)?\.csv")
  for ((number = 1; number <= parts; number++)); do
    part=$1
    ((number == 1)) || part+=-$number
    copy "$part.csv" "$work/table"
    lists rows "${folders[@]}" -- "${patterns[@]}" <"$work/table" >>"$work/rows" 2>"$work/said" ||
      fail "$FAILED" "$part.csv is no delivery report: $(shown "$work/said")" "refresh _landfall (refresh.sh), then run this again"
  done
}

# figures FILE: how many records it has, and the bytes of their files.
figures() { cut -z -f 3 "$1" | tr '\0' '\n' | awk '{ bytes += $1 } END { printf "%.0f %.0f\n", NR, bytes }'; }

# total FILE: the same for people.
total() {
  local count bytes
  read -r count bytes < <(figures "$1")
  printf '%s file(s) of %s' "$count" "$(human "$bytes")"
}

human() { numfmt --to=si --suffix=B "$1"; }

# read_lists: replaces in $work/list what is to be checked, by the delivery lists (MHL) beside the files and above them.
read_lists() {
  step=lists
  local folder at name algorithms='sha1 md5' number=0
  ! command -v xxhsum >/dev/null || algorithms+=' xxh64'
  : >"$work/index"
  mkdir "$work/lists"
  while IFS= read -r -d '' folder; do
    for at in "$folder" "${folder:+$folder/}ascmhl"; do
      names "$at" '*.mhl'
      while IFS= read -r -d '' name; do
        copy "${at:+$at/}$name" "$work/lists/$((++number))"
        hash_lists+=("${at:+$at/}$name")
        printf '%s\0' "$folder" "${at:+$at/}$name" "$work/lists/$number" >>"$work/index"
      done < <(cat "$work/names")
    done
  done < <(lists folders <"$work/list")
  lists checks "$work/index" "$algorithms" <"$work/list" 2>"$work/said" >"$work/checks"
  mv "$work/checks" "$work/list"
  while IFS= read -r name; do problem "$name"; done <"$work/said"
  say "${#hash_lists[@]} delivery list(s); $(grep -azcE $'^(sha1|md5|xxh64):' "$work/list" || true) file(s) have a hash that can be checked"
}

# recall: splits $work/list into $work/known, which were read before, and $work/todo. The state holds their records.
recall() {
  step=state
  mkdir -p -- "$(dirname -- "$state")"
  exec 9>>"$state.lock"
  flock -n 9 || fail "$FAILED" "another warm.sh works with $state" "wait for its end, or name another file with --state"
  [[ -e $state ]] || : >"$state"
  lists since "$(date -u -d "$STATE_DAYS days ago" +%FT%T)" <"$state" | sorted -z -u >"$work/state"
  cp "$work/state" "$state.new"
  mv "$state.new" "$state"
  if ! "$verify"; then
    # However it was checked, it was read.
    cut -z -f 2- "$work/state" | sed -z $'s/^/read\t/' | sorted -z -u >"$work/read"
    mv "$work/read" "$work/state"
  fi
  sorted -z "$work/list" >"$work/sorted"
  comm -z -12 "$work/sorted" "$work/state" >"$work/known"
  comm -z -23 "$work/sorted" "$work/state" | sorted -z -t $'\t' -k 2,2r -k 4 >"$work/todo"
  say "$(total "$work/known") were read before; to be read: $(total "$work/todo")"
}

# --- Reading -------------------------------------------------------------------------------------

# digest ALGORITHM FILE: how many bytes stdin has; their hash goes into the file.
digest() {
  local tool=("${1}sum")
  [[ $1 != xxh64 ]] || tool=(xxhsum -H1)
  if [[ $1 == read || $1 == size ]]; then
    wc -c
  else
    { tee /dev/fd/3 | "${tool[@]}" | cut -d ' ' -f 1 >"$2"; } 3>&1 | wc -c
  fi
}

# read_one RECORD: reads its file, and says VERDICT, what is wrong, and the record, with tabs between and NUL at the end.
read_one() {
  local check=${1%%$'\t'*} hash='' key=${1#*$'\t'*$'\t'*$'\t'} size=${1#*$'\t'*$'\t'} mine=$work/reader.$BASHPID verdict=ok what='' count
  size=${size%%$'\t'*}
  if ! nameable "$key"; then
    verdict=absent what="no drive can show such a name"
  elif count=$(fetch "$key" "$mine.said" | digest "${check%%:*}" "$mine.hash"); then
    [[ ! -e $mine.hash ]] || hash=${check%%:*}:$(<"$mine.hash")
    if ((count != size)); then
      verdict=differs what="has $count bytes; the report says $size"
    elif [[ $check == size:* && $check != "size:$count" ]]; then
      verdict=differs what="has $count bytes; the list says ${check#*:}"
    elif [[ -n $hash && $check != "$hash" ]]; then
      verdict=differs what="has $hash; the list says $check"
    fi
  elif ! drive_answers; then
    verdict=lost
  elif grep -qE '^(no file|NT_STATUS_(NO_SUCH_FILE|FILE_IS_A_DIRECTORY|OBJECT_(NAME|PATH)_(NOT_FOUND|INVALID|SYNTAX_BAD)))\b' "$mine.said"; then
    verdict=absent what="the drive shows no such file"
  else
    verdict=unreadable what=$(shown "$mine.said")
  fi
  rm -f "$mine".*
  # One write of less than 4096 bytes: those of other readers do not come between.
  printf '%s\t%s\t%s\0' "$verdict" "$what" "$1"
  # xargs starts no more.
  [[ $verdict != lost ]] || exit 255
}
export -f smb on_share drive_answers reachable nameable fetch shown digest read_one

problem() {
  warn "$*"
  problems=$((problems + 1))
  printf '%s\n' "$*" >>"$work/problems"
}

read_files() {
  step='read'
  local count bytes outcome='' rest status=0 verdict what size key tick=$LANDFALL_POLL_SECONDS begun=$SECONDS told=$SECONDS
  local read=0 read_bytes=0
  [[ $tick =~ [1-9] ]] || tick=1
  read -r count bytes < <(figures "$work/todo")
  mkfifo "$work/outcomes"
  # In a process group of its own, so that all readers can be ended.
  set -m
  # shellcheck disable=SC2016 # the inner shell expands it
  xargs -0 -r -n 1 -P "$readers" -a "$work/todo" bash -euo pipefail -c 'read_one "$1"' read_one </dev/null >"$work/outcomes" 9>&- &
  reading=$!
  set +m
  exec 8<"$work/outcomes"
  while :; do
    rest=''
    IFS= read -r -d '' -t "$tick" rest <&8 || status=$?
    outcome+=$rest
    if ((status == 0)); then
      verdict=${outcome%%$'\t'*} what=${outcome#*$'\t'}
      rest=${what#*$'\t'} what=${what%%$'\t'*} outcome=''
      key=${rest#*$'\t'*$'\t'*$'\t'} size=${rest#*$'\t'*$'\t'}
      read=$((read + 1)) read_bytes=$((read_bytes + ${size%%$'\t'*}))
      case $verdict in
        ok)
          printf '%s\0' "$rest" >>"$state"
          printf '%s\0' "$rest" >>"$work/right"
          ;;
        lost) read=$((read - 1)) ;;
        *) problem "$verdict: ${key@Q} $what" ;;
      esac
    elif ((status <= 128)); then
      break
    fi
    status=0
    if ((SECONDS - told >= 10#0${tick%.*})); then
      told=$SECONDS
      say "$read of $count file(s), $(human "$read_bytes") of $(human "$bytes"), $(rate "$read_bytes" "$begun")"
    fi
  done
  status=0
  wait "$reading" || status=$?
  reading=''
  ((status != 124)) || fail "$UNREACHABLE" "the drive does not answer any more, after $read of $count file(s)" "repair that, then run this again: it goes on there"
  ((status == 0 && read == count)) || fail "$FAILED" "the readers ended after $read of $count file(s), with status $status" "run this again; it goes on there"
  say "$read file(s), $(human "$read_bytes") in $(minutes $((SECONDS - begun))), $(rate "$read_bytes" "$begun")"
}

# rate BYTES BEGUN
rate() { printf '%s a second' "$(human "$(($1 / (SECONDS > $2 ? SECONDS - $2 : 1)))")"; }

write_result() {
  step=result
  local record check size hashed
  hashed=$(grep -azcE $'^(sha1|md5|xxh64):' "$work/right" || true)
  {
    printf 'What Landfall read of the deliveries, and whether it is what was sent\n\n'
    printf 'Date:    %s\nDrive:   %s\n' "$(date '+%F %T %z')" "${drive:-$share}"
    printf 'Report:  %s\n' "${reports[@]}"
    ((${#hash_lists[@]} == 0)) || printf 'List:    %s\n' "${hash_lists[@]@Q}"
    printf 'Chosen:  %s\nRight:   %s, %s of them by hash, the others by size alone\nWrong:   %s\n\n' \
      "$(total "$work/list")" "$(total "$work/right")" "$hashed" "$problems"
    cat "$work/problems"
    printf '\nRight:\n'
    while IFS= read -r -d '' record; do
      check=${record%%$'\t'*} record=${record#*$'\t'*$'\t'}
      size=${record%%$'\t'*} record=${record#*$'\t'}
      printf '%-46s %15s %s\n' "$check" "$size" "${record@Q}"
    done <"$work/right"
  } >"$result.new"
  mv -- "$result.new" "$result"
  say "$result: $(total "$work/right") right, $hashed by hash; $problems wrong"
}

stop_readers() {
  [[ -z $reading ]] || kill -- "-$reading" 2>/dev/null || true
  clean_up
}

main() {
  read_arguments "$@"
  begin "$@"
  trap stop_readers EXIT
  export work
  need_tools python3 awk comm cut flock grep mkfifo numfmt sed sort timeout xargs
  [[ -z $share ]] || need_tools smbclient
  [[ -z $drive ]] || drive=$(realpath -m -- "$drive")
  if [[ -z $state ]]; then
    state=${drive:-$share}
    state=${STATE_DIRECTORY:-${XDG_STATE_HOME:-${HOME:-/root}/.local/state}/landfall}/warm${state//[^A-Za-z0-9]/-}.state
  fi
  : >"$work/problems"
  read_reports
  ! "$verify" || read_lists
  recall
  if "$dry_run"; then
    cut -z -f 2- "$work/todo" | tr '\t\n\0' '  \n'
    return
  fi
  cp "$work/known" "$work/right"
  read_files
  ! "$verify" || write_result
  step=verdict
  ((problems == 0)) || fail "$FAILED" "$problems thing(s) are wrong; they are named above" \
    "refresh their folders (refresh.sh) if they were replaced; else ask the partner to send them again"
  say "all was read"
}

main "$@"
