#!/usr/bin/env bash
# Puts a gateway VM on an ESXi host or a vCenter, sized as AWS asks for, and waits for its address.
# Run again after any failure it goes on; what is right already it leaves alone. See docs/gateway.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"

# https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html
readonly CPUS=4 MEMORY_MIB=16384 SMALLEST_CACHE_GIB=150
readonly KIB_PER_GIB=$((1024 * 1024))

vm_name='' ova='' datastore='' cache_datastore='' network='VM Network'
cache_gib=()
vm='' # the VM's path in the inventory; empty until it is imported

help() {
  cat <<'HELP'
deploy-vm.sh --name NAME --ova FILE [OPTIONS]
Imports the gateway's OVA with govc, sizes the VM, powers it on, waits for it.
  --name NAME            of the VM, such as shanghai-1
  --ova FILE             aws-storage-gateway-file-s3-gateway-v2-x86_64.ova
  --cache-gib N [N]      one or two cache disks, each of 150 GiB or more;
                         asked for on a terminal
  --datastore DS         for the VM (govc's default: GOVC_DATASTORE)
  --cache-datastore DS   for the cache disks, on SSD (the same as --datastore)
  --network NET          the port group (VM Network)
  --dry-run              show every change, make none
  --yes                  don't ask before the first change
The host is named as govc wants it: GOVC_URL, GOVC_USERNAME, GOVC_PASSWORD, and
where needed GOVC_DATACENTER, GOVC_RESOURCE_POOL, GOVC_HOST, GOVC_INSECURE=1.
Exit status: 0 done, 1 failed, 2 usage, 3 host unreachable, 4 gave up waiting
HELP
}

add_cache_gib() {
  cache_gib+=("$1")
}

read_arguments() {
  read_options --dry-run=dry_run:true --yes=assume_yes:true --name=vm_name --ova=ova --datastore=datastore \
    --cache-datastore=cache_datastore --network=network --cache-gib+=add_cache_gib -- "$@"
  check_arguments
}

check_arguments() {
  local size
  [[ $vm_name =~ ^[A-Za-z0-9][A-Za-z0-9._-]{1,79}$ ]] || usage_error "--name is '$vm_name'; expected 2 to 80 letters, digits, dots, underscores or hyphens"
  [[ -n $ova ]] || usage_error "--ova is missing"
  [[ -r $ova ]] || usage_error "--ova: there is no file $ova; download it from the Storage Gateway console"
  [[ -n ${GOVC_URL:-} ]] || usage_error "GOVC_URL is not set; expected the ESXi host's or vCenter's address"
  ask_cache_sizes
  ((${#cache_gib[@]} <= 2)) || usage_error "--cache-gib has ${#cache_gib[@]} sizes; expected one or two"
  for size in "${cache_gib[@]}"; do
    [[ $size =~ ^[1-9][0-9]{2,4}$ && $size -ge $SMALLEST_CACHE_GIB ]] ||
      usage_error "--cache-gib is '$size'; expected a whole number of GiB, $SMALLEST_CACHE_GIB or more"
  done
}

ask_cache_sizes() {
  local reply=''
  if ((${#cache_gib[@]} == 0)) && [[ -t 0 ]]; then
    read -r -p "GiB of each cache disk, one or two numbers, $SMALLEST_CACHE_GIB or more: " reply || true
    read -r -a cache_gib <<<"$reply"
  fi
  ((${#cache_gib[@]})) || usage_error "--cache-gib is missing"
}

# see_host ARGUMENTS…: a look with govc; leaves $answer.
see_host() {
  answer=$(govc "$@" 2>"$work/stderr") ||
    fail "$FAILED" "govc $1 failed: $(tr -s '\r\n' '  ' <"$work/stderr")" "correct what govc names, then run this again"
}

# change_host ARGUMENTS…: a change with govc, or in a dry run only its command.
change_host() {
  about_to_change "$(quoted govc "$@")" || return 0
  govc "$@" >"$work/stdout" 2>"$work/stderr" ||
    fail "$FAILED" "govc $1 failed: $(tail -n 1 "$work/stderr" | tr -d '\r')" "correct what govc names, then run this again"
}

# --- The steps, in order -------------------------------------------------------------------------

check_host() {
  step=host
  answer=$(govc about -json 2>"$work/stderr") ||
    fail "$UNREACHABLE" "no answer from the host: $(tr -s '\r\n' '  ' <"$work/stderr")" \
      "check GOVC_URL, GOVC_USERNAME and GOVC_PASSWORD, and that port 443 is open from here"
  [[ $(jq 'has("about")' <<<"$answer") == true ]] || usage_error "this govc is too old; 0.31 or newer is needed"
  say "$(jq -r '.about.fullName' <<<"$answer")"
}

import_vm() {
  step=import
  find_vm
  if [[ -n $vm ]]; then
    say "unchanged: $vm is there"
    return
  fi
  [[ ${ova##*/} == *-v2-* ]] || warn "${ova##*/} does not name generation 2; generation 1 has no support any more"
  see_host import.spec "$ova"
  jq --arg name "$vm_name" --arg network "$network" '.Name = $name | .DiskProvisioning = "thin" | .PowerOn = false
    | .WaitForIP = false | .NetworkMapping |= map(.Network = $network)
    | if .Deployment then .Deployment = "new-gateway" else . end' <<<"$answer" >"$work/options.json"
  if "$dry_run"; then
    say "options.json would be: $(jq -c . "$work/options.json")"
    change_host import.ova -options options.json ${datastore:+-ds "$datastore"} -name "$vm_name" "$ova"
    vm=$vm_name
    return
  fi
  say "importing ${ova##*/}; this takes some minutes"
  change_host import.ova -options "$work/options.json" ${datastore:+-ds "$datastore"} -name "$vm_name" "$ova"
  find_vm
  say "imported as $vm"
}

find_vm() {
  see_host find / -type m -name "$vm_name"
  [[ $answer != *$'\n'* ]] || fail "$FAILED" "several VMs are named $vm_name" "choose another --name"
  vm=$answer
}

# look_at_vm: leaves $config and $devices; empty for a VM that a dry run would import.
look_at_vm() {
  config='{}' devices='[]'
  [[ $vm == /* ]] || return 0
  see_host vm.info -json "$vm"
  config=$(jq -c '.virtualMachines[0]' <<<"$answer")
  see_host device.info -json -vm "$vm"
  devices=$(jq -c '.devices' <<<"$answer")
}

powered_off() { [[ $(jq -r '.runtime.powerState // "poweredOff"' <<<"$config") == poweredOff ]]; }

# need_power_off WHAT: a running VM is not touched.
need_power_off() {
  powered_off || fail "$FAILED" "$1, and the VM is powered on" "shut the VM down when nobody works on its drive, then run this again"
}

size_vm() {
  step=hardware
  local now arguments=()
  now=$(jq -r '.config | "\(.hardware.numCPU // 0) vCPU, \(.hardware.memoryMB // 0) MiB, " +
    "\(.memoryAllocation.reservation // 0) MiB reserved, host time \(if .tools.syncTimeWithHost then "on" else "off" end)"' <<<"$config")
  [[ $(jq '.config.hardware.numCPU // 0' <<<"$config") -ge $CPUS ]] || arguments+=(-c "$CPUS")
  [[ $(jq '.config.hardware.memoryMB // 0' <<<"$config") -ge $MEMORY_MIB ]] || arguments+=(-m "$MEMORY_MIB")
  [[ $(jq '.config.memoryAllocation.reservation // 0' <<<"$config") -ge $MEMORY_MIB ]] || arguments+=(-mem.reservation "$MEMORY_MIB")
  [[ $(jq '.config.tools.syncTimeWithHost == true' <<<"$config") == true ]] || arguments+=("-sync-time-with-host=true")
  if ((${#arguments[@]} == 0)); then
    say "unchanged: $now"
    return
  fi
  need_power_off "it has $now"
  change_host vm.change -vm "$vm" "${arguments[@]}"
  "$dry_run" || say "$CPUS vCPU, $MEMORY_MIB MiB reserved, host time on; was $now"
}

# An adapter's type can't be changed: another takes its place.
set_adapter() {
  step=adapter
  local adapter others
  if [[ $devices == '[]' ]]; then
    say "would become VMXNET3 on $network, if it is not"
    return
  fi
  mapfile -t others < <(jq -r '.[] | select(.name | startswith("ethernet-")) | select(.type != "VirtualVmxnet3") | .name' <<<"$devices")
  for adapter in "${others[@]}"; do
    need_power_off "$adapter is not of type VMXNET3"
    change_host device.remove -vm "$vm" "$adapter"
  done
  if [[ $(jq 'any(.type == "VirtualVmxnet3")' <<<"$devices") == true ]]; then
    say "unchanged: VMXNET3"
    return
  fi
  need_power_off "it has no adapter of type VMXNET3"
  change_host vm.network.add -vm "$vm" -net "$network" -net.adapter vmxnet3
  "$dry_run" || say "VMXNET3 on $network"
}

add_cache_disks() {
  step=disks
  local number name size controller='' disk
  for number in $(seq "${#cache_gib[@]}"); do
    name=$vm_name/cache-$number
    size=${cache_gib[number - 1]}
    disk=$(jq -c --arg file "$name.vmdk" '[.[] | select(.type == "VirtualDisk" and ((.backing.fileName // "") | endswith(" " + $file)))][0] // empty' <<<"$devices")
    if [[ -n $disk ]]; then
      say "unchanged: $name, $(jq "(.capacityInKB / $KIB_PER_GIB | floor)" <<<"$disk") GiB"
      [[ $(jq '.capacityInKB' <<<"$disk") -ge $((size * KIB_PER_GIB)) ]] || warn "$name is smaller than $size GiB; a cache disk is not resized: add a second one"
      continue
    fi
    [[ -n $controller ]] || find_controller
    if [[ -n $cache_datastore && $cache_datastore != "$datastore" ]]; then
      change_host datastore.mkdir -ds "$cache_datastore" -p "$vm_name"
    fi
    # All of it at once: a cache that grows in use is slow.
    change_host vm.disk.create -vm "$vm" -name "$name" -size "${size}G" -thick -controller "$controller" \
      ${cache_datastore:+-ds "$cache_datastore"}
    "$dry_run" || say "created $name, $size GiB"
  done
}

# find_controller: leaves the name of a paravirtual controller in $controller; adds one if there is none.
find_controller() {
  local filter='[.[] | select(.type == "ParaVirtualSCSIController") | .name][0] // ""'
  controller=$(jq -r "$filter" <<<"$devices")
  [[ -z $controller ]] || return 0
  need_power_off "it has no paravirtual controller"
  change_host device.scsi.add -vm "$vm" -type pvscsi
  if "$dry_run"; then
    controller=pvscsi
    return
  fi
  look_at_vm
  controller=$(jq -r "$filter" <<<"$devices")
}

power_on() {
  step=power
  if powered_off; then
    change_host vm.power -on "$vm"
    "$dry_run" || say "powered on"
  else
    say "unchanged: powered on"
  fi
}

wait_for_address() {
  step=address
  local begun=$SECONDS address='' file
  if "$dry_run"; then
    say "would wait for the VM's address: govc vm.ip $vm"
    return
  fi
  while :; do
    see_host vm.info -json "$vm"
    address=$(jq -r '.virtualMachines[0].guest.ipAddress // ""' <<<"$answer")
    [[ ! $address =~ ^[0-9.]+$ || $address == 169.254.* ]] || break
    wait_more "$begun" "$LANDFALL_WAIT_SECONDS" "the VM to tell its address" \
      "look at the VM's console: without DHCP set an address there (login admin / password, Network Configuration); then run this again"
  done
  say "$vm_name is at $address"
  file=$here/activate.sh
  printf '\nNext:\n  %s\n\n' "$(quoted "$file" --name "$vm_name" --gateway-ip "$address")"
}

main() {
  read_arguments "$@"
  begin "$@"
  need_tools govc jq
  check_host
  import_vm
  look_at_vm
  size_vm
  set_adapter
  add_cache_disks
  power_on
  wait_for_address
  finish
}

main "$@"
