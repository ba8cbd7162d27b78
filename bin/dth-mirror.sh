#!/usr/bin/env bash
# Copies what Data Transfer Hub's instances and finders load into the studio's own account.
set -euo pipefail

program="landfall dth mirror"
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

template='' bucket='' region='' sum='' repository='' profile=()
domain='' key='' image='' edition=''
downloaded=''

help() {
  cat <<'HELP'
landfall dth mirror --template FILE --bucket BUCKET --region REGION
                    --sha256 HEX
                    [--repository URI] [--profile PROFILE]
Copies what a template of Data Transfer Hub loads at run time: the program of
its instances, by its hash, into a bucket of yours; and the image of edition
ecs's finder into a repository of yours in ECR. Prints what to write into
cdk.json, so that a partner's stack needs nothing of AWS's buckets any more.
  --template FILE     the template, as bin/landfall dth fetch downloaded it
  --bucket BUCKET     a private bucket, in the deployment's region
  --region REGION     the deployment's region
  --sha256 HEX        the program's SHA-256, 64 hexadecimal digits
  --repository URI    edition ecs: ACCOUNT.dkr.ecr.REGION.amazonaws.com.cn/NAME,
                      which must be there; else only the commands are printed
  --profile PROFILE   a profile of the AWS CLI
The image is copied with crane, skopeo or docker, whichever is there first;
where none is, the commands are printed. docs/configuration.md says how to come
by the hash.
Exit status: 0 done, 1 refused or failed (it says why), 2 usage
HELP
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        help
        exit 0
        ;;
      --template | --bucket | --region | --sha256 | --repository | --profile)
        [[ $# -ge 2 && $2 != --* ]] || usage_error "$1 needs a value"
        case $1 in
          --template) template=$2 ;;
          --bucket) bucket=$2 ;;
          --region) region=$2 ;;
          --sha256) sum=${2,,} ;;
          --repository) repository=$2 ;;
          --profile) profile=(--profile "$2") ;;
        esac
        shift
        ;;
      *) usage_error "unknown argument '$1'" ;;
    esac
    shift
  done
  [[ -f $template ]] || usage_error "--template is '$template'; expected a file"
  [[ $bucket =~ ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$ ]] || usage_error "--bucket is '$bucket'; expected a bucket's name"
  [[ $region =~ ^[a-z]{2}(-[a-z]+)+-[0-9]$ ]] || usage_error "--region is '$region'; expected one such as cn-northwest-1"
  [[ $sum =~ ^[0-9a-f]{64}$ ]] || usage_error "--sha256 is '$sum'; expected 64 hexadecimal digits"
  [[ -z $repository || $repository =~ ^[0-9]{12}[.]dkr[.]ecr[.][a-z0-9-]+[.]amazonaws[.]com([.]cn)?/[a-z0-9._/-]+$ ]] ||
    usage_error "--repository is '$repository'; expected one such as 111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/dth-cli"
}

# loaded: what the template loads, in four lines: edition, domain, key, image (may be empty).
loaded() {
  PARTITION=$([[ $region == cn-* ]] && echo aws-cn || echo aws) node - "$template" <<'JAVASCRIPT'
const template = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const text = JSON.stringify(template);
const domains = Object.values(template.Mappings || {})
  .map(table => (table[process.env.PARTITION] || {}).assetDomain)
  .filter(Boolean);
const keys = text.match(/data-transfer-hub-cli\/[\w.\/-]+\/dthcli_[\w.-]+\.tar\.gz/g) || [];
const images = text.match(/public\.ecr\.aws\/aws-gcr-solutions\/data-transfer-hub-cli:[\w.-]+/g) || [];
const one = (name, all) => {
  const different = [...new Set(all)];
  if (different.length !== 1) {
    console.error(`the template names ${different.length} of ${name}, expected one`);
    process.exit(1);
  }
  return different[0];
};
console.log('ecsClusterName' in (template.Parameters || {}) ? 'ecs' : 'ec2');
console.log(one('the addresses of its programs', domains));
console.log(one('its programs', keys));
console.log(images.length ? one('its images', images) : '');
JAVASCRIPT
}

clean_up() { [[ -z $downloaded ]] || rm -f "$downloaded"; }

copy_program() {
  local error found protocols='=https'
  # Plain http is for the tests' own server.
  [[ $domain != http://127.0.0.1:* ]] || protocols='=http'
  downloaded=$(mktemp)
  error=$(curl --fail --silent --show-error --location --proto "$protocols" --connect-timeout 20 \
    --output "$downloaded" "$domain/$key" 2>&1) || fail "the download failed, nothing was copied: $error"
  found=$(sum_of "$downloaded")
  [[ $found == "$sum" ]] || fail "the SHA-256 of $domain/$key is $found, expected $sum; nothing was copied"
  aws s3 cp --only-show-errors --region "$region" ${profile[@]+"${profile[@]}"} "$downloaded" "s3://$bucket/$key" ||
    fail "the program could not be put into s3://$bucket/$key"
  echo "$key is in s3://$bucket" >&2
}

# copy_image: its digest on stdout; nothing where it could not be copied.
copy_image() {
  local tag=${image##*:} registry=${repository%%/*} tool
  for tool in crane skopeo docker; do
    ! command -v "$tool" >/dev/null || break
    tool=''
  done
  if [[ -z $repository || -z $tool ]]; then
    local to=${repository:-ACCOUNT.dkr.ecr.$region.amazonaws.com/NAME}
    [[ -n $repository || $region != cn-* ]] || to=ACCOUNT.dkr.ecr.$region.amazonaws.com.cn/NAME
    cat >&2 <<COMMANDS
The finder's image was not copied. On a machine with crane:
  aws ecr get-login-password --region $region | crane auth login --username AWS --password-stdin ${to%%/*}
  crane copy $image $to:$tag
  crane digest $to:$tag
The last line prints the digest that finderImage needs: $to@sha256:…
COMMANDS
    return
  fi
  aws ecr get-login-password --region "$region" ${profile[@]+"${profile[@]}"} |
    case $tool in
      crane) crane auth login --username AWS --password-stdin "$registry" ;;
      *) "$tool" login --username AWS --password-stdin "$registry" ;;
    esac >&2 || fail "$tool could not log in to $registry"
  case $tool in
    crane) crane copy "$image" "$repository:$tag" >&2 && crane digest "$repository:$tag" ;;
    skopeo)
      skopeo copy --all "docker://$image" "docker://$repository:$tag" >&2 &&
        skopeo inspect --format '{{.Digest}}' "docker://$repository:$tag"
      ;;
    docker)
      docker buildx imagetools create --tag "$repository:$tag" "$image" >&2 &&
        docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$repository:$tag"
      ;;
  esac || fail "$tool could not copy $image to $repository:$tag"
}

main() {
  read_arguments "$@"
  need_tools aws curl node sha256sum
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  local read digest=''
  read=$(loaded) || fail "$template is no template that Landfall knows"
  { read -r edition && read -r domain && read -r key && read -r image; } <<<"$read" || true
  copy_program
  if [[ -n $image ]]; then
    digest=$(copy_image) || exit 1
  fi
  echo 'In cdk.json, beside "partners":'
  printf '  "dth": { "assets": { "bucket": "%s", "%sSha256": "%s"' "$bucket" "$edition" "$sum"
  [[ -z $image ]] || printf ', "finderImage": "%s@%s"' "${repository:-REPOSITORY}" "${digest:-sha256:DIGEST}"
  echo ' } }'
}

main "$@"
