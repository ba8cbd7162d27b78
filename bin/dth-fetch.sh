#!/usr/bin/env bash
# Downloads a Data Transfer Hub template once, and checks that it is the expected one.
set -euo pipefail

program="landfall dth fetch"
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

edition='' version='' url='' sum='' output=''
partial='' # what is downloaded, until it is known to be right

help() {
  cat <<'HELP'
landfall dth fetch --edition ecs|ec2 --version 2.1.0 --url URL --sha256 HEX
                   [--output FILE]
Downloads a template of Data Transfer Hub once, so that what is deployed does
not change with what is published. Refuses any other file than the expected
one: by its hash, edition and version, and if it is not whole. A file that is
there already is never overwritten.
  --edition ecs|ec2   which of the two templates it is
  --version VERSION   which its description must name, such as 2.1.0
  --url URL           where it is published; https
  --sha256 HEX        its SHA-256, 64 hexadecimal digits
  --output FILE       where to put it (dth/EDITION-VERSION.template)
docs/configuration.md has the public addresses, and says which edition to choose
and how to come by a hash. Mind the names: DataTransferS3Stack-ec2.template is
of edition ecs, and DataTransferS3Stack.template of edition ec2.
Exit status: 0 it is there, 1 refused or failed (it says why), 2 usage
HELP
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        help
        exit 0
        ;;
      --edition | --version | --url | --sha256 | --output)
        [[ $# -ge 2 && $2 != --* ]] || usage_error "$1 needs a value"
        case $1 in
          --edition) edition=$2 ;;
          --version) version=$2 ;;
          --url) url=$2 ;;
          --sha256) sum=${2,,} ;;
          --output) output=$2 ;;
        esac
        shift
        ;;
      *) usage_error "unknown argument '$1'" ;;
    esac
    shift
  done
  [[ $edition =~ ^(ecs|ec2)$ ]] || usage_error "--edition is '$edition'; expected ecs or ec2"
  [[ $version =~ ^[0-9]+([.][0-9]+)+$ ]] || usage_error "--version is '$version'; expected one such as 2.1.0"
  # Plain http is for the tests' own server.
  [[ $url =~ ^(https://|http://127[.]0[.]0[.]1:)[^[:space:]]+$ ]] || usage_error "--url is '$url'; expected an https address"
  [[ $sum =~ ^[0-9a-f]{64}$ ]] || usage_error "--sha256 is '$sum'; expected 64 hexadecimal digits"
  output=${output:-$root/dth/$edition-$version.template}
  [[ ! -d $output ]] || usage_error "--output $output is a directory; expected a file"
}

clean_up() { [[ -z $partial ]] || rm -f "$partial"; }

# download: into $partial, beside the place where it is to lie.
download() {
  local protocols='=https' error
  [[ $url == https:* ]] || protocols='=http,https'
  mkdir -p "$(dirname "$output")" || fail "nothing was downloaded: $(dirname "$output") can't be made"
  partial=$(mktemp "$output.XXXXXX") || fail "nothing was downloaded: $(dirname "$output") can't be written to"
  error=$(curl --fail --silent --show-error --location --proto "$protocols" --proto-redir "$protocols" \
    --connect-timeout 20 --output "$partial" "$url" 2>&1) || fail "the download failed, nothing was kept: $error"
}

# check_sum FILE
check_sum() {
  local found
  found=$(sum_of "$1")
  [[ $found == "$sum" ]] || fail "the SHA-256 of what $url gives is $found, expected $sum; nothing was kept"
}

# problem_of FILE: why it is no whole template of the edition and the version; nothing if it is. The synthesis looks closer.
problem_of() {
  EDITION=$edition VERSION=$version node - "$1" <<'JAVASCRIPT'
const text = require('fs').readFileSync(process.argv[2], 'utf8');

function problem(edition, version) {
  let template;
  try {
    template = JSON.parse(text);
  } catch (e) {
    return `is not whole, or no JSON: ${e.message}`;
  }
  const parameters = (template && template.Parameters) || {};
  const editions = ['ecsClusterName' in parameters ? 'ecs' : '', 'ec2VpcId' in parameters ? 'ec2' : ''].filter(Boolean);
  if (editions.length !== 1) {
    return 'is no template of the S3 plugin of Data Transfer Hub: expected one of the parameters ecsClusterName (edition ecs) and ec2VpcId (edition ec2)';
  }
  if (editions[0] !== edition) {
    return `is of edition ${editions[0]}, expected ${edition} (…-ec2.template is the name of edition ecs)`;
  }
  const description = template.Description || '';
  const said = new RegExp(`(^|[^0-9.])${version.replace(/[.]/g, '[.]')}($|[^0-9.]|[.]($|[^0-9]))`);
  return said.test(description) ? '' : `does not say that it is version ${version} but "${description}"`;
}

console.log(problem(process.env.EDITION, process.env.VERSION));
JAVASCRIPT
}

# check_template FILE CONSEQUENCE
check_template() {
  local problem
  problem=$(problem_of "$1") || fail "the template could not be read; $2"
  [[ -z $problem ]] || fail "the template $problem; $2"
}

say_where() {
  local place
  place=$(realpath "$output")
  echo "$place $1"
  echo "For a partner of edition $edition in cdk.json:"
  echo "  \"templateFile\": \"${place#"$(realpath "$root")"/}\""
}

main() {
  read_arguments "$@"
  need_tools curl sha256sum node
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [[ -e $output ]]; then
    [[ $(sum_of "$output") == "$sum" ]] ||
      fail "$output is there already, and is another file; nothing was downloaded. Move it away, or name another --output"
    check_template "$output" "$output was there already, and was left as it is"
    say_where 'was there already: nothing was downloaded'
    return
  fi
  download
  check_sum "$partial"
  check_template "$partial" 'nothing was kept'
  chmod 644 "$partial"
  mv -n "$partial" "$output"
  [[ ! -e $partial ]] || fail "$output came to be in the meantime; it was left as it is"
  say_where 'was downloaded'
}

main "$@"
