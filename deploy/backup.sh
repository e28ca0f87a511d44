#!/bin/sh
# backup.sh FOLDER: inputs, outputs and state in FOLDER/pret-DAY-HOUR.tar.gz; the last 14 are kept.
# Run by root with the variables of /etc/pret.env. `pret serve` is stopped for the time of the copy
# and started again if it was running. A ledger on PostgreSQL has its own: pg_dump.
set -eu
folder=$1
: "${PRET_INPUTS:?} ${PRET_OUTPUTS:?} ${PRET_STATE:?}"
mkdir -p "$folder"
file=$folder/pret-$(date +%Y-%m-%d-%H%M%S).tar.gz
part=$file.part

ended() {
    rm -f "$part"
    [ -z "$was_running" ] || systemctl start pret.service
}
was_running=
if systemctl --quiet is-active pret.service; then was_running=yes; fi
trap ended EXIT
trap 'exit 1' HUP INT TERM
[ -z "$was_running" ] || systemctl stop pret.service

# Prefect's own database is left out: what it holds is made again from the calendars and the ledger.
tar --create --gzip --file "$part" --exclude="${PRET_STATE#/}/prefect" --directory / \
    "${PRET_INPUTS#/}" "${PRET_OUTPUTS#/}" "${PRET_STATE#/}"
sync "$part"
mv "$part" "$file"
ls -1 "$folder"/pret-*.tar.gz | head -n -14 | while read -r old; do rm -f "$old"; done
echo "$file"
