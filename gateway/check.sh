#!/usr/bin/env bash
# Says how a gateway is, for the person on call. Changes nothing. See docs/gateway.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"

readonly LOG_HOURS=24 LOG_LINES=10

stack=Landfall profile='' region='' gateway_name='' address=''
problems=()
unreachable=false

help() {
  cat <<'HELP'
check.sh --name NAME [OPTIONS]
Says how a gateway is: connection, software, cache, shares, last refresh,
health log, and the ways over the network from this machine. Changes nothing.
  --name NAME            the gateway, such as shanghai-1
  --gateway-ip ADDRESS   its address, if it differs from the one it reports
  --stack NAME           Landfall's stack (Landfall)
  --profile P, --region R  for the AWS CLI, if its defaults are not right
Exit status: 0 healthy, 1 something is wrong (it says what), 2 usage,
             3 gateway offline or not reachable on port 445
HELP
}

read_arguments() {
  read_options --name=gateway_name --gateway-ip=address --stack=stack --profile=profile --region=region -- "$@"
  [[ -n $gateway_name ]] || usage_error "--name is missing"
  [[ $address != *:* ]] || usage_error "--gateway-ip is '$address'; expected an address without a port, such as 10.0.0.20"
}

problem() {
  say "WRONG: $*"
  problems+=("$step: $*")
}

# see ARGUMENTS…: like try, but a failure is a finding, not the end.
see() {
  try "$@" || {
    problem "$1 $2 failed: $aws_error"
    return 1
  }
}

# check_state GATEWAY_ARN
check_state() {
  step=gateway
  information='{}'
  if ! try storagegateway describe-gateway-information --gateway-arn "$1"; then
    if gateway_is_away; then
      unreachable=true
      problem "offline: $(advice)"
    else
      problem "can't be read: $aws_error"
    fi
    return
  fi
  information=$answer
  local state retired
  state=$(jq -r '.GatewayState // "unknown"' <<<"$information")
  # AWS's own example of this answer has the prefix.
  # https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_DescribeGatewayInformation.html
  state=${state#STATE_}
  say "$state, $(jq -r '.GatewayType // "unknown type"' <<<"$information"), ${1##*/}"
  [[ $state == RUNNING ]] || problem "its state is $state, not RUNNING"
  step=software
  say "version $(jq -r '.SoftwareVersion // "not reported"' <<<"$information"), last update $(jq -r '.LastSoftwareUpdate // "none"' <<<"$information")"
  warn_if_retired "$information"
  [[ -z $retired ]] || problems+=("software: $retired")
}

# check_cache GATEWAY_ARN
check_cache() {
  step=cache
  local disks used hit
  if [[ $information == '{}' ]]; then
    say "not looked at: the gateway does not answer"
    return
  fi
  see storagegateway describe-cache --gateway-arn "$1" || return 0
  disks=$(jq '.DiskIds // [] | length' <<<"$answer")
  used=$(jq '.CacheUsedPercentage // 0 | round' <<<"$answer")
  hit=$(jq '.CacheHitPercentage // 0 | round' <<<"$answer")
  # A full cache is normal: it keeps what was read last.
  say "$disks disk(s), $(jq '(.CacheAllocatedInBytes // 0) / 1073741824 | floor' <<<"$answer") GiB, $used % used, $hit % of reads served from it"
  ((disks > 0)) || problem "no disk is cache: run activate.sh"
}

# check_shares GATEWAY_ARN
check_shares() {
  step=shares
  local line status
  if [[ $information == '{}' ]]; then
    say "not looked at: the gateway does not answer"
    return
  fi
  describe_shares "$1"
  [[ $answer != '[]' ]] || problem "it has no SMB share: run activate.sh"
  while IFS=$'\t' read -r status line; do
    say "$line: $status"
    [[ $status == AVAILABLE ]] || problem "$line is $status: see the health log below and that the VM reaches S3"
    [[ $line != *writable* ]] || problem "a share is writable: run activate.sh"
  done < <(jq -r '.[] | [.FileShareStatus, "\(.FileShareName // .FileShareId) of \(.LocationARN), \(if .ReadOnly then "read-only" else "writable" end)"] | @tsv' <<<"$answer")
}

# check_last_refresh GATEWAY_ARN: a night without deliveries has none, so its age is no problem.
check_last_refresh() {
  step=refresh
  if ! runs_table "$stack" || ! read_run_item "$answer" "gateway#$1"; then
    say "not known: Landfall's runs table can't be read${aws_error:+: $aws_error}"
    return
  fi
  local item=$answer called held
  called=$(jq '.calledAt // "0" | tonumber / 1000 | floor' <<<"$item")
  held=$(jq '.heldUntil // "0" | tonumber / 1000 | floor' <<<"$item")
  if ((called == 0)); then
    say "Landfall has not refreshed this gateway yet"
  else
    say "Landfall's last was started at $(date -d "@$called" '+%F %H:%M')"
  fi
  ((held <= $(date +%s))) || say "one is under way, for $(jq -r .holder <<<"$item")"
}

# check_log GATEWAY_ARN
check_log() {
  step=log
  local group lines
  group=$(jq -r '.CloudWatchLogGroupARN // ""' <<<"$information")
  [[ -n $group ]] || group=$(output GatewayLogGroupArn)
  group=${group%:\*}
  see logs filter-log-events --log-group-name "${group##*:log-group:}" --start-time "$((($(date +%s) - LOG_HOURS * 3600) * 1000))" \
    --max-items 2000 || return 0
  lines=$(jq -r --arg gateway "${1##*/}" --argjson last "$LOG_LINES" '
    [.events // [] | .[] | select(.message | contains($gateway))] | sort_by(.timestamp) | .[-$last:][]
    | "\(.timestamp / 1000 | floor | todate) \(.message | gsub("\\s+"; " ") | .[0:300])"' <<<"$answer")
  if [[ -z $lines ]]; then
    say "no health message in the last $LOG_HOURS hours"
  else
    while read -r line; do say "$line"; done <<<"$lines"
    [[ ! $lines =~ \"(ERROR|CRITICAL)\" ]] || problem "the health log has errors; their type is explained in AWS's user guide"
  fi
}

# https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html
check_network() {
  step=network
  local hosts host suffix=amazonaws.com
  [[ -n $address ]] || address=$(jq -r '[.GatewayNetworkInterfaces // [] | .[].Ipv4Address // empty][0] // ""' <<<"$information")
  if [[ -z $address ]]; then
    problem "the gateway's address is not known: name it with --gateway-ip"
  elif reachable "$address" "$LANDFALL_SMB_PORT"; then
    say "$address port $LANDFALL_SMB_PORT: reachable"
  else
    unreachable=true
    problem "$address port $LANDFALL_SMB_PORT is not reachable from this machine: is the VM on, and the port open?"
  fi
  [[ $region != cn-* ]] || suffix=amazonaws.com.cn
  read -r -a hosts <<<"$LANDFALL_SERVICE_HOSTS"
  if ((${#hosts[@]} == 0)); then
    for host in anon-cp client-cp proxy-app dp-1; do hosts+=("$host.storagegateway.$region.$suffix:443"); done
    hosts+=("storagegateway.$region.$suffix:443" "s3.$region.$suffix:443")
  fi
  for host in "${hosts[@]}"; do
    if reachable "${host%:*}" "${host##*:}"; then
      say "${host%:*} port ${host##*:}: reachable"
    else
      problem "${host%:*} port ${host##*:} is not reachable from this machine; try the same in the VM's console"
    fi
  done
}

verdict() {
  step=verdict
  local found
  if ((${#problems[@]} == 0)); then
    say "healthy"
    return
  fi
  say "${#problems[@]} thing(s) wrong:"
  for found in "${problems[@]}"; do say "- $found"; done
  if "$unreachable"; then exit "$UNREACHABLE"; fi
  exit "$FAILED"
}

main() {
  read_arguments "$@"
  begin "$@"
  need_aws_cli
  use_aws "$profile" "$region"
  step=stack
  read_stack "$stack"
  region=$(output Region)
  use_aws "$profile" "$region"
  step=gateway
  find_gateway_or_fail "$gateway_name"
  local gateway_arn
  gateway_arn=$(jq -r .GatewayARN <<<"$answer")
  check_state "$gateway_arn"
  check_cache "$gateway_arn"
  check_shares "$gateway_arn"
  check_last_refresh "$gateway_arn"
  check_log "$gateway_arn"
  check_network
  verdict
}

main "$@"
