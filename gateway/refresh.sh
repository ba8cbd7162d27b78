#!/usr/bin/env bash
# Refreshes folders of a gateway's share now, by hand, and waits for the end. See docs/gateway.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"

stack=Landfall profile='' region='' gateway_name='' share_name='' recursive=true wait_for_end=true
folders=()

help() {
  cat <<'HELP'
refresh.sh --name NAME [OPTIONS] FOLDER...
Makes a gateway look at folders of its bucket again, and waits until it has.
  FOLDER...              up to 50, as seen on the drive: northlight/sc010;
                         / is the drive's root. A new folder is found through
                         the one above it: refresh that first.
  --name NAME            the gateway, such as shanghai-1
  --share-name NAME      which share, if the gateway has several
  --no-recursive         the folders alone, without those in them
  --no-wait              don't wait for the end, don't look at the runs table
  --stack NAME           Landfall's stack (Landfall)
  --profile P, --region R  for the AWS CLI, if its defaults are not right
  --dry-run              show the call, don't make it
Refuses while Landfall refreshes the gateway, and a minute after its last call.
Costs a LIST for every folder and a HEAD for every object in it.
Exit status: 0 done, 1 failed or busy, 2 usage, 4 gave up waiting
HELP
}

read_arguments() {
  read_options --no-recursive=recursive:false --no-wait=wait_for_end:false --dry-run=dry_run:true --name=gateway_name \
    --share-name=share_name --stack=stack --profile=profile --region=region add_folder -- "$@"
  [[ -n $gateway_name ]] || usage_error "--name is missing"
  ((${#folders[@]} >= 1 && ${#folders[@]} <= 50)) || usage_error "${#folders[@]} folders; expected 1 to 50"
}

# Storage Gateway takes names without slashes at the ends.
# https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html
add_folder() {
  local folder=$1
  while [[ $folder == /* ]]; do folder=${folder#/}; done
  while [[ $folder == */ ]]; do folder=${folder%/}; done
  [[ -n $1 && $1 != *\\* && $1 != *:* && ${#folder} -le 1024 ]] ||
    usage_error "folder '$1'; expected a path on the drive with slashes, such as northlight/sc010, of 1024 characters at most"
  local other
  for other in "${folders[@]}"; do
    [[ $other != "${folder:-/}" ]] || usage_error "folder '$1' is given twice"
  done
  folders+=("${folder:-/}")
}

# choose_share GATEWAY_ARN: leaves the share in $share.
choose_share() {
  step=share
  local fitting
  describe_shares "$1"
  fitting=$(jq -c --arg bucket "$(output LandingBucketArn)" --arg name "$share_name" '.[]
    | select(.LocationARN == $bucket or (.LocationARN | startswith($bucket + "/")))
    | select($name == "" or .FileShareName == $name)' <<<"$answer")
  [[ -n $fitting ]] ||
    fail "$FAILED" "the gateway $gateway_name has no SMB share${share_name:+ $share_name} of the landing bucket" "name another with --share-name, or run activate.sh"
  [[ $fitting != *$'\n'* ]] ||
    fail "$FAILED" "the gateway $gateway_name has several shares: $(jq -r .FileShareName <<<"$fitting" | paste -sd ' ')" "choose one with --share-name"
  share=$fitting
}

# refuse_if_busy GATEWAY_ARN: Landfall reserves a gateway in its runs table while it refreshes.
refuse_if_busy() {
  step=busy
  local now item called
  runs_table "$stack" ||
    fail "$FAILED" "Landfall's runs table can't be found, so the end could not be seen" "${aws_error:+$(advice); or }use --no-wait"
  table=$answer
  read_run_item "$table" "gateway#$1" || fail "$FAILED" "the runs table $table can't be read" "$(advice); or use --no-wait"
  item=$answer
  now=$(date +%s)
  if [[ $(jq '.heldUntil // "0" | tonumber / 1000 | floor' <<<"$item") -gt $now ]]; then
    fail "$FAILED" "the gateway is busy: Landfall refreshes it for $(jq -r .holder <<<"$item")" "wait for the notice that the files are on the drive"
  fi
  called=$(jq '.calledAt // "0" | tonumber / 1000 | floor' <<<"$item")
  ((now - called >= 60)) ||
    fail "$FAILED" "the gateway is busy: Landfall called it $((now - called)) s ago" "run this again in a minute"
}

start_refresh() {
  step=refresh
  local request refresh
  request=$(jq -nc --arg share "$(jq -r .FileShareARN <<<"$share")" --argjson recursive "$recursive" \
    '{FileShareARN: $share, FolderList: $ARGS.positional, Recursive: $recursive}' --args -- "${folders[@]}")
  refresh=(storagegateway refresh-cache --cli-input-json "$request")
  if "$dry_run"; then
    say "would run: $(show_aws "${refresh[@]}")"
    exit 0
  fi
  try "${refresh[@]}" ||
    fail "$FAILED" "the gateway does not take the refresh" "$(refusal_advice)"
  notification=$(jq -r .NotificationId <<<"$answer")
  say "started: ${folders[*]} on $(jq -r .FileShareName <<<"$share"), notification $notification"
}

refusal_advice() {
  if [[ $aws_error == *InvalidGatewayRequest* ]] && ! gateway_is_away; then
    echo "a gateway takes two refreshes at a time: if it is busy, run this again in some minutes; else correct what AWS names"
  else
    advice
  fi
}

# The refresh function notes the end of every refresh in the runs table, also of those started by hand.
wait_for_refresh() {
  local begun=$SECONDS
  while :; do
    read_run_item "$table" "refresh#$notification" || fail "$FAILED" "the runs table $table can't be read" "the refresh goes on; $(advice)"
    [[ $(jq 'has("completed")' <<<"$answer") == false ]] || break
    wait_more "$begun" "$LANDFALL_REFRESH_SECONDS" "the refresh to be complete" \
      "it may still end: the refresh function logs 'refresh $notification … is complete'; see check.sh for the gateway's state"
  done
  say "complete after $(minutes $((SECONDS - begun)))"
}

main() {
  read_arguments "$@"
  begin "$@"
  need_aws_cli
  use_aws "$profile" "$region"
  step=stack
  read_stack "$stack"
  use_aws "$profile" "$(output Region)"
  step=gateway
  find_gateway_or_fail "$gateway_name"
  local gateway_arn
  gateway_arn=$(jq -r .GatewayARN <<<"$answer")
  choose_share "$gateway_arn"
  ! "$wait_for_end" || refuse_if_busy "$gateway_arn"
  start_refresh
  ! "$wait_for_end" || wait_for_refresh
}

main "$@"
