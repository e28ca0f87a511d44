#!/bin/sh
# The command `pret` of a machine where it runs as a service: the service's settings and account.
# To be installed as /usr/local/bin/pret. Run by root, or by those whom sudo lets run it.
set -eu
set -a
. /etc/pret.env
set +a
exec setpriv --reuid=pret --regid=pret --init-groups --no-new-privs \
    env HOME=/var/lib/pret /opt/pret/.venv/bin/pret "$@"
