#!/usr/bin/env bash
# Takes a gateway VM that is powered on to a read-only drive of the landing bucket. Run again after
# any failure it goes on; run on a finished gateway it changes nothing. See docs/gateway.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"

readonly GIB=$((1024 * 1024 * 1024))
# https://docs.aws.amazon.com/filegateway/latest/files3/get-activation-key.html
readonly KEY='[A-Z0-9]{5}(-[A-Z0-9]{5}){4}'
# https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html
readonly SMALLEST_CACHE_DISK=$((150 * GIB)) LARGEST_CACHE=$((64 * 1024 * GIB))

stack=Landfall profile='' region='' gateway_name='' address='' activation_key='' vpc_endpoint=''
timezone='' window='' security='' share_name='' prefix='' output_dir=. reset_password=false second_share=false case_sensitivity=''
cache_disks=()

gateway_arn=''    # empty until it is found or activated
new_gateway=false # in a dry run: it would be activated, so there is nothing to look at yet
in_use=false      # it has a share, so people may work on it
share=''          # the share as AWS describes it; empty until it is found or created

help() {
  cat <<'HELP'
activate.sh --name NAME --gateway-ip ADDRESS [OPTIONS]
Activates a gateway VM and shares the landing bucket as a read-only drive.
  --name NAME            the gateway, such as shanghai-1
  --gateway-ip ADDRESS   the VM's address in the studio's network, HOST[:PORT]
  --stack NAME           Landfall's stack (Landfall)
  --profile P, --region R  for the AWS CLI, if its defaults are not right
  --timezone GMT+8:00    of the gateway (GMT+8:00)
  --maintenance DAY-HH:MM  weekly window for updates, in that zone (sun-14:00)
  --share-name NAME      (the prefix; landfall for the whole bucket)
  --prefix PARTNER/      share one partner's folder only
  --force-second-share   although the gateway has another share already
  --vpc-endpoint DNS     activate through this VPC endpoint
  --activation-key KEY   got by hand, where port 80 can't be reached; the VM's
                         console also asks for the VPC endpoint
  --cache-disks DISK...  such as 0:1 0:2 (all free ones of 150 GiB or more)
  --smb-security S       MandatoryEncryption (default), ClientSpecified,
                         MandatorySigning, MandatoryEncryptionNoAes128
  --case-sensitive       names that differ in case alone are two files
  --reset-password       set the guest password again from the secret
  --output DIR           for connect-drive.cmd; made if it is not there (.)
  --dry-run              show every change, make none
  --yes                  don't ask before the first change
Exit status: 0 done, 1 failed, 2 usage, 3 gateway unreachable, 4 gave up waiting
HELP
}

read_arguments() {
  read_options --dry-run=dry_run:true --yes=assume_yes:true --reset-password=reset_password:true \
    --force-second-share=second_share:true --case-sensitive=case_sensitivity:CaseSensitive --name=gateway_name --gateway-ip=address --stack=stack --profile=profile \
    --region=region --timezone=timezone --maintenance=window --share-name=share_name --prefix=prefix \
    --vpc-endpoint=vpc_endpoint --activation-key=activation_key --smb-security=security --output=output_dir \
    --cache-disks+=read_disks -- "$@"
  check_arguments
}

# read_disks LIST: disks by commas, such as 0:1,0:2 or SCSI(0:1).
read_disks() {
  local list=() disk
  IFS=, read -r -a list <<<"$1"
  for disk in "${list[@]}"; do
    cache_disks+=("${disk// /}")
  done
}

# expect WHAT VALUE PATTERN EXPECTED
expect() {
  [[ $2 =~ $3 ]] || usage_error "$1 is '$2'; expected $4"
}

check_arguments() {
  local host='[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?'
  [[ -n $gateway_name ]] || usage_error "--name is missing"
  [[ -n $address || -n $activation_key ]] || usage_error "--gateway-ip is missing"
  expect --name "$gateway_name" '^[A-Za-z0-9][A-Za-z0-9 ._-]{1,254}$' "2 to 255 letters, digits, blanks, dots, underscores or hyphens"
  expect --stack "$stack" '^[A-Za-z][A-Za-z0-9-]{0,127}$' "a stack's name"
  [[ -z $address ]] || expect --gateway-ip "$address" "^$host(:[0-9]{1,5})?\$" "an address such as 10.0.0.20"
  [[ -z $vpc_endpoint ]] || expect --vpc-endpoint "$vpc_endpoint" "^$host\$" "a DNS name"
  [[ -z $activation_key ]] || expect --activation-key "$activation_key" "^$KEY\$" "a key such as ABCDE-12345-FGHIJ-67890-KLMNO"
  check_key_options
  [[ -z $timezone ]] || expect --timezone "$timezone" '^GMT([+-]1?[0-9]:[0-5][0-9])?$' "a time zone such as GMT+8:00"
  [[ -z $window ]] || expect --maintenance "$window" '^(sun|mon|tue|wed|thu|fri|sat)-([01][0-9]|2[0-3]):[0-5][0-9]$' "a time such as sun-14:00"
  [[ -z $security ]] || expect --smb-security "$security" '^(ClientSpecified|MandatorySigning|MandatoryEncryption|MandatoryEncryptionNoAes128)$' "one of those in --help"
  [[ -z $share_name ]] || expect --share-name "$share_name" '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' "up to 80 letters, digits, dots, underscores or hyphens"
  if [[ -n $prefix ]]; then
    prefix=${prefix%/}
    expect --prefix "$prefix" '^[^/[:cntrl:]][^[:cntrl:]]*$' "a prefix without a slash first, such as northlight/"
    [[ -n $share_name || $prefix =~ ^[A-Za-z0-9] ]] || usage_error "--share-name is missing: the prefix '$prefix' makes no name"
  fi
  check_output_dir
}

# check_key_options: a key holds how the VM was told to reach AWS when it was asked for the key.
# https://docs.aws.amazon.com/filegateway/latest/files3/get-activation-key.html
check_key_options() {
  [[ -n $activation_key ]] || return 0
  [[ -z $vpc_endpoint ]] ||
    usage_error "--vpc-endpoint has no effect with --activation-key: choose the endpoint in the VM's console, where you get the key"
  [[ $address != *:* ]] ||
    usage_error "the port of --gateway-ip has no effect with --activation-key; expected an address alone, such as 10.0.0.20"
}

# A dry run makes nothing, and so not this.
check_output_dir() {
  [[ ! $output_dir -ef $here ]] ||
    usage_error "connect-drive.cmd would overwrite its own template: run this from another directory, or name one with --output"
  if "$dry_run" && [[ ! -e $output_dir ]]; then
    return
  fi
  [[ -d $output_dir ]] || mkdir -p "$output_dir" 2>/dev/null || true
  [[ -d $output_dir && -w $output_dir ]] || usage_error "--output: '$output_dir' is not a directory to write to, and can't be made"
}

# look ARGUMENTS…: asks AWS about the gateway; a gateway that a dry run would activate has nothing yet.
look() {
  if "$new_gateway"; then
    answer='{}'
  else
    ask "$@"
  fi
}

changed() { "$dry_run" || say "$*"; }

# --- The steps, in order -------------------------------------------------------------------------

check_stack() {
  step=stack
  read_stack "$stack"
  local stack_region
  stack_region=$(output Region)
  [[ -z $region || $region == "$stack_region" ]] ||
    fail "$FAILED" "the stack's output Region is $stack_region, not $region" "leave --region out, or correct it"
  region=$stack_region
  use_aws "$profile" "$region"
  say "$stack in $region; its landing bucket is $(output LandingBucketName)"
}

find_or_activate() {
  step=gateway
  find_gateway "$gateway_name"
  if [[ -n $answer ]]; then
    gateway_arn=$(jq -r .GatewayARN <<<"$answer")
    say "unchanged: $gateway_name is activated as $(jq -r .GatewayId <<<"$answer")"
    check_gateway_type "$(jq -r '.GatewayType // ""' <<<"$answer")"
    # No usage error: the command that stopped half-way is to go on.
    [[ -z $activation_key$vpc_endpoint ]] || warn "--activation-key and --vpc-endpoint are for an activation: not used"
    return
  fi
  if "$dry_run"; then
    plan_activation
  else
    [[ -n $activation_key ]] || get_activation_key
  fi
  local activation=(storagegateway activate-gateway --activation-key "${activation_key:-KEY}" --gateway-name "$gateway_name"
    --gateway-timezone "${timezone:-GMT+8:00}" --gateway-region "$region" --gateway-type FILE_S3
    --tags "Key=landfall:stack,Value=$stack")
  about_to_change "$(show_aws "${activation[@]}")" || return 0
  try "${activation[@]}" || fail "$FAILED" "AWS does not activate the gateway" "$(activation_advice)"
  gateway_arn=$(jq -r .GatewayARN <<<"$answer")
  changed "activated $gateway_name as ${gateway_arn##*/}"
}

check_gateway_type() {
  [[ $1 == FILE_S3 ]] ||
    fail "$FAILED" "the gateway $gateway_name is of type $1, not FILE_S3; a type can't be changed" \
      "choose another --name, or delete that gateway, deploy a new VM and run this again"
}

plan_activation() {
  new_gateway=true
  gateway_arn="arn:$(output LandingBucketArn | cut -d: -f2):storagegateway:$region:$(output FileShareRoleArn | cut -d: -f5):gateway/sgw-NEW"
  [[ -z $activation_key ]] || return 0
  say "would ask for a key: GET $(key_url)"
  reachable "${address%:*}" "$(key_port)" ||
    fail "$UNREACHABLE" "no connection to ${address%:*}, port $(key_port)" "$(key_advice)"
}

key_port() { if [[ $address == *:* ]]; then echo "${address##*:}"; else echo 80; fi; }

# https://docs.aws.amazon.com/filegateway/latest/files3/get-activation-key.html
key_url() {
  printf 'http://%s/?gatewayType=FILE_S3&activationRegion=%s%s&no_redirect' "$address" "$region" "${vpc_endpoint:+&vpcEndpoint=$vpc_endpoint}"
}

key_advice() {
  echo "see that the VM at ${address%:*} is powered on, that port $(key_port) is open from here, that the host's time is right, and that it is" \
    "not activated already (port 80 closes then); or get a key in the VM's console and pass --activation-key"
}

get_activation_key() {
  local begun=$SECONDS status code reason
  while :; do
    code=0
    rm -f "$work/body"
    status=$(curl -sS --noproxy '*' --connect-timeout "$LANDFALL_CONNECT_SECONDS" --max-time $((LANDFALL_CONNECT_SECONDS * 6)) \
      -o "$work/body" -D "$work/headers" -w '%{http_code}' "$(key_url)" 2>"$work/stderr") || code=$?
    case $code in
      0) [[ $status == 5?? ]] || break ;;
      *) status='' ;;
    esac
    reason=$(unreachable_reason "$code" "$status")
    ((SECONDS - begun < LANDFALL_KEY_SECONDS)) || fail "$UNREACHABLE" "$reason" "$(key_advice)"
    wait_more "$begun" "$LANDFALL_KEY_SECONDS" "the VM: $reason" ''
  done
  check_vm_time
  read_activation_key "$status"
}

# unreachable_reason CURL_EXIT HTTP_STATUS
unreachable_reason() {
  local host=${address%:*}
  case $1 in
    0) echo "$host answers HTTP $2: it is still starting, or does not reach AWS" ;;
    6) echo "the name $host is not known" ;;
    7) echo "$host refuses connections on port $(key_port), or there is no way to it" ;;
    28) echo "$host does not answer on port $(key_port) in time" ;;
    *) echo "$host closes the connection on port $(key_port): $(head -c 200 "$work/stderr" | tr -d '\r\n')" ;;
  esac
}

# AWS has just taken a call that was signed with this machine's time, so this machine's time is right.
check_vm_time() {
  local date vm_time skew
  date=$(sed -n 's/^[Dd]ate: *\([^\r]*\)\r*$/\1/p' "$work/headers" | head -n 1)
  [[ -n $date ]] && vm_time=$(date -d "$date" +%s 2>/dev/null) || return 0
  skew=$((vm_time - $(date +%s)))
  if ((skew > 300 || skew < -300)); then
    warn "the VM's clock is $(minutes "${skew#-}") (minutes:seconds) off; turn on time synchronization with the host and set the host's time"
  fi
}

# read_activation_key HTTP_STATUS: older appliances answer with a redirect in spite of no_redirect.
read_activation_key() {
  local came
  # A redirect says everything in its address.
  if [[ $1 == 3?? ]]; then
    sed -n 's/^[Ll]ocation: *\([^\r]*\)\r*$/\1/p' "$work/headers" | head -n 1 | tr -d '\n' >"$work/body"
  fi
  [[ -e $work/body ]] || : >"$work/body"
  came=$(head -c 1000 "$work/body" | tr -d '\0')
  if [[ $1 == 200 && $came =~ ^[[:space:]]*($KEY)[[:space:]]*$ ]]; then
    activation_key=${BASH_REMATCH[1]}
  elif [[ $1 == 3?? && $came =~ [?\&]activationKey=($KEY)(\&|$) ]]; then
    activation_key=${BASH_REMATCH[1]}
  elif [[ $1 == 3?? && $came =~ [?\&]errorType=([A-Za-z0-9_-]+) ]]; then
    fail "$FAILED" "the VM gives no key: ${BASH_REMATCH[1]}" "$(advice_for_vm)"
  else
    fail "$UNREACHABLE" "$address answers HTTP $1 with $(shown "$work/body"), expected a key such as ABCDE-12345-FGHIJ-67890-KLMNO: it is not a gateway VM, or not a new one" \
      "see that $address is the address of the VM; or get a key in the VM's console and pass --activation-key"
  fi
}

advice_for_vm() {
  echo "in the VM's console run 'Test Network Connectivity' for $region and see that the host's time is right; then run this again"
}

activation_advice() {
  case $aws_error in
    *ActivationKey* | *"ctivation key"*)
      if [[ -e $work/headers ]]; then # the key came from the VM just now
        echo "run this again: it gets a new key. A key lasts 30 minutes and serves once; is the host's time right?"
      else
        echo "get a new key in the VM's console (choice 0) and run this again with it at once: a key lasts 30 minutes and serves once"
      fi
      ;;
    *) advice ;;
  esac
}

# A new gateway may restart: it is up when it has answered several times in a row.
wait_for_gateway() {
  step=connection
  local begun=$SECONDS needed=$LANDFALL_STEADY_ANSWERS answers=0
  if "$new_gateway"; then
    information='{}'
    return
  fi
  # With a cache it was up before.
  if try storagegateway describe-cache --gateway-arn "$gateway_arn" && [[ $(jq '.DiskIds // [] | length' <<<"$answer") -gt 0 ]]; then
    needed=1
  fi
  while :; do
    if try storagegateway describe-gateway-information --gateway-arn "$gateway_arn"; then
      information=$answer
      answers=$((answers + 1))
      ((answers < needed)) || break
    else
      gateway_is_away || fail "$FAILED" "the gateway can't be read" "$(advice)"
      answers=0
    fi
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the gateway to answer $needed times in a row ($answers so far)" "$(advice_for_vm)"
  done
  say "the gateway is connected"
  check_gateway
}

check_gateway() {
  local owner addresses
  check_gateway_type "$(jq -r '.GatewayType // ""' <<<"$information")"
  owner=$(jq -r '[.Tags // [] | .[] | select(.Key == "landfall:stack") | .Value][0] // ""' <<<"$information")
  [[ -z $owner || $owner == "$stack" ]] ||
    fail "$FAILED" "the gateway $gateway_name belongs to the stack $owner, not to $stack" "choose another --name, or name that stack with --stack"
  warn_if_retired "$information"
  addresses=$(jq -r '[.GatewayNetworkInterfaces // [] | .[].Ipv4Address // empty] | join(" ")' <<<"$information")
  if [[ -z $address ]]; then
    address=${addresses%% *}
  elif [[ $address =~ ^[0-9.]+(:[0-9]+)?$ && -n $addresses && " $addresses " != *" ${address%:*} "* ]]; then
    warn "the gateway says its address is $addresses, not ${address%:*}: is this the right VM?"
  fi
}

# Before the first change: what can't be put right must not stop the work half-way. A gateway with a share is in use,
# and its other settings are left as they are.
look_at_shares() {
  step=share
  local shares='[]'
  wanted_location=$(output LandingBucketArn)${prefix:+/$prefix/}
  wanted_name=${share_name:-${prefix//[^A-Za-z0-9._-]/-}}
  wanted_name=${wanted_name:-landfall}
  if ! "$new_gateway"; then
    describe_shares "$gateway_arn"
    shares=$answer
  fi
  [[ $shares == '[]' ]] || in_use=true
  find_share "$shares"
  if [[ -n $share ]]; then
    check_share
  else
    check_other_shares "$shares"
  fi
}

# check_other_shares SHARES: no share is added to another one. AWS says that Windows drops a user's first guest share when
# the second is connected, and mounts no guest share beside one of an Active Directory.
# https://docs.aws.amazon.com/filegateway/latest/files3/troubleshooting-file-share-issues.html
check_other_shares() {
  local others
  others=$(jq -r '[.[] | select(.FileShareStatus // "" | contains("DELETING") | not)
    | "\(.FileShareName // .FileShareId) (\(.Authentication // "unknown authentication"))"] | join(", ")' <<<"$1")
  if "$second_share"; then
    [[ -n $others ]] || warn "--force-second-share is not used: the gateway has no other share"
    return
  fi
  [[ -n $others ]] || return 0
  fail "$FAILED" "the gateway $gateway_name has a share already: $others; a Windows user can't stay connected to two guest shares of a gateway, nor mount one beside a share of an Active Directory" \
    "share the whole bucket instead, or use another gateway for this share; --force-second-share makes it all the same, for users who connect only one of them"
}

# find_share SHARES: leaves the one with the wanted location in $share, if there is one. Stops at one that is in the way.
find_share() {
  local same_name same_place place name
  same_name=$(jq -c --arg name "$wanted_name" '[.[] | select((.FileShareName // (.Path // "" | ltrimstr("/"))) == $name)][0] // empty' <<<"$1")
  same_place=$(jq -c --arg place "${wanted_location%/}" '[.[] | select((.LocationARN | rtrimstr("/")) == $place)][0] // empty' <<<"$1")
  if [[ -n $same_name ]]; then
    place=$(jq -r .LocationARN <<<"$same_name")
    [[ ${place%/} == "${wanted_location%/}" ]] ||
      fail "$FAILED" "the share $wanted_name shows $place, not $wanted_location; what a share shows can't be changed" \
        "choose another --share-name, or delete that share in the console and run this again"
    share=$same_name
  elif [[ -n $same_place ]]; then
    name=$(jq -r '.FileShareName // .FileShareId' <<<"$same_place")
    [[ -z $share_name ]] ||
      fail "$FAILED" "$wanted_location is shared already, as $name; a second share is not made, and a new name would break drives" \
        "use --share-name $name, or delete that share in the console and run this again"
    share=$same_place
  fi
}

# check_share: what an update can't change.
check_share() {
  local name role authentication
  name=$(jq -r '.FileShareName // .FileShareId' <<<"$share")
  [[ $(jq -r .FileShareStatus <<<"$share") != *DELETING* ]] ||
    fail "$FAILED" "the share $name is being deleted" "wait until it is gone, then run this again"
  role=$(jq -r '.Role // ""' <<<"$share")
  [[ $role == "$(output FileShareRoleArn)" ]] ||
    fail "$FAILED" "the share $name reads the bucket with the role $role, not $(output FileShareRoleArn); a role can't be changed" \
      "delete that share in the console (the bucket stays as it is) and run this again"
  authentication=$(jq -r '.Authentication // ""' <<<"$share")
  [[ $authentication == GuestAccess ]] ||
    fail "$FAILED" "the share $name is for $authentication, not GuestAccess; that can't be changed" \
      "delete that share in the console (the bucket stays as it is) and run this again"
}

add_cache() {
  step=cache
  local cached chosen=()
  look storagegateway describe-cache --gateway-arn "$gateway_arn"
  cached=$(jq -r '.DiskIds // [] | length' <<<"$answer")
  if ((cached > 0 && ${#cache_disks[@]} == 0)); then
    say "unchanged: $cached disk(s), $(jq -r '(.CacheAllocatedInBytes // 0) / 1073741824 | floor' <<<"$answer") GiB"
    return
  fi
  if "$new_gateway"; then
    chosen=("${cache_disks[@]}")
    ((${#chosen[@]})) || chosen=(DISK-ID)
  else
    choose_disks "$cached"
    ((${#chosen[@]})) || return 0
  fi
  change storagegateway add-cache --gateway-arn "$gateway_arn" --disk-ids "${chosen[@]}"
  "$dry_run" || wait_for_cache "${#chosen[@]}" "$cached"
}

# choose_disks CACHED: puts the disks to add into $chosen, and says why it leaves the others.
choose_disks() {
  local begun=$SECONDS disks verdicts='' said
  while :; do
    look storagegateway list-local-disks --gateway-arn "$gateway_arn"
    disks=$(judge_disks <<<"$answer")
    said=$(jq -r '.[] | "\(.label): \(if .reason == "" then "fits" else .reason end)"' <<<"$disks")
    if [[ $said != "$verdicts" ]]; then
      verdicts=$said
      while read -r said; do say "$said"; done <<<"$verdicts"
    fi
    mapfile -t chosen < <(jq -r '.[] | select(.reason == "") | .id' <<<"$disks")
    if ((${#cache_disks[@]} == 0 && ${#chosen[@]} > 0)); then
      break
    elif ((${#cache_disks[@]} > 0)) && [[ $(jq '[.[] | select(.named and (.reason == "" or .used))] | length' <<<"$disks") -ge ${#cache_disks[@]} ]]; then
      ((${#chosen[@]})) || say "unchanged: the named disks are in use already, $1 as cache"
      break
    fi
    ((SECONDS - begun < LANDFALL_DISK_SECONDS)) || no_disk "$disks"
    wait_more "$begun" "$LANDFALL_DISK_SECONDS" "a disk that fits" "$(disk_advice)"
  done
}

no_disk() {
  [[ $1 != '[]' ]] || fail "$GAVE_UP" "gave up waiting for a disk: the gateway lists none" "$(disk_advice)"
  if ((${#cache_disks[@]})); then
    fail "$FAILED" "not all of the disks ${cache_disks[*]} can be used" "correct --cache-disks, or add the disks to the VM; then run this again"
  fi
  fail "$FAILED" "no disk fits as cache" "$(disk_advice)"
}

disk_advice() {
  echo "add a disk of 150 GiB or more to the VM (deploy-vm.sh can), or name the right one with --cache-disks; then run this again"
}

# A list of {id, label, named, used, reason}; a disk without a reason is taken. The root disk of the OVA is
# SCSI(0:0). https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_Disk.html
judge_disks() {
  jq -c --argjson smallest "$SMALLEST_CACHE_DISK" --argjson largest "$LARGEST_CACHE" '
    def gib: . / 1073741824 | floor | "\(.) GiB";
    def names: [.DiskNode // "" | gsub(" "; ""), gsub("[ ()]|SCSI"; "")] + [.DiskId // "", .DiskPath // ""];
    ($ARGS.positional) as $chosen
    | [.Disks // [] | .[]
      | names as $names
      | any($chosen[]; . as $name | $names | index($name) != null) as $named
      | ((.DiskAllocationType // "AVAILABLE") | ascii_upcase != "AVAILABLE") as $used
      | (.DiskSizeInBytes // 0) as $size
      | {id: .DiskId, label: "disk \(.DiskNode // .DiskPath // .DiskId), \($size | gib)", $named, $used, $size,
         reason: (if $used then "left: in use as \(.DiskAllocationType)"
           elif ($chosen | length) > 0 and ($named | not) then "left: not named by --cache-disks"
           elif ($chosen | length) == 0 and ((.DiskNode // "" | test("^SCSI ?\\(0:0\\)$")) or (.DiskPath // "" | test("^/dev/(sda|xvda|nvme0n1)$")))
             then "left: it looks like the system disk"
           elif .DiskStatus != "present" then "left: its status is \(.DiskStatus // "unknown")"
           elif $size < $smallest then "left: too small, 150 GiB are needed"
           else "" end)}]
    | reduce .[] as $disk ({total: 0, disks: []};
        if $disk.reason != "" then .disks += [$disk]
        elif .total + $disk.size > $largest then .disks += [$disk + {reason: "left: more than 64 TiB in all"}]
        else .total += $disk.size | .disks += [$disk] end)
    | .disks' --args "${cache_disks[@]}"
}

# wait_for_cache ADDED BEFORE
wait_for_cache() {
  local begun=$SECONDS
  while :; do
    ask storagegateway describe-cache --gateway-arn "$gateway_arn"
    [[ $(jq '.DiskIds // [] | length' <<<"$answer") -lt $(($1 + $2)) ]] || break
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the cache to list its new disks" "$(advice)"
  done
  changed "added $1 disk(s) as cache"
}

# The password goes from Secrets Manager to Storage Gateway through pipes alone: it is in no argument, variable, file or
# log. --password is read from standard input because version 1 of the CLI reads the file of --cli-input-json twice.
set_guest_password() {
  step=password
  local is_set status
  look storagegateway describe-smb-settings --gateway-arn "$gateway_arn"
  settings=$answer
  is_set=$(jq '.SMBGuestPasswordSet == true' <<<"$settings")
  if "$is_set" && ! "$reset_password"; then
    say "unchanged: a guest password is set; what it is can't be read (--reset-password sets the secret's)"
    return
  fi
  about_to_change "$(show_aws "${read_secret[@]}") | jq -j .SecretString | \
$(show_aws "${write_secret[@]}" --gateway-arn "$gateway_arn")" || return 0
  check_secret
  local begun=$SECONDS
  while :; do
    status=(0)
    call_aws "${read_secret[@]}" 2>"$work/secret-stderr" | jq -j .SecretString |
      call_aws "${write_secret[@]}" --gateway-arn "$gateway_arn" >/dev/null 2>"$work/stderr" || status=("${PIPESTATUS[@]}")
    [[ ${status[*]} =~ [1-9] ]] || break
    if [[ ${status[0]} == 0 ]]; then read_aws_error "$work/stderr"; else read_aws_error "$work/secret-stderr"; fi
    gateway_is_away || fail "$FAILED" "the guest password is not set" "$(advice)"
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the gateway to be connected" "$(advice_for_vm)"
  done
  changed "set the guest password from the secret"
}

readonly write_secret=(storagegateway set-smb-guest-password --password file:///dev/stdin)

# https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_SetSMBGuestPassword.html
check_secret() {
  # The CLI's history would keep the password in a file.
  # https://docs.aws.amazon.com/cli/latest/reference/history/
  if [[ $(aws configure get cli_history ${profile:+--profile "$profile"} 2>/dev/null || true) == enabled ]]; then
    fail "$FAILED" "the AWS CLI keeps a history of its calls, which would hold the password" \
      "take 'cli_history = enabled' out of the AWS configuration, or use a --profile without it; then run this again"
  fi
  local verdict
  verdict=$(call_aws "${read_secret[@]}" 2>"$work/stderr" | secret_verdict) || {
    read_aws_error "$work/stderr"
    fail "$FAILED" "the guest password's secret can't be read" "$(advice)"
  }
  case $verdict in
    password) ;;
    JSON)
      fail "$FAILED" "the secret is JSON; expected the password alone as plain text" \
        "store the password alone in the secret $(output GuestSecretArn) (in the console: tab Plaintext), then run this again"
      ;;
    *)
      fail "$FAILED" "the secret is no guest password: 6 to 512 letters, digits, blanks and signs of ASCII are needed" \
        "correct the secret $(output GuestSecretArn), then run this again"
      ;;
  esac
}

set_security() {
  step=security
  local now wanted=${security:-MandatoryEncryption}
  now=$(jq -r '.SMBSecurityStrategy // "none"' <<<"$settings")
  if [[ $now == "$wanted" ]]; then
    say "unchanged: $now"
  elif [[ -z $security ]] && "$in_use"; then
    say "unchanged: $now, not $wanted; people may depend on it (--smb-security $wanted changes it)"
  else
    change storagegateway update-smb-security-strategy --gateway-arn "$gateway_arn" --smb-security-strategy "$wanted"
    changed "$wanted, was $now"
  fi
}

set_log_group() {
  step=log
  local now wanted
  wanted=$(output GatewayLogGroupArn)
  now=$(jq -r '.CloudWatchLogGroupARN // ""' <<<"$information")
  if [[ ${now%:\*} == "${wanted%:\*}" ]]; then
    say "unchanged: ${wanted##*:log-group:}"
  else
    change storagegateway update-gateway-information --gateway-arn "$gateway_arn" --cloud-watch-log-group-arn "$wanted"
    changed "${wanted##*:log-group:}, was ${now:-none}"
  fi
}

set_maintenance() {
  step=maintenance
  local zone now days=(sun mon tue wed thu fri sat) wanted=${window:-sun-14:00} day=0
  zone=$(jq -r '.GatewayTimezone // ""' <<<"$information")
  if [[ -n $timezone && -n $zone && $zone != "$timezone" ]]; then
    change storagegateway update-gateway-information --gateway-arn "$gateway_arn" --gateway-timezone "$timezone"
    changed "time zone $timezone, was $zone"
  fi
  look storagegateway describe-maintenance-start-time --gateway-arn "$gateway_arn"
  now=$(jq -r 'def two: "0\(.)"[-2:]; (["sun","mon","tue","wed","thu","fri","sat"][.DayOfWeek // 7]) as $day
    | if .HourOfDay == null then "none" else "\($day // "day \(.DayOfMonth // "?")")-\(.HourOfDay | two):\(.MinuteOfHour // 0 | two)" end' <<<"$answer")
  if [[ $now == "$wanted" ]]; then
    say "unchanged: $now"
  elif [[ -z $window ]] && "$in_use"; then
    say "unchanged: $now, not $wanted; must be outside of the nightly sync (--maintenance $wanted changes it)"
  else
    while [[ ${days[day]} != "${wanted%-*}" ]]; do day=$((day + 1)); done
    change storagegateway update-maintenance-start-time --gateway-arn "$gateway_arn" --day-of-week "$day" \
      --hour-of-day "$((10#${wanted:4:2}))" --minute-of-hour "$((10#${wanted:7:2}))"
    changed "$wanted, was $now"
  fi
}

create_or_correct_share() {
  step=share
  if [[ -n $share ]]; then
    correct_share
  else
    create_share
  fi
}

create_share() {
  local token
  # The same for the same share, so that a call that is made twice makes one.
  token=landfall-$(printf '%s\n' "$gateway_arn" "$wanted_location" "$wanted_name" | sha256sum | cut -c1-64)
  # https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateSMBFileShare.html
  change storagegateway create-smb-file-share --client-token "$token" --gateway-arn "$gateway_arn" \
    --role "$(output FileShareRoleArn)" --location-arn "$wanted_location" --file-share-name "$wanted_name" \
    --authentication GuestAccess --read-only --default-storage-class S3_STANDARD --object-acl private \
    --guess-mime-type-enabled --no-requester-pays --case-sensitivity "${case_sensitivity:-ClientSpecified}" \
    --cache-attributes CacheStaleTimeoutInSeconds=0 --tags "Key=landfall:stack,Value=$stack"
  if "$dry_run"; then
    share=$(jq -nc --arg name "$wanted_name" '{FileShareName: $name}')
  else
    wait_for_share "$(jq -r .FileShareARN <<<"$answer")"
    say "created $wanted_name, a read-only share of $wanted_location"
  fi
}

correct_share() {
  local name corrections=() differences=()
  name=$(jq -r '.FileShareName // .FileShareId' <<<"$share")
  if [[ $(jq '.ReadOnly == true' <<<"$share") == false ]]; then
    differences+=("it was writable")
    corrections+=(--read-only)
  fi
  if [[ $(jq '.CacheAttributes.CacheStaleTimeoutInSeconds // 0' <<<"$share") != 0 ]]; then
    differences+=("it refreshed by itself")
    corrections+=(--cache-attributes CacheStaleTimeoutInSeconds=0)
  fi
  # Without the option it is left as it is.
  if [[ -n $case_sensitivity && $(jq -r .CaseSensitivity <<<"$share") != "$case_sensitivity" ]]; then
    differences+=("names that differ in case alone were one")
    corrections+=(--case-sensitivity "$case_sensitivity")
  fi
  if ((${#corrections[@]})); then
    change storagegateway update-smb-file-share --file-share-arn "$(jq -r .FileShareARN <<<"$share")" "${corrections[@]}"
  fi
  if ! "$dry_run" && [[ ${#corrections[@]} -gt 0 || $(jq -r .FileShareStatus <<<"$share") != AVAILABLE ]]; then
    wait_for_share "$(jq -r .FileShareARN <<<"$share")"
  fi
  if ((${#corrections[@]})); then
    changed "corrected $name: $(printf '%s; ' "${differences[@]}" | sed 's/; $//')"
  else
    say "unchanged: $name, a read-only share of $(jq -r .LocationARN <<<"$share")"
  fi
}

# wait_for_share ARN: until it is AVAILABLE; leaves it in $share.
wait_for_share() {
  local begun=$SECONDS status
  while :; do
    ask storagegateway describe-smb-file-shares --file-share-arn-list "$1"
    share=$(jq -c '.SMBFileShareInfoList[0] // {}' <<<"$answer")
    status=$(jq -r '.FileShareStatus // "not there"' <<<"$share")
    case $status in
      AVAILABLE) break ;;
      *FAILED* | INVALID) fail "$FAILED" "the share is $status" "see the gateway's health log in CloudWatch; delete the share in the console and run this again" ;;
    esac
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the share to be AVAILABLE, now $status" \
      "see that the VM reaches S3 and that the role can read the bucket; then run this again"
  done
}

show_drive() {
  step=drive
  local host=${address%:*} name id=${gateway_arn##*/}
  name=$(jq -r '.FileShareName // (.Path // "" | ltrimstr("/"))' <<<"$share")
  host=${host:-GATEWAY-ADDRESS}
  write_drive_script "$host" "$name" "$id"
  cat <<LINES

Windows  connect-drive.cmd, or by hand:
           cmdkey /add:$host /user:$id\\smbguest /pass
           net use Z: "\\\\$host\\$name" /persistent:yes
macOS    mount_smbfs "//smbguest@$host/$name" MOUNT-POINT
Linux    mount -t cifs -o vers=3.0,ro,username=smbguest "//$host/$name" MOUNT-POINT
Each asks for the password: the value of the secret $(output GuestSecretArn)

LINES
}

# write_drive_script HOST SHARE GATEWAY_ID: the template with these three filled in, unless it is there already.
write_drive_script() {
  local script file=${output_dir%/}/connect-drive.cmd
  "$dry_run" && return
  script=$(<"$here/connect-drive.cmd")
  # In Bash 5.2 a & in the new text would stand for the old; a % is doubled because cmd reads it as a variable.
  shopt -u patsub_replacement 2>/dev/null || true
  script=${script//@HOST@/$1}
  script=${script//@SHARE@/${2//%/%%}}
  script=${script//@GATEWAY@/$3}
  if [[ -f $file && $(<"$file") == "$script" ]]; then
    say "unchanged: $file"
  else
    printf '%s\n' "$script" >"$file"
    say "wrote $file"
  fi
}

main() {
  read_arguments "$@"
  begin "$@"
  need_aws_cli
  use_aws "$profile" "$region"
  check_stack
  readonly read_secret=(secretsmanager get-secret-value --secret-id "$(output GuestSecretArn)")
  find_or_activate
  wait_for_gateway
  look_at_shares
  add_cache
  set_guest_password
  set_security
  set_log_group
  set_maintenance
  create_or_correct_share
  show_drive
  finish
}

main "$@"
