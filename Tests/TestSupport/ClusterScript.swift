/// The shell script that runs a private server while its input is open, and cleans up even if the tests crash or are
/// killed.
enum ClusterScript {
    /// $1 is the folder of the server's programs, $2 the TCP port, $3 that of a streaming standby, if there is to be one. Prints
    /// the cluster's folder when it is ready, then obeys the lines `stop`, `start`, `lose` and `promote` and confirms each.
    static let text = #"""
        server= standby=
        dir=$(mktemp -d /tmp/riad-test.XXXXXX) || exit 1
        cleanup() {
            trap - EXIT
            for one in $server $standby; do kill -QUIT "$one" 2>/dev/null && wait "$one"; done
            rm -rf "$dir"
        }
        trap cleanup EXIT
        # A user that has gone shows as a broken pipe when its line is written.
        trap 'exit 1' HUP INT TERM PIPE
        cd "$dir" || exit 1
        "$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
            </dev/null >initdb.log 2>&1 || { cat initdb.log; exit 1; }
        cat >data/pg_hba.conf <<'HBA'
        local all +riad_test_with_password scram-sha-256
        host  all +riad_test_with_password all scram-sha-256
        local all +riad_test_shut_out reject
        local all,replication all trust
        host  all all 127.0.0.1/32 trust
        HBA
        # The programs' folder, the data's, the port, further options.
        serve() {
            programs=$1 data=$2 port=$3
            shift 3
            "$programs/postgres" -D "$data" -k "$dir" -c listen_addresses=127.0.0.1 -c port="$port" -c fsync=off \
                -c full_page_writes=off -c max_connections=150 -c shared_buffers=64MB \
                -c autovacuum=off -c lc_messages=C "$@" </dev/null >"$data.log" 2>&1 &
            served=$!
            tries=0
            until "$programs/pg_isready" -q -h "$dir" -p "$port"; do
                tries=$((tries + 1))
                kill -0 "$served" 2>/dev/null && [ "$tries" -lt 300 ] || { cat "$data.log"; exit 1; }
                sleep 0.1
            done
        }
        start() {
            if [ -n "$3" ]; then
                serve "$1" data "$2" -c wal_level=replica
            else
                serve "$1" data "$2" -c wal_level=minimal -c max_wal_senders=0 -c synchronous_commit=off
            fi
            server=$served
        }
        start "$@"
        if [ -n "$3" ]; then
            "$1/pg_basebackup" -h "$dir" -p "$2" -U postgres -D standby -R -X stream -c fast --no-sync >backup.log 2>&1 \
                || { cat backup.log; exit 1; }
            serve "$1" standby "$3"
            standby=$served
            # What is confirmed is on the standby too.
            "$1/psql" -q -h "$dir" -p "$2" -U postgres -c "ALTER SYSTEM SET synchronous_standby_names = '*'" \
                -c 'SELECT pg_reload_conf()' >backup.log 2>&1 || { cat backup.log; exit 1; }
        fi
        echo "ready $dir"
        while read -r command; do
            case $command in
            stop) kill -INT "$server"; wait "$server"; server= ;;
            start) start "$@" ;;
            lose) kill -QUIT "$server"; wait "$server"; server= ;;
            promote) "$1/pg_ctl" promote -w -D standby >backup.log 2>&1 || { cat backup.log; exit 1; } ;;
            esac
            echo "done $command"
        done
        """#
}
