# shellcheck shell=bash
# What the gateway's scripts share: how they talk, call AWS, wait and end. Sourced, not run.

# Exit status, the same in every script.
# shellcheck disable=SC2034 # not every script uses all
readonly FAILED=1 USAGE=2 UNREACHABLE=3 GAVE_UP=4

# How long the scripts wait, in seconds. Tests and slow sites set the variable of the same name.
: "${LANDFALL_POLL_SECONDS:=10}"       # between two looks at the same thing
: "${LANDFALL_STEADY_ANSWERS:=6}"      # answers in a row (a number) until a new gateway counts as up
: "${LANDFALL_WAIT_SECONDS:=900}"      # for the gateway or its share to be ready; for the VM's address
: "${LANDFALL_DISK_SECONDS:=180}"      # for a disk that fits to be listed
: "${LANDFALL_KEY_SECONDS:=120}"       # for the VM to give an activation key
: "${LANDFALL_CONNECT_SECONDS:=10}"    # for one network connection
: "${LANDFALL_REFRESH_SECONDS:=21600}" # for a refresh to be complete
: "${LANDFALL_SMB_PORT:=445}"          # not a time: the port that check.sh tries and warm.sh uses
: "${LANDFALL_SERVICE_HOSTS:=}"        # not a time: HOST:PORT … in place of the region's endpoints

program=${0##*/}
step=start       # what is under way, for messages
dry_run=false    # show changes, make none
assume_yes=false # make changes without asking
changes=0        # how many were made, or would be
work=''          # a private directory, gone at the end
pausing=''       # the process that a wait sleeps in
answer=''        # what AWS answered last
aws_error=''     # what AWS said when the last call failed
aws_options=()   # profile and region, as the CLI takes them
outputs='{}'     # of the stack, by name
given_options=() # those of one value that were read

# --- Talking -------------------------------------------------------------------------------------

say() { printf '%-11s %s\n' "$step" "$*"; }

warn() { printf '%-11s warning: %s\n' "$step" "$*" >&2; }

usage_error() {
  printf '%s: %s\nSee %s --help\n' "$program" "$1" "$program" >&2
  exit "$USAGE"
}

# need_value ARGUMENTS…: the first must be followed by a value.
need_value() {
  [[ $# -ge 2 && -n $2 && $2 != --* ]] || usage_error "$1 needs a value"
}

# need_one_value ARGUMENTS…: the same for an option of one value: given again, one of the two would have no effect.
need_one_value() {
  need_value "$@"
  [[ " ${given_options[*]} " != *" $1 "* ]] || usage_error "$1 is given twice"
  given_options+=("$1")
}

# read_options SPEC… -- ARGUMENTS…: reads a script's options. A SPEC is one of
#   --flag=VARIABLE:VALUE  sets the variable to the value
#   --option=VARIABLE      sets it to the one value that follows
#   --option+=FUNCTION     calls the function with each value that follows
#   FUNCTION               is called with each argument that is no option; without it there may be none
read_options() {
  local -A flags=() options=() lists=()
  local take=''
  while [[ $1 != -- ]]; do
    case $1 in
      --*:*) flags[${1%%=*}]=${1#*=} ;;
      --*+=*) lists[${1%%+=*}]=${1#*+=} ;;
      --*=*) options[${1%%=*}]=${1#*=} ;;
      *) take=$1 ;;
    esac
    shift
  done
  shift
  while (($#)); do
    if [[ $1 == --help || $1 == -h ]]; then
      help
      exit 0
    elif [[ -n $1 && -n ${flags[$1]:-} ]]; then
      printf -v "${flags[$1]%%:*}" %s "${flags[$1]#*:}"
    elif [[ -n $1 && -n ${options[$1]:-} ]]; then
      need_one_value "$@"
      printf -v "${options[$1]}" %s "$2"
      shift
    elif [[ -n $1 && -n ${lists[$1]:-} ]]; then
      need_value "$@"
      local each=${lists[$1]}
      while [[ $# -ge 2 && $2 != --* ]]; do
        "$each" "$2"
        shift
      done
    elif [[ -n $take && $1 != --* ]]; then
      "$take" "$1"
    else
      usage_error "unknown argument '$1'"
    fi
    shift
  done
}

# secret_verdict: whether a secret, as GetSecretValue answers it on stdin, can be the guest password. Says JSON, password or other.
secret_verdict() {
  # A number is JSON too, and a password as good as any.
  jq -r '.SecretString // "" | if (try fromjson catch null | type | IN("object", "array", "string")) then "JSON"
    elif test("\\A[ -~]{6,512}\\z") then "password" else "other" end'
}

# shown FILE: how it begins, in quotes; what is not plain ASCII is escaped, as it may come from anybody.
shown() {
  local LC_ALL=C text
  text=$(head -c 100 "$1" | tr -d '\0')
  printf '%s' "${text@Q}"
  [[ $(wc -c <"$1") -le 100 ]] || printf '…'
}

# fail STATUS WHAT DO: which step failed, what AWS said, what to do.
fail() {
  printf '%s: step %s: %s\n' "$program" "$step" "$2" >&2
  [[ -z $aws_error ]] || printf '  AWS said:   %s\n' "$aws_error" >&2
  printf '  What to do: %s\n' "$3" >&2
  exit "$1"
}

# quoted WORDS…: as they would be typed.
quoted() {
  printf '%q' "$1"
  (($# == 1)) || printf ' %q' "${@:2}"
}

minutes() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# --- Beginning and ending ------------------------------------------------------------------------

# begin ARGUMENTS…: checks the settings, makes the private directory, and says how an interruption ends.
begin() {
  local name
  for name in POLL_SECONDS STEADY_ANSWERS WAIT_SECONDS DISK_SECONDS KEY_SECONDS CONNECT_SECONDS REFRESH_SECONDS SMB_PORT; do
    name=LANDFALL_$name
    [[ ${!name} =~ ^[0-9]+$ || ($name == LANDFALL_POLL_SECONDS && ${!name} =~ ^[0-9]*[.][0-9]+$) ]] ||
      usage_error "$name is '${!name}'; expected a whole number"
  done
  command_line=$(quoted "$0" "$@")
  work=$(mktemp -d)
  trap clean_up EXIT
  trap 'interrupted 129' HUP
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
}

clean_up() {
  [[ -z $pausing ]] || kill "$pausing" 2>/dev/null || true
  [[ -z $work ]] || rm -rf "$work"
}

interrupted() {
  trap '' HUP INT TERM
  printf '\n%s: interrupted at step %s. Nothing has to be undone. To go on from there:\n  %s\n' \
    "$program" "$step" "$command_line" >&2
  exit "$1"
}

need_tools() {
  local tool
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || usage_error "this is Bash $BASH_VERSION; 4.4 or newer is needed"
  for tool in "$@"; do
    command -v "$tool" >/dev/null || usage_error "$tool is not installed; the scripts need: $*"
  done
}

# Endpoints from the environment, and so the tests, need these versions.
# https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
need_aws_cli() {
  local version
  need_tools aws curl jq sha256sum timeout
  version=$(aws --version 2>&1)
  if [[ $version =~ ^aws-cli/([0-9]+)\.([0-9]+) ]]; then
    case ${BASH_REMATCH[1]} in
      1) ((BASH_REMATCH[2] >= 29)) && return ;;
      2) ((BASH_REMATCH[2] >= 13)) && return ;;
      *) return ;;
    esac
  fi
  usage_error "the AWS CLI is '$version'; 1.29 or newer, or 2.13 or newer, is needed"
}

# --- Calling AWS ---------------------------------------------------------------------------------

# use_aws PROFILE REGION: where the calls go; either may be empty. The CLI itself looks at AWS_DEFAULT_REGION, then at
# the profile. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
use_aws() {
  export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_DEFAULT_OUTPUT=json
  aws_options=()
  [[ -z $1 ]] || aws_options+=(--profile "$1")
  # Version 1 of the CLI does not know AWS_REGION.
  local region=${2:-${AWS_REGION:-}}
  [[ -z $region ]] || aws_options+=(--region "$region")
}

call_aws() { aws "$@" "${aws_options[@]}" --cli-connect-timeout "$LANDFALL_CONNECT_SECONDS"; }

# show_aws ARGUMENTS…: the same call, to be read and pasted.
show_aws() { quoted aws "$@" "${aws_options[@]}"; }

# try ARGUMENTS…: a call of the AWS CLI. Leaves $answer, or fails and leaves $aws_error.
try() {
  if answer=$(call_aws "$@" 2>"$work/stderr"); then
    aws_error=''
  else
    read_aws_error "$work/stderr"
    return 1
  fi
}

# read_aws_error FILE: on one line.
read_aws_error() {
  aws_error=$(tr -s '\r\n' '  ' <"$1")
  aws_error=${aws_error# }
  aws_error=${aws_error% }
}

# A gateway that starts, restarts or has lost its network: the same call may succeed later.
# https://docs.aws.amazon.com/storagegateway/latest/APIReference/AWSStorageGatewayAPI.html
gateway_is_away() {
  [[ ${aws_error,,} =~ not\ connected|gatewaynotconnected|gatewayproxynetworkconnectionbusy|serviceunavailable|internalservererror ]]
}

# ask ARGUMENTS…: like try, but waits while the gateway is away, and a failure ends the script.
ask() {
  local begun=$SECONDS
  until try "$@"; do
    gateway_is_away || fail "$FAILED" "$1 $2 failed" "$(advice)"
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the gateway to be connected" "$(advice)"
  done
}

# change ARGUMENTS…: like ask, for a call that changes something. A dry run shows it instead.
change() {
  about_to_change "$(show_aws "$@")" || return 0
  ask "$@"
}

# about_to_change COMMAND: counts; in a dry run shows the command and fails; else asks once, on a terminal.
about_to_change() {
  changes=$((changes + 1))
  if "$dry_run"; then
    say "would run: $1"
    return 1
  fi
  if ! "$assume_yes" && [[ -t 0 ]]; then
    local reply=''
    read -r -p "From here on things are changed. Go on? [y/N] " reply || true
    [[ $reply == [yY]* ]] || fail "$FAILED" "stopped before the first change" "nothing; the same command starts again"
    assume_yes=true
  fi
}

# finish: says how much was changed, or would be.
finish() {
  step='done'
  if "$dry_run"; then
    say "dry run: $changes change(s) would be made, none was"
  elif ((changes == 0)); then
    say "nothing had to be changed"
  else
    say "$changes change(s) made"
  fi
}

# What to do about $aws_error, as far as the error itself tells.
advice() {
  case $aws_error in
    *AccessDenied* | *UnauthorizedOperation* | *"not authorized"*)
      echo "give your user the permissions in docs/gateway.md, then run this again"
      ;;
    *"Unable to locate credentials"* | *ExpiredToken* | *"security token"* | *InvalidClientTokenId* | *"config profile"* | *"Token has expired"*)
      echo "log in, or name another profile with --profile, then run this again"
      ;;
    *"specify a region"*) echo "name the stack's region with --region" ;;
    *"Could not connect"* | *"Connect timeout"* | *"Read timeout"* | *SSL*)
      echo "open the way from this machine to AWS, port 443, then run this again"
      ;;
    *"not connected"* | *GatewayNotConnected*)
      echo "in the VM's console run 'Test Network Connectivity'; see that it is powered on and its host's time is right; then run this again"
      ;;
    *) echo "run this again; if it fails again, see step $step in docs/gateway.md" ;;
  esac
}

# --- Waiting -------------------------------------------------------------------------------------

# wait_more BEGUN LIMIT WHAT DO: one more turn of a wait that began at $SECONDS = BEGUN, or the end of it.
wait_more() {
  local elapsed=$((SECONDS - $1))
  ((elapsed < $2)) || fail "$GAVE_UP" "gave up waiting for $3 after $(minutes "$elapsed")" "$4"
  say "waiting for $3 ($(minutes "$elapsed"))"
  pause "$LANDFALL_POLL_SECONDS"
}

# Sleeps so that a signal is heard at once.
pause() {
  sleep "$1" &
  pausing=$!
  wait "$pausing" || true
  pausing=''
}

# reachable HOST PORT: whether a TCP connection succeeds.
reachable() {
  # shellcheck disable=SC2016 # the inner shell expands them
  timeout "$LANDFALL_CONNECT_SECONDS" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
}

# --- Reading what is there -----------------------------------------------------------------------

# read_stack NAME: fills $outputs; everything after goes to the stack's own region.
read_stack() {
  local name missing
  if ! try cloudformation describe-stacks --stack-name "$1"; then
    [[ $aws_error != *"does not exist"* ]] ||
      fail "$FAILED" "the stack $1 is not deployed in this account and region" \
        "deploy it (README), or name the right one with --stack, --region and --profile"
    fail "$FAILED" "cannot read the stack $1" "$(advice)"
  fi
  outputs=$(jq -c '[.Stacks[0].Outputs // [] | .[] | {(.OutputKey): .OutputValue}] | add // {}' <<<"$answer")
  missing=$(jq -r --args '. as $o | [$ARGS.positional[] | select($o[.] == null)] | join(", ")' \
    Region LandingBucketName LandingBucketArn FileShareRoleArn GatewayLogGroupArn GuestSecretArn <<<"$outputs")
  [[ -z $missing ]] ||
    fail "$FAILED" "the stack $1 has no output $missing" "wait until its deployment has succeeded, or name Landfall's stack with --stack"
}

output() { jq -r --arg name "$1" '.[$name]' <<<"$outputs"; }

# find_gateway NAME: its entry in ListGateways as JSON in $answer; empty if there is none.
find_gateway() {
  ask storagegateway list-gateways
  answer=$(jq -c --arg name "$1" '.Gateways // [] | .[] | select(.GatewayName == $name)' <<<"$answer")
  [[ $answer != *$'\n'* ]] ||
    fail "$FAILED" "several gateways are named $1: $(jq -r .GatewayId <<<"$answer" | paste -sd ' ')" \
      "rename or delete all but one of them in the console, then run this again"
}

# find_gateway_or_fail NAME
find_gateway_or_fail() {
  find_gateway "$1"
  [[ -n $answer ]] || fail "$FAILED" "no gateway is named $1" "name one that 'aws storagegateway list-gateways' shows, or run activate.sh"
}

# describe_shares GATEWAY_ARN: its SMB shares as a JSON list in $answer.
describe_shares() {
  local arns all='[]'
  ask storagegateway list-file-shares --gateway-arn "$1"
  mapfile -t arns < <(jq -r '.FileShareInfoList // [] | .[] | select(.FileShareType == "SMB") | .FileShareARN' <<<"$answer")
  # DescribeSMBFileShares takes ten at most.
  while ((${#arns[@]})); do
    ask storagegateway describe-smb-file-shares --file-share-arn-list "${arns[@]:0:10}"
    all=$(jq -c --argjson all "$all" '$all + .SMBFileShareInfoList' <<<"$answer")
    arns=("${arns[@]:10}")
  done
  answer=$all
}

# warn_if_retired GATEWAY_INFORMATION: generation 1 of the appliance gets no support since 2026-06-30.
# https://docs.aws.amazon.com/filegateway/latest/files3/release-notes.html
warn_if_retired() {
  local date version
  date=$(jq -r '.DeprecationDate // ""' <<<"$1")
  version=$(jq -r '.SoftwareVersion // ""' <<<"$1")
  retired=''
  if [[ -n $date ]]; then
    retired="AWS ends the support of this gateway's software on ${date%%T*}"
  elif [[ $version =~ ^[01]\. ]]; then
    retired="its software $version is of the retired generation 1"
  fi
  [[ -z $retired ]] || warn "$retired; replace the gateway with a new VM (deploy-vm.sh)"
}

# runs_table STACK: the name of Landfall's runs table; empty, and fails, if it can't be found.
runs_table() {
  try cloudformation list-stack-resources --stack-name "$1" || return 1
  answer=$(jq -r '[.StackResourceSummaries[] | select(.ResourceType == "AWS::DynamoDB::Table" and
    (.LogicalResourceId | startswith("RunsTable"))) | .PhysicalResourceId][0] // ""' <<<"$answer")
  [[ -n $answer ]]
}

# read_run_item TABLE KEY: an item beside the runs, as plain JSON in $answer; {} if there is none.
read_run_item() {
  try dynamodb get-item --table-name "$1" --consistent-read \
    --key "$(jq -nc --arg key "$2" '{partner: {S: $key}, run: {S: "-"}}')" || return 1
  answer=$(jq -c '.Item // {} | with_entries(.value |= (.S // .N))' <<<"${answer:-null}" | grep . || echo '{}')
}
